import { type BenchRow, benchRow, type BenchSideName, lossDisagreement } from "./bench_results.ts";
import { BenchSide, BenchSideError } from "./bench_side.ts";

/** How a workload is measured. */
export interface MeasureOptions {
  /** Command of each side. */
  readonly commands: ReadonlyMap<BenchSideName, readonly string[]>;
  /** Interleaved measurements of each side. */
  readonly repeats: number;
  /** Takes versions of the programs of each side. */
  readonly versions: Record<string, string>;
  /** Takes progress, a sentence at a time. */
  readonly print: (text: string) => void;
}

/** Steps whose losses are compared before anything is timed. */
const CHECKED_STEPS = 10;
/** Float32 sums in another order differ by about this much after a few steps. */
const LOSS_TOLERANCE = 1e-4;
/** TF.js is measured for the record only, and is slow. */
const SLOW_STEPS = 3;
const WARM_UP_STEPS = 20;
/** CPU time of one measurement, long against the clock's resolution of a few milliseconds. */
const REPEAT_MILLISECONDS = 1000;

/**
 * Measures one workload on every side, each in a process of its own, in turns.
 *
 * A side that fails, or whose losses are not this engine's, is named in the row's `failures` and has no time.
 */
export async function measureWorkload(
  workload: { readonly name: string; readonly title: string },
  options: MeasureOptions,
): Promise<BenchRow> {
  const { commands, repeats, versions, print } = options;
  const failures: Partial<Record<BenchSideName, string>> = {};
  const times: Partial<Record<BenchSideName, number[]>> = {};
  const sides = new Map<BenchSideName, BenchSide>();
  /** Runs `body`; a side that fails is named and takes no further part. */
  const attempt = async (name: BenchSideName, body: () => Promise<void>): Promise<void> => {
    try {
      await body();
    } catch (error) {
      if (!(error instanceof BenchSideError)) throw error;
      failures[name] = error.message;
      print(`${workload.name}: ${name} FAILED: ${error.message}`);
      delete times[name];
      await sides.get(name)?.end();
      sides.delete(name);
    }
  };
  try {
    for (const [name, command] of commands) {
      await attempt(name, async () => {
        const side = await BenchSide.start(command);
        sides.set(name, side);
        Object.assign(versions, side.versions);
      });
    }
    let reference: number[] | null = null;
    let slowest = 0;
    for (const [name, side] of [...sides]) {
      await attempt(name, async () => {
        const losses = await side.losses(name === "tfjs" ? SLOW_STEPS : CHECKED_STEPS);
        reference ??= losses;
        const disagreement = lossDisagreement(reference.slice(0, losses.length), losses, LOSS_TOLERANCE);
        if (disagreement) throw new BenchSideError(`computes something else: ${disagreement}`);
        if (name !== "tfjs") slowest = Math.max(slowest, await side.time(WARM_UP_STEPS));
      });
    }
    const steps = Math.max(WARM_UP_STEPS, Math.round(REPEAT_MILLISECONDS / slowest));
    for (let repeat = 0; repeat < repeats; repeat++) {
      for (const [name, side] of [...sides]) {
        if (name === "tfjs" && repeat > 0) continue;
        await attempt(name, async () => {
          (times[name] ??= []).push(await side.time(name === "tfjs" ? SLOW_STEPS : steps));
        });
      }
      const shown = [...sides.keys()].flatMap((name) => {
        const last = name === "tfjs" ? undefined : times[name]?.at(-1);
        return last === undefined ? [] : [`${name} ${last.toPrecision(3)}`];
      });
      print(`${workload.name}: repeat ${repeat + 1} of ${repeats}, ${shown.join(", ")} ms CPU/step`);
    }
  } finally {
    for (const side of sides.values()) await side.end();
  }
  return benchRow(workload, times, failures);
}
