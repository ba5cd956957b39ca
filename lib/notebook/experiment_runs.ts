/** How a notebook gets the runs of an experiment: live in worker processes, or from stored results. */
import { fileURLToPath } from "node:url";
import type { Profile } from "../claims/claim.ts";
import { loadExperiment, notebookProfile, readResults, resultsKey, type SeedRun } from "../train/mod.ts";
import { removeFolder } from "../io/remove_folder.ts";
import { moduleUrl } from "./module_url.ts";
import { runLive } from "./run_live.ts";

/** Runs of an experiment, and where they come from. */
export interface ExperimentRuns<Settings, Result> {
  readonly settings: Settings;
  readonly seeds: readonly number[];
  readonly runs: readonly SeedRun<Result>[];
  readonly results: readonly Result[];
  /** Whether they were computed now or read from `data/results/`. */
  readonly source: "live" | "stored";
  /** Whether they were stored by other code than today's. */
  readonly stale: boolean;
}

/** What to run; everything but the module may be left out. */
export interface ExperimentRunsOptions<Settings> {
  /** Settings in place of the profile's, e.g. with one number changed. */
  settings?: Settings;
  seeds?: readonly number[];
  profile?: Profile;
  workers?: number;
  /**
   * For an experiment too long for `quick`: show there the stored results of the full profile, stale ones with a
   * warning, as long as settings and seeds are theirs.
   */
  storedAtQuick?: boolean;
}

/** Where results and checkpoints of an experiment lie, from the URL of its module in `notebooks/NN_name/`. */
export function experimentPaths(module: string | URL, key: string): { results: URL; checkpoints: URL } {
  const url = new URL(module), [, paper, name] = /\/(\d\d)_[^/]*\/([^/]+)\.ts$/.exec(url.pathname) ?? [];
  if (!paper) {
    throw new RangeError(
      `${module} is not a module of an experiment: expected notebooks/NN_name/experiment.ts`,
    );
  }
  return {
    results: new URL(`../../data/results/${paper}/${name}.json`, url),
    checkpoints: new URL(`../../.papers/checkpoints/${paper}/${name}-${key}`, url),
  };
}

/**
 * The runs of an experiment at the notebook's profile.
 *
 * At `quick` they are computed now, or shown as stored where `storedAtQuick` says so. At `full` they are read from `data/results/` where these were made by the same
 * settings and code; otherwise that is said and they are computed now. A stopped run goes on where it was when called
 * again.
 *
 * @param path the experiment's module, e.g. "./01_name/experiment.ts" in a notebook
 * @throws TrainingStopped after `task stop`
 * @throws SeedRunError where a run fails
 */
export async function experimentRuns<Settings, Result>(
  path: string | URL,
  options: ExperimentRunsOptions<Settings> = {},
): Promise<ExperimentRuns<Settings, Result>> {
  const module = moduleUrl(path);
  const experiment = await loadExperiment<Settings, Result>(module);
  const profile = options.profile ?? notebookProfile();
  const settings = options.settings ?? experiment.settings[profile];
  const seeds = options.seeds ?? experiment.seeds[profile];
  const key = await resultsKey(module, settings), paths = experimentPaths(module, key);
  if (profile === "full" || options.storedAtQuick) {
    const { state, results } = await readResults<Settings, Result>(paths.results, key);
    const stored = seeds.flatMap((seed) => results?.runs.filter((run) => run.seed === seed) ?? []);
    const complete = stored.length === seeds.length;
    const stale = state === "stale" && JSON.stringify(settings) === JSON.stringify(results?.settings);
    if (complete && (state === "fresh" || (stale && profile === "quick"))) {
      console.log(
        `${experiment.name}: ${stored.length} seeds from stored results (key ${results!.key})` +
          (stale ? `, STALE: the code has changed since (key ${key}); deno task compute renews them` : ""),
      );
      return {
        settings,
        seeds,
        runs: stored,
        results: stored.map((run) => run.result),
        source: "stored",
        stale,
      };
    }
    const found = state === "fresh" ? "stored results lack seeds" : `stored results are ${state}`;
    console.log(`${experiment.name}: ${found} for key ${key}; computing ${seeds.length} seeds now`);
  }
  const runs = await runLive(module, experiment, settings, seeds, {
    checkpoints: fileURLToPath(paths.checkpoints),
    ...(options.workers === undefined ? {} : { workers: options.workers }),
  });
  await removeFolder(paths.checkpoints);
  return { settings, seeds, runs, results: runs.map((run) => run.result), source: "live", stale: false };
}
