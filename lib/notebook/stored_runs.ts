/** Runs that a notebook shows if they are stored, and goes without otherwise. */
import { loadExperiment, readResults, resultsKey } from "../train/mod.ts";
import { experimentPaths, type ExperimentRuns } from "./experiment_runs.ts";
import { moduleUrl } from "./module_url.ts";

/**
 * The stored runs of an experiment's full profile, for one that is too long to be computed in a notebook at all; `null`
 * where there are none of these settings, or where they were stored by other code than today's. Says which seeds are
 * missing.
 *
 * @param path the experiment's module, e.g. "./01_name/experiment.ts" in a notebook
 * @param say told what was found; the console unless given
 */
export async function storedRuns<Settings, Result>(
  path: string | URL,
  say: (text: string) => void = (text) => console.log(text),
): Promise<ExperimentRuns<Settings, Result> | null> {
  const module = moduleUrl(path), experiment = await loadExperiment<Settings, Result>(module);
  const settings = experiment.settings.full, seeds = experiment.seeds.full;
  const key = await resultsKey(module, settings);
  const { state, results } = await readResults<Settings, Result>(experimentPaths(module, key).results, key);
  const runs = state === "fresh"
    ? seeds.flatMap((seed) => results!.runs.filter((run) => run.seed === seed))
    : [];
  const missing = seeds.filter((seed) => !runs.some((run) => run.seed === seed));
  say(
    `${experiment.name}: ${runs.length} of ${seeds.length} seeds from stored results (key ${key})` +
      (missing.length === 0
        ? ""
        : `; stored results are ${state}, missing seeds ${missing.join(", ")}: deno task compute makes them`),
  );
  if (runs.length === 0) return null;
  return {
    settings,
    seeds: runs.map(({ seed }) => seed),
    runs,
    results: runs.map(({ result }) => result),
    source: "stored",
    stale: false,
  };
}
