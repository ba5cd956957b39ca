import { CHECKED_STEPS, LOSS_TOLERANCE, lossDisagreement } from "./losses.ts";
import {
  type BenchRow,
  benchRow,
  type BenchSideName,
  type BenchWorkload,
  isForRecord,
  isTfjs,
  type MatMulPeak,
  type StepTime,
} from "./results.ts";
import { BenchSide, BenchSideAbsent, BenchSideError, stepsOf, WARM_UP_STEPS } from "./side.ts";
import { median } from "../../stats/summary.ts";

/** Options of a measurement. */
export interface MeasureOptions {
  /** Command of each side. */
  readonly commands: ReadonlyMap<BenchSideName, readonly string[]>;
  /** Interleaved measurements of each side. */
  readonly repeats: number;
  /** Threads that a side may use. */
  readonly threads: number;
  /** Peak speed of the machine. */
  readonly peak: MatMulPeak;
  /** Receives versions of the programs of each side. */
  readonly versions: Record<string, string>;
  /** Receives progress, one sentence at a time. */
  readonly print: (text: string) => void;
}

/** TF.js is measured only for the record, and is slow. */
const SLOW_STEPS = 2;
/** CPU time of one measurement. */
const REPEAT_MILLISECONDS = 1000;
/** CPU time divided by clock time, per allowed thread; above this a side uses more threads. */
const BUSY = 1.15;

/**
 * Measures one workload on every side, each in its own process, in turns.
 *
 * A side that fails, whose losses differ from this engine's, or that uses too many threads, is named in the row's
 * `failures` and has no time. A side that reports that it cannot take part, or that fails but is measured only for the
 * record, is named in `absent`.
 */
export async function measureWorkload(workload: BenchWorkload, options: MeasureOptions): Promise<BenchRow> {
  const { commands, repeats, threads, versions, print } = options;
  const failures: Partial<Record<BenchSideName, string>> = {}, absent: typeof failures = {};
  const times: Partial<Record<BenchSideName, StepTime[]>> = {};
  const sides = new Map<BenchSideName, BenchSide>();
  /** Runs `body`; a side that fails is named and excluded from then on. */
  const attempt = async (name: BenchSideName, body: () => Promise<void> | void): Promise<void> => {
    try {
      await body();
    } catch (error) {
      if (!(error instanceof BenchSideError)) throw error;
      const fails = !(error instanceof BenchSideAbsent) && !isForRecord(name);
      (fails ? failures : absent)[name] = withoutFolders(error.message);
      print(`${workload.name}: ${name} ${fails ? "FAILED" : "does not take part"}: ${error.message}`);
      delete times[name];
      await sides.get(name)?.end();
      sides.delete(name);
    }
  };
  try {
    for (const [name, command] of commands) {
      await attempt(name, async () => {
        const side = await BenchSide.start(command, threads);
        sides.set(name, side);
        Object.assign(versions, side.versions);
      });
    }
    const own = sides.get("ours")?.own ?? null;
    let reference: number[] | null = null;
    let slowest = 0;
    for (const [name, side] of [...sides]) {
      await attempt(name, async () => {
        const losses = await side.losses(isTfjs(name) ? SLOW_STEPS : CHECKED_STEPS);
        reference ??= losses;
        const disagreement = lossDisagreement(
          reference.slice(0, losses.length),
          losses,
          LOSS_TOLERANCE[workload.precision],
        );
        if (disagreement) throw new BenchSideError(`computes something else: ${disagreement}`);
        if (!isTfjs(name)) slowest = Math.max(slowest, (await side.time(WARM_UP_STEPS)).cpu);
      });
    }
    const steps = stepsOf(REPEAT_MILLISECONDS, slowest);
    for (let repeat = 0; repeat < repeats; repeat++) {
      for (const [name, side] of [...sides]) {
        if (isTfjs(name) && repeat > 0) continue;
        await attempt(name, async () => {
          (times[name] ??= []).push(await side.time(isTfjs(name) ? SLOW_STEPS : steps));
        });
      }
      const shown = [...sides.keys()].flatMap((name) => {
        const last = isTfjs(name) ? undefined : times[name]?.at(-1);
        return last === undefined ? [] : [`${name} ${last.cpu.toPrecision(3)}`];
      });
      print(`${workload.name}: repeat ${repeat + 1} of ${repeats}, ${shown.join(", ")} ms CPU/step`);
    }
    for (const name of [...sides.keys()].filter((name) => !isTfjs(name))) {
      await attempt(name, () => {
        const busy = median(times[name]!.map(({ cpu, wall }) => cpu / wall));
        if (busy > threads * BUSY) {
          throw new BenchSideError(
            `uses more than ${threads} threads: its CPU time is ${busy.toFixed(2)} × the clock's`,
          );
        }
      });
    }
    return benchRow(workload, { times, own, failures, absent }, options.peak);
  } finally {
    for (const side of sides.values()) await side.end();
  }
}

/** A message without the folders of this machine, which a committed file should not contain. */
function withoutFolders(message: string): string {
  return message.replace(/(?<![\w.:/])(?:\/|[A-Z]:\\)[^\s:]*[\\/]/g, "…/");
}
