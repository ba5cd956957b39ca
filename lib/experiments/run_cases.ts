/** Runs cases in worker processes, with one progress line for all of them; responds to `task stop`. */
import { join } from "node:path";
import { progressLine } from "../notebook/progress.ts";
import { stopSignal } from "../notebook/stop_file.ts";
import type { Progress } from "../train/record.ts";
import { removeCase } from "./case_folder.ts";
import { type Case, describeCase } from "./case.ts";
import type { AnyExperiment } from "./experiment.ts";
import { runJobs } from "./workers/run_jobs.ts";
import type { CaseError } from "./workers/worker_process.ts";
import type { CaseRun } from "./workers/worker_protocol.ts";

const LOOK_FOR_STOP_MILLISECONDS = 250;

/** A case that was computed now. */
export type FinishedCase<Settings, Result> = Case<Settings> & CaseRun<Result>;

/** Options of {@linkcode runCases}. */
export interface RunCasesOptions<Settings, Result> {
  /** Folder in which each case has a folder for its checkpoints; nothing is kept if it is `null`. */
  folder: string | null;
  /** Worker processes; by default one per core, or one per case if a second round would leave cores idle. */
  workers?: number | undefined;
  /** Seconds between saves of a training; those of `train` if absent. */
  saveSeconds?: number | undefined;
  /** Ends the run as `task stop` does. */
  signal?: AbortSignal | undefined;
  /** Called with each finished case, in the order in which they finish; an error in it ends the whole run. */
  finished?(run: FinishedCase<Settings, Result>): void | Promise<void>;
  /** Called with each failed case; if absent, the first failure ends the whole run. */
  failed?(one: Case<Settings>, error: CaseError): void;
}

/**
 * Runs cases of an experiment now, each in its own process; a case that was stopped or killed resumes from its
 * checkpoints. Results do not depend on the number of workers.
 *
 * @returns the finished cases, in the order of `cases`, without those that failed
 * @throws {CaseError} if a case fails, its folder is locked, or its worker dies twice, and `failed` is absent
 * @throws {TrainingStopped} after `task stop`, or if `signal` asked for it; running cases have saved their state
 * @throws {RangeError} for a number of workers that is not a positive integer, or a case given twice
 */
export async function runCases<Settings, Result>(
  experiment: AnyExperiment<Settings, Result>,
  cases: readonly Case<Settings>[],
  options: RunCasesOptions<Settings, Result>,
): Promise<FinishedCase<Settings, Result>[]> {
  const { folder, workers = defaultWorkers(cases.length), failed, saveSeconds } = options;
  if (!Number.isInteger(workers) || workers < 1) {
    throw new RangeError(`runCases: the number of workers must be a positive integer, got ${workers}`);
  }
  const twice = cases.find(({ key }, i) => cases.findIndex((one) => one.key === key) !== i);
  if (twice) throw new RangeError(`runCases: ${describeCase(experiment, twice)} is given twice`);
  const folderOf = (one: Case<Settings>) => folder === null ? null : join(folder, one.key);
  const runs: FinishedCase<Settings, Result>[] = [];
  const line = progressLine(experiment.name), count = new StepCount(), stopped = stopFileSignal(saveSeconds);
  const steps = cases.reduce((sum, { settings }) => sum + experiment.steps(settings), 0);
  try {
    await runJobs(
      cases.map((one) => ({
        name: describeCase(experiment, one),
        module: experiment.module,
        settings: one.settings,
        seed: one.seed,
        folder: folderOf(one),
        saveSeconds,
      })),
      {
        workers,
        signal: options.signal ? AbortSignal.any([stopped.signal, options.signal]) : stopped.signal,
        progress: (job, part, progress) =>
          line.update({ step: count.after(job, part, progress), steps, loss: progress.loss }),
        async finished(job, run) {
          const done = { ...cases[job], ...run as CaseRun<Result> };
          await options.finished?.(done);
          const own = folderOf(cases[job]);
          if (own !== null) await removeCase(own);
          runs[job] = done;
        },
        ...(failed && { failed: (job, error) => failed(cases[job], error) }),
      },
    );
    line.update({ step: steps, steps });
    return runs.filter(() => true);
  } finally {
    stopped.end();
    await line.finish();
  }
}

/** A signal that `task stop` aborts. Where saves are rare, for the sake of a shared disk, so are looks at the stop file. */
function stopFileSignal(saveSeconds = 1): { signal: AbortSignal; end(): void } {
  const stop = new AbortController(), requested = stopSignal();
  const watch = setInterval(
    () => requested.aborted && stop.abort(),
    LOOK_FOR_STOP_MILLISECONDS * Math.max(1, saveSeconds),
  );
  return { signal: stop.signal, end: () => clearInterval(watch) };
}

/** One worker per core; or one per case if a second round would leave cores idle for lack of cases. */
function defaultWorkers(cases: number): number {
  const cores = navigator.hardwareConcurrency;
  return Math.max(1, cases < 2 * cores ? cases : cores);
}

/** Steps done by all cases; a part is complete once another part has followed. */
class StepCount {
  readonly #current = new Map<number, { part: string; progress: Progress }>();
  #complete = 0;

  after(job: number, part: string, progress: Progress): number {
    const before = this.#current.get(job);
    if (before && before.part !== part) this.#complete += before.progress.steps;
    this.#current.set(job, { part, progress });
    let under = 0;
    for (const { progress } of this.#current.values()) under += progress.step;
    return this.#complete + under;
  }
}
