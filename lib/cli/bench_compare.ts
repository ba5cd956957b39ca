/** One workload on this engine and on that of an earlier commit, in turns. */
import { generator } from "../random/mod.ts";
import { bootstrapInterval } from "../stats/bootstrap.ts";
import { median } from "../stats/summary.ts";
import { lossDisagreement } from "./bench_losses.ts";
import type { BenchWorkload } from "./bench_results.ts";
import { BenchSide, BenchSideError } from "./bench_side.ts";

/** A ratio of times whose whole interval lies above it is a slower engine. */
export const SLOWER = 1.03;

/** What a workload takes now and took before. */
export interface ComparedRow {
  readonly name: string;
  /** Milliseconds of CPU time of a step, median; `null` where a side failed. */
  readonly now: number | null;
  readonly before: number | null;
  /** Median of now / before over the repeats, and its interval at 95 %. */
  readonly ratio: { readonly value: number; readonly low: number; readonly high: number } | null;
  /** Why there is no ratio. */
  readonly failure?: string;
}

/** How two engines are compared. */
export interface CompareOptions {
  /** Commands of the sides. */
  readonly commands: { readonly now: readonly string[]; readonly before: readonly string[] };
  readonly repeats: number;
  readonly threads: number;
  /** Takes progress, a sentence at a time. */
  readonly print: (text: string) => void;
}

const CHECKED_STEPS = 10, WARM_UP_STEPS = 20, REPEAT_MILLISECONDS = 1000;
/** Engines may round otherwise. */
const LOSS_TOLERANCE = { float32: 1e-4, float64: 1e-9 } as const;

/** Measures a workload on both engines; one that fails, or whose losses are other ones, is named in the row. */
export async function compareWorkload(
  workload: BenchWorkload,
  options: CompareOptions,
): Promise<ComparedRow> {
  const sides: BenchSide[] = [];
  try {
    return await measured(workload, options, sides);
  } catch (error) {
    if (!(error instanceof BenchSideError)) throw error;
    options.print(`${workload.name}: FAILED: ${error.message}`);
    return { name: workload.name, now: null, before: null, ratio: null, failure: error.message };
  } finally {
    for (const side of sides) await side.end();
  }
}

async function measured(
  { name, precision }: BenchWorkload,
  { commands, repeats, threads, print }: CompareOptions,
  sides: BenchSide[],
): Promise<ComparedRow> {
  for (const command of [commands.now, commands.before]) sides.push(await BenchSide.start(command, threads));
  const [now, before] = sides;
  const losses = await now.losses(CHECKED_STEPS);
  const disagreement = lossDisagreement(
    losses,
    await before.losses(CHECKED_STEPS),
    LOSS_TOLERANCE[precision],
  );
  if (disagreement) throw new BenchSideError(`the earlier engine computes something else: ${disagreement}`);
  const warm = Math.max((await now.time(WARM_UP_STEPS)).cpu, (await before.time(WARM_UP_STEPS)).cpu);
  const steps = Math.max(WARM_UP_STEPS, Math.round(REPEAT_MILLISECONDS / warm));
  const times: { now: number[]; before: number[] } = { now: [], before: [] };
  for (let repeat = 0; repeat < repeats; repeat++) {
    // The first of a pair does not always meet the same machine.
    for (const side of repeat % 2 === 0 ? ["now", "before"] as const : ["before", "now"] as const) {
      times[side].push((await (side === "now" ? now : before).time(steps)).cpu);
    }
    const [own, other] = [times.now.at(-1)!, times.before.at(-1)!].map((time) => time.toPrecision(3));
    print(`${name}: repeat ${repeat + 1} of ${repeats}, now ${own}, before ${other} ms CPU/step`);
  }
  const ratios = times.now.map((time, k) => time / times.before[k]);
  const ratio = bootstrapInterval(ratios, median, { generator: generator(0, "bench ratios") });
  return { name, now: median(times.now), before: median(times.before), ratio };
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
