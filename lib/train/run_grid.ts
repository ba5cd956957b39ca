/** Settings × seeds of an experiment, as cells that are computed, stored and resumed each by itself. */
import { createHash } from "node:crypto";
import { atomicWrite } from "../io/atomic_write.ts";
import { plainJson } from "./plain_json.ts";
import type { Progress } from "./record.ts";
import { checkedWorkers, requireDistinctSeeds, runJobs } from "./run_jobs.ts";
import { resultsKey } from "./stored_results.ts";
import type { SeedRun, SeedRunError } from "./worker_process.ts";

/** One run of the grid. */
export interface GridCell<Settings> {
  readonly settings: Settings;
  readonly seed: number;
}

/** A cell with its result, as it is stored. */
export interface GridRun<Settings, Result> extends GridCell<Settings>, SeedRun<Result> {}

/** What is run, and how. */
export interface RunGridOptions<Settings> {
  /** File URL of the experiment's module. */
  module: string | URL;
  /** Settings, plain JSON data, no two the same. */
  settings: readonly Settings[];
  /** Seeds that each of them is run with. */
  seeds: readonly number[];
  /** Folder that keeps a result of each finished cell, and the checkpoints of the others. */
  folder: string;
  /** Worker processes; by default one a core. */
  workers?: number;
  signal?: AbortSignal;
  /** Called as cells advance. */
  progress?: (cell: GridCell<Settings>, part: string, progress: Progress) => void;
  /** Called with each cell that is computed now, once its result is stored. */
  finished?: (run: GridRun<Settings, unknown>) => void | Promise<void>;
}

/** Cells that failed, after all others were computed and stored. */
export class GridError extends Error {
  override name = "GridError";
  constructor(
    readonly failures: readonly { readonly cell: GridCell<unknown>; readonly error: SeedRunError }[],
    cells: number,
  ) {
    super(
      `${failures.length} of ${cells} cells failed, the others are stored:\n` +
        failures.map(({ error }) => error.message).join("\n"),
    );
  }
}

/**
 * Run the experiment with all settings and seeds, and return the runs ordered by settings, then seeds.
 *
 * Cells are independent: each is a job of its own for the worker processes, and its result, which does not depend on
 * their number, is a file of its own, `<folder>/<key>/<seed>.json`. A grid that was stopped or killed goes on when it is
 * run again, within cells that keep checkpoints; so does one that got more settings or seeds. The key changes with the
 * settings and the code of the experiment, so that results of other code are left where they are and not used. A worker
 * that dies is replaced once for a cell; a cell that fails is no end of the others.
 *
 * @throws GridError where cells failed
 * @throws TrainingStopped where `signal` asked for it
 * @throws RangeError for a number of workers that is not a positive integer, settings or a seed given twice
 * @throws TypeError for settings that are not plain JSON data
 * @throws SyntaxError where a stored result is damaged, by its path
 * @throws WriteError where a result cannot be stored, as on a full disk; those before are whole
 */
export async function runGrid<Settings, Result>(
  options: RunGridOptions<Settings>,
): Promise<GridRun<Settings, Result>[]> {
  const { module, seeds, signal } = options;
  const workers = checkedWorkers("runGrid", options.workers ?? navigator.hardwareConcurrency);
  requireDistinctSeeds("runGrid", seeds);
  const texts = options.settings.map((settings, i) => plainJson(settings, `settings ${i}`));
  const twice = texts.findIndex((text, i) => texts.indexOf(text) !== i);
  if (twice >= 0) throw new RangeError(`runGrid: settings ${texts[twice]} are given twice`);
  const code = await resultsKey(module, null);
  const cells = options.settings.flatMap((settings, i) => {
    const key = createHash("sha256").update(`${code}\n${texts[i]}`).digest("hex").slice(0, 16);
    return seeds.map((seed) => ({ settings, seed, folder: `${options.folder}/${key}`, text: texts[i] }));
  });
  const runs: GridRun<Settings, Result>[] = [];
  for (const [i, { settings, seed, folder, text }] of cells.entries()) {
    const stored = await readCell<Result>(folder, seed, text);
    if (stored) runs[i] = { settings, seed, ...stored };
  }
  const missing = cells.map((_, i) => i).filter((i) => !runs[i]);
  const failures: { cell: GridCell<Settings>; error: SeedRunError }[] = [];
  const cellOf = (job: number): GridCell<Settings> => {
    const { settings, seed } = cells[missing[job]];
    return { settings, seed };
  };
  const jobs = missing.map((i) => ({
    name: `settings ${cells[i].text}, seed ${cells[i].seed}`,
    module: String(module),
    settings: cells[i].settings,
    seed: cells[i].seed,
    checkpoints: cells[i].folder,
  }));
  await runJobs(jobs, {
    workers,
    signal,
    progress: (job, part, progress) => options.progress?.(cellOf(job), part, progress),
    async finished(job, { result, seconds }) {
      const { folder, seed } = cells[missing[job]], run = { ...cellOf(job), seconds, result };
      await atomicWrite(cellFile(folder, seed), plainJson(run, jobs[job].name) + "\n");
      await removeCheckpoints(folder, seed);
      runs[missing[job]] = run as GridRun<Settings, Result>;
      await options.finished?.(run);
    },
    failed: (job, error) => void failures.push({ cell: cellOf(job), error }),
  });
  if (failures.length > 0) throw new GridError(failures, cells.length);
  return runs;
}

function cellFile(folder: string, seed: number): string {
  return `${folder}/${seed}.json`;
}

/** What a finished cell has left, or `null`. */
async function readCell<Result>(
  folder: string,
  seed: number,
  settings: string,
): Promise<{ seconds: number; result: Result } | null> {
  const path = cellFile(folder, seed);
  const text = await Deno.readTextFile(path).catch((error) => {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  });
  if (text === null) return null;
  let run: Partial<GridRun<unknown, Result>> | null;
  try {
    run = JSON.parse(text);
  } catch (error) {
    throw damaged(path, `is not JSON (${(error as Error).message})`, error);
  }
  if (typeof run?.seconds !== "number" || run.result === undefined) {
    throw damaged(path, "has no seconds and result");
  }
  if (run.seed !== seed || JSON.stringify(run.settings) !== settings) {
    throw damaged(path, "is that of another cell");
  }
  return { seconds: run.seconds, result: run.result };
}

function damaged(path: string, reason: string, cause?: unknown): SyntaxError {
  return new SyntaxError(`result ${path} ${reason}; delete it to compute its cell anew`, { cause });
}

/** Checkpoints of a finished cell, `<seed>-<part>.checkpoint`, also of stages and of writes that were cut off. */
async function removeCheckpoints(folder: string, seed: number): Promise<void> {
  for await (const { name } of Deno.readDir(folder)) {
    if (name.startsWith(`${seed}-`)) await Deno.remove(`${folder}/${name}`);
  }
}
