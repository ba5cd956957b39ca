/** Seeds of an experiment side by side in worker processes. */
import type { Progress } from "./record.ts";
import { checkedWorkers, requireDistinctSeeds, runJobs } from "./run_jobs.ts";
import { type SeedRun, SeedRunError } from "./worker_process.ts";

export { type SeedRun, SeedRunError };

/** What is run, and how. */
export interface RunSeedsOptions<Settings> {
  /** URL of the experiment's module. */
  module: string | URL;
  settings: Settings;
  seeds: readonly number[];
  /** Worker processes; by default one a core, or one a seed where there are fewer than two seeds a core. */
  workers?: number;
  /** Folder of checkpoints; nothing is kept where it is absent. */
  checkpoints?: string;
  signal?: AbortSignal;
  /** Called as seeds advance. */
  progress?: (seed: number, part: string, progress: Progress) => void;
  /** Called with each finished seed, in the order in which they finish. */
  finished?: (run: SeedRun<unknown>) => void | Promise<void>;
}

/**
 * Run every seed and return the results in the order of `seeds`; they do not depend on the number of workers.
 *
 * @throws SeedRunError where a run fails, or its worker dies twice
 * @throws RangeError for a number of workers that is not a positive integer, or a seed given twice
 * @throws TrainingStopped where `signal` asked for it; running seeds have saved their checkpoints
 */
export async function runSeeds<Settings, Result>(
  options: RunSeedsOptions<Settings>,
): Promise<SeedRun<Result>[]> {
  const { module, settings, seeds, checkpoints = null, signal } = options;
  const workers = checkedWorkers("runSeeds", options.workers ?? defaultWorkers(seeds.length));
  requireDistinctSeeds("runSeeds", seeds);
  const runs: SeedRun<Result>[] = [];
  const jobs = seeds.map((seed) => ({
    name: `seed ${seed}`,
    module: String(module),
    settings,
    seed,
    checkpoints,
  }));
  await runJobs(jobs, {
    workers,
    signal,
    progress: (job, part, progress) => options.progress?.(seeds[job], part, progress),
    finished(job, run) {
      runs[job] = run as SeedRun<Result>;
      return options.finished?.(run);
    },
  });
  return runs;
}

/** One worker a core; or one a seed where a second round would leave cores idle for lack of seeds. */
function defaultWorkers(seeds: number): number {
  const cores = navigator.hardwareConcurrency;
  return Math.max(1, seeds < 2 * cores ? seeds : cores);
}
