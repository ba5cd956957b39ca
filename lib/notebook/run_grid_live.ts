/** A grid in worker processes, with a line for each finished cell and `task stop` listened to. */
import { progressLine, stopSignal } from "../jupyter/mod.ts";
import { GridError, type GridRun, runGrid, TrainingStopped } from "../train/mod.ts";
import type { GridExperiment } from "./grid_experiment.ts";
import { gridFolder, gridRuns } from "./grid_runs.ts";

const LOOK_FOR_STOP_MILLISECONDS = 250;

/** How {@linkcode runGridLive} runs. */
export interface RunGridLiveOptions {
  workers?: number;
  /** Ends the run as `task stop` does. */
  signal?: AbortSignal;
  /** Told what is done; the console unless given. */
  say?: (text: string) => void;
}

/**
 * Compute the missing cells of a grid, block after block; cells that are stored by today's code stay as they are.
 *
 * @returns the texts of what failed, none where all cells are stored
 * @throws TrainingStopped after `task stop`, with finished cells stored
 */
export async function runGridLive(
  module: URL,
  experiment: GridExperiment<unknown, unknown>,
  options: RunGridLiveOptions = {},
): Promise<string[]> {
  const { say = (text) => console.log(text) } = options;
  const { cells } = await gridRuns(module, () => {}),
    missing = cells.filter(({ state }) => state !== "fresh");
  const steps = missing.reduce((sum, { settings }) => sum + experiment.steps(settings), 0);
  const seconds = missing.reduce((sum, { settings }) => sum + experiment.seconds(settings), 0);
  say(
    `${experiment.name}: ${missing.length} of ${cells.length} cells, ${steps} steps, ` +
      `about ${Math.ceil(seconds / 60)} minutes of one core`,
  );
  const stop = new AbortController(), requested = stopSignal(), failed: string[] = [];
  const watch = setInterval(() => requested.aborted && stop.abort(), LOOK_FOR_STOP_MILLISECONDS);
  const signal = options.signal ? AbortSignal.any([stop.signal, options.signal]) : stop.signal;
  const line = progressLine(experiment.name), under = new Map<string, number>();
  let complete = 0, done = 0;
  try {
    for (const { name } of experiment.grid) {
      // A cell that an earlier block has too is left to it.
      const of = missing.filter(({ block }) => block === name);
      for (const [seeds, settings] of rectangles(of)) {
        if (signal.aborted) throw new TrainingStopped(0, undefined);
        try {
          await runGrid<unknown, unknown>({
            module,
            settings,
            seeds,
            folder: gridFolder(module),
            ...(options.workers === undefined ? {} : { workers: options.workers }),
            signal,
            progress(cell, _part, { step, loss }) {
              under.set(JSON.stringify(cell), step);
              const now = [...under.values()].reduce((sum, step) => sum + step, complete);
              line.update({ step: now, steps, loss });
            },
            finished(run: GridRun<unknown, unknown>) {
              const { settings, seed } = run;
              under.delete(JSON.stringify({ settings, seed }));
              complete += experiment.steps(settings);
              say(
                `done ${++done} of ${missing.length}: ${name}, ${JSON.stringify(settings)}, seed ${seed}, ` +
                  `${Math.round(run.seconds)} s`,
              );
            },
          });
        } catch (error) {
          if (!(error instanceof GridError)) throw error;
          for (const { error: { message } } of error.failures) failed.push(`${name}: ${message}`);
        }
      }
    }
  } finally {
    clearInterval(watch);
    await line.finish();
  }
  say(`${experiment.name}: ${done} cells done, ${failed.length} failed`);
  for (const text of failed) say(`failed: ${text}`);
  return failed;
}

/** Cells as products of seeds and settings, those with the same seeds together. */
function rectangles(
  cells: readonly { settings: unknown; seed: number }[],
): [number[], unknown[]][] {
  const bySettings = new Map<string, { settings: unknown; seeds: number[] }>();
  for (const { settings, seed } of cells) {
    const text = JSON.stringify(settings), known = bySettings.get(text);
    if (known) known.seeds.push(seed);
    else bySettings.set(text, { settings, seeds: [seed] });
  }
  const bySeeds = new Map<string, [number[], unknown[]]>();
  for (const { settings, seeds } of bySettings.values()) {
    const text = seeds.join(), known = bySeeds.get(text);
    if (known) known[1].push(settings);
    else bySeeds.set(text, [seeds, [settings]]);
  }
  return [...bySeeds.values()];
}
