/** Measures one workload on this engine and on that of an earlier commit, in turns. */
import { generator } from "../../random/mod.ts";
import { bootstrapInterval } from "../../stats/bootstrap.ts";
import { median } from "../../stats/summary.ts";
import type { ComparedRow } from "./history.ts";
import { CHECKED_STEPS, LOSS_TOLERANCE, lossDisagreement } from "./losses.ts";
import type { BenchWorkload } from "./results.ts";
import { BenchSide, BenchSideError, stepsOf, WARM_UP_STEPS } from "./side.ts";

/** The engine counts as slower if the whole interval of the ratio of times is above this. */
export const SLOWER = 1.03;

/** Options of a comparison. */
export interface CompareOptions {
  /** Commands of the sides. */
  readonly commands: { readonly now: readonly string[]; readonly before: readonly string[] };
  readonly repeats: number;
  readonly threads: number;
  /** Receives progress, one sentence at a time. */
  readonly print: (text: string) => void;
}

/** CPU time of one measurement, of which there are many. */
const REPEAT_MILLISECONDS = 700;
/** Repeats of one pair of processes. */
const REPEATS_OF_PAIR = 3;

/**
 * Measures a workload on both engines, in several pairs of processes: equal code differs by a few per cent between
 * processes. A side that fails, or whose losses differ, is named in the row.
 */
export async function compareWorkload(
  workload: BenchWorkload,
  options: CompareOptions,
): Promise<ComparedRow> {
  const { name } = workload, times: Times = { now: [], before: [] };
  try {
    while (times.now.length < options.repeats) await measurePair(workload, options, times);
  } catch (error) {
    if (!(error instanceof BenchSideError)) throw error;
    options.print(`${name}: FAILED: ${error.message}`);
    return { name, now: null, before: null, ratio: null, failure: error.message };
  }
  const ratios = times.now.map((time, k) => time / times.before[k]);
  const ratio = bootstrapInterval(ratios, median, { generator: generator(0, "bench ratios") });
  return { name, now: median(times.now), before: median(times.before), ratio };
}

/** Milliseconds of CPU time of a step, by side and repeat. */
interface Times {
  readonly now: number[];
  readonly before: number[];
}

/** Starts both sides and appends some repeats. */
async function measurePair(workload: BenchWorkload, options: CompareOptions, times: Times): Promise<void> {
  const { commands, repeats, threads, print } = options, sides: BenchSide[] = [];
  try {
    for (const command of [commands.now, commands.before]) {
      sides.push(await BenchSide.start(command, threads));
    }
    const [now, before] = sides, steps = await checkedSteps(workload, now, before);
    for (let i = 0; i < REPEATS_OF_PAIR && times.now.length < repeats; i++) {
      // Alternating the order, since the first of two sides may find the machine in another state.
      const order = times.now.length % 2 === 0 ? ["now", "before"] as const : ["before", "now"] as const;
      for (const side of order) times[side].push((await (side === "now" ? now : before).time(steps)).cpu);
      const [own, other] = [times.now.at(-1)!, times.before.at(-1)!].map((time) => time.toPrecision(3));
      print(
        `${workload.name}: repeat ${times.now.length} of ${repeats}, now ${own}, before ${other} ms CPU/step`,
      );
    }
  } finally {
    for (const side of sides) await side.end();
  }
}

/** Steps of a measurement, once both sides are warm and have given the same losses. */
async function checkedSteps(
  { precision }: BenchWorkload,
  now: BenchSide,
  before: BenchSide,
): Promise<number> {
  const losses = await now.losses(CHECKED_STEPS);
  const disagreement = lossDisagreement(
    losses,
    await before.losses(CHECKED_STEPS),
    LOSS_TOLERANCE[precision],
  );
  if (disagreement) throw new BenchSideError(`the earlier engine computes something else: ${disagreement}`);
  const warm = Math.max((await now.time(WARM_UP_STEPS)).cpu, (await before.time(WARM_UP_STEPS)).cpu);
  return stepsOf(REPEAT_MILLISECONDS, warm);
}

/** Names of the workloads that are slower now, and of those that failed. */
export function slowerOrFailed(rows: readonly ComparedRow[]): string[] {
  return rows.flatMap(({ name, ratio, failure }) => {
    if (failure !== undefined) return [`${name}: ${failure}`];
    return ratio !== null && ratio.low > SLOWER
      ? [`${name}: takes ${ratio.value.toFixed(3)} × as long, at least ${ratio.low.toFixed(3)} ×`]
      : [];
  });
}
