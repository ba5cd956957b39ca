/** Seeds in worker processes, with one progress line for all of them and `task stop` listened to. */
import { progressLine, stopSignal } from "../jupyter/mod.ts";
import { type Experiment, type Progress, runSeeds, type SeedRun } from "../train/mod.ts";

const LOOK_FOR_STOP_MILLISECONDS = 250;

/** How {@linkcode runLive} runs. */
export interface RunLiveOptions {
  /** Folder of checkpoints. */
  checkpoints: string;
  workers?: number;
  /** Called with each finished seed. */
  finished?: (run: SeedRun<unknown>) => void | Promise<void>;
}

/**
 * Run the seeds of an experiment now; a run that was stopped goes on from its checkpoints.
 *
 * @throws TrainingStopped after `task stop`
 * @throws SeedRunError where a run fails
 */
export async function runLive<Settings, Result>(
  module: string | URL,
  experiment: Experiment<Settings, Result>,
  settings: Settings,
  seeds: readonly number[],
  options: RunLiveOptions,
): Promise<SeedRun<Result>[]> {
  const stop = new AbortController(), requested = stopSignal();
  const watch = setInterval(() => requested.aborted && stop.abort(), LOOK_FOR_STOP_MILLISECONDS);
  const line = progressLine(experiment.name), count = new StepCount();
  const steps = seeds.length * experiment.steps(settings);
  try {
    const runs = await runSeeds<Settings, Result>({
      ...options,
      module,
      settings,
      seeds,
      signal: stop.signal,
      progress: (seed, part, progress) =>
        line.update({ step: count.after(seed, part, progress), steps, loss: progress.loss }),
    });
    line.update({ step: steps, steps });
    return runs;
  } finally {
    clearInterval(watch);
    await line.finish();
  }
}

/** Steps done by all seeds; a part that another has followed is complete. */
class StepCount {
  readonly #current = new Map<number, { part: string; progress: Progress }>();
  #complete = 0;

  after(seed: number, part: string, progress: Progress): number {
    const before = this.#current.get(seed);
    if (before && before.part !== part) this.#complete += before.progress.steps;
    this.#current.set(seed, { part, progress });
    let under = 0;
    for (const { progress } of this.#current.values()) under += progress.step;
    return this.#complete + under;
  }
}
