/** The cells of a grid that are stored, and those that are not. */
import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { loadExperiment, resultsKey } from "../train/mod.ts";
import { experimentPaths } from "./experiment_runs.ts";
import type { GridBlock, GridExperiment } from "./grid_experiment.ts";
import { moduleUrl } from "./module_url.ts";

/** A cell, and its result where it has one. */
export interface StoredCell<Settings, Result> {
  /** Name of its block. */
  readonly block: string;
  readonly settings: Settings;
  readonly seed: number;
  /** Key of its settings and code, the name of its folder. */
  readonly key: string;
  /** Stale: stored by other code than today's. */
  readonly state: "fresh" | "stale" | "missing";
  /** `null` where it is missing. */
  readonly result: Result | null;
  /** What it took of one process, in seconds; `null` where it is missing. */
  readonly seconds: number | null;
}

/** What a grid has stored. */
export interface GridRuns<Settings, Result> {
  /** All cells of the grid, in its order. */
  readonly cells: readonly StoredCell<Settings, Result>[];
  /** Those with a result, fresh or stale. */
  readonly stored: readonly (StoredCell<Settings, Result> & { result: Result; seconds: number })[];
}

/**
 * The experiment with a grid that a module exports by default.
 *
 * @throws TypeError where it exports none
 */
export async function loadGrid<Settings, Result>(
  module: string | URL,
): Promise<GridExperiment<Settings, Result>> {
  const experiment = await loadExperiment(module) as GridExperiment<Settings, Result>;
  if (!isGrid(experiment)) throw new TypeError(`${module} has no grid in its default export`);
  return experiment;
}

/** Whether an experiment has a grid. */
export function isGrid(experiment: unknown): experiment is GridExperiment<unknown, unknown> {
  return Array.isArray((experiment as { grid?: unknown }).grid);
}

/** Folder of a grid's cells, `data/results/NN/<module>`, from the URL of its module. */
export function gridFolder(module: string | URL): string {
  return fileURLToPath(experimentPaths(module, "").results).replace(/\.json$/, "");
}

/** Cells without their results, each in the first block that has it. */
export function gridCells<Settings>(
  grid: readonly GridBlock<Settings>[],
): { block: string; settings: Settings; seed: number }[] {
  const known = new Set<string>();
  return grid.flatMap(({ name, settings, seeds }) =>
    settings.flatMap((of) => seeds.map((seed) => ({ block: name, settings: of, seed })))
  ).filter(({ settings, seed }) => {
    const text = JSON.stringify([settings, seed]), isNew = !known.has(text);
    known.add(text);
    return isNew;
  });
}

/**
 * Read all stored cells of a grid, `data/results/NN/<module>/<key>/<seed>.json` as `runGrid` writes them, and say which
 * are missing or stale. Nothing is computed.
 *
 * @param path the grid's module, e.g. "./03_name/search.ts" in a notebook
 * @param say told how many cells there are; the console unless given
 * @throws TypeError for a module without a grid
 * @throws SyntaxError where a stored cell is damaged, by its path
 */
export async function gridRuns<Settings, Result>(
  path: string | URL,
  say: (text: string) => void = (text) => console.log(text),
): Promise<GridRuns<Settings, Result>> {
  const module = moduleUrl(path), experiment = await loadGrid<Settings, Result>(module);
  const folder = gridFolder(module), code = await resultsKey(module, null);
  const older = await cellsUnder<Settings, Result>(folder);
  const cells = gridCells(experiment.grid).map((cell): StoredCell<Settings, Result> => {
    const text = JSON.stringify(cell.settings);
    const key = createHash("sha256").update(`${code}\n${text}`).digest("hex").slice(0, 16);
    const same = older.filter(({ run }) => run.seed === cell.seed && JSON.stringify(run.settings) === text);
    const fresh = same.find((one) => one.key === key), found = fresh ?? same[0];
    return {
      ...cell,
      key,
      state: fresh ? "fresh" : found ? "stale" : "missing",
      result: found?.run.result ?? null,
      seconds: found?.run.seconds ?? null,
    };
  });
  say(describeCells(experiment.name, cells));
  return {
    cells,
    stored: cells.filter((cell): cell is GridRuns<Settings, Result>["stored"][number] =>
      cell.state !== "missing"
    ),
  };
}

/** What several grids of one kind have stored, as if they were one grid. */
export function joinedGrids<Settings, Result>(
  ...grids: readonly GridRuns<Settings, Result>[]
): GridRuns<Settings, Result> {
  return {
    cells: grids.flatMap(({ cells }) => cells),
    stored: grids.flatMap(({ stored }) => stored),
  };
}

/** How many cells are stored, and which blocks lack some. */
export function describeCells(name: string, cells: readonly StoredCell<unknown, unknown>[]): string {
  const count = (state: string, of = cells) => of.filter((cell) => cell.state === state).length;
  const blocks = [...new Set(cells.map(({ block }) => block))].map((block) => {
    const of = cells.filter((cell) => cell.block === block), stale = count("stale", of);
    const missing = count("missing", of);
    return `  ${block}: ${of.length - missing} of ${of.length}` +
      (stale > 0 ? `, ${stale} of them STALE` : "");
  });
  const stale = count("stale");
  return [
    `${name}: ${cells.length - count("missing")} of ${cells.length} cells from stored results` +
    (stale > 0 ? `, ${stale} of them STALE: the code has changed since` : ""),
    ...blocks,
  ].join("\n");
}

interface FoundCell<Settings, Result> {
  key: string;
  run: { settings: Settings; seed: number; seconds: number; result: Result };
}

/** All cells below a folder, by the name of their own folder; none where the folder is absent. */
async function cellsUnder<Settings, Result>(folder: string): Promise<FoundCell<Settings, Result>[]> {
  const found: FoundCell<Settings, Result>[] = [];
  for (const key of await names(folder, "folders")) {
    for (const file of await names(`${folder}/${key}`, "files")) {
      if (!/^-?\d+\.json$/.test(file)) continue;
      const path = `${folder}/${key}/${file}`;
      found.push({ key, run: parsedCell(path, await Deno.readTextFile(path)) });
    }
  }
  return found;
}

/** Remove the checkpoints of unfinished cells, so that they start anew; finished cells stay. */
export async function removeGridCheckpoints(folder: string): Promise<void> {
  for (const key of await names(folder, "folders")) {
    for (const file of await names(`${folder}/${key}`, "files")) {
      if (file.endsWith(".checkpoint")) await Deno.remove(`${folder}/${key}/${file}`);
    }
  }
}

async function names(folder: string, kind: "files" | "folders"): Promise<string[]> {
  try {
    const entries = await Array.fromAsync(Deno.readDir(folder));
    return entries.filter(({ isFile }) => isFile === (kind === "files")).map(({ name }) => name).sort();
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}

function parsedCell<Settings, Result>(path: string, text: string): FoundCell<Settings, Result>["run"] {
  let run: Partial<FoundCell<Settings, Result>["run"]> | null;
  try {
    run = JSON.parse(text);
  } catch (error) {
    throw new SyntaxError(`cell ${path} is not JSON: ${(error as Error).message}`, { cause: error });
  }
  if (
    typeof run?.seconds !== "number" || !Number.isInteger(run.seed) || run.settings === undefined ||
    run.result === undefined
  ) {
    throw new SyntaxError(`cell ${path} has no settings, seed, seconds and result`);
  }
  return run as FoundCell<Settings, Result>["run"];
}
