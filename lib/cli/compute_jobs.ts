/** The experiments of a notebook that `task compute` is asked for. */
import { pathToFileURL } from "node:url";
import { isGrid } from "../notebook/mod.ts";
import { type Experiment, loadExperiment } from "../train/mod.ts";
import { UsageError } from "./usage_error.ts";

/** An experiment and the module that exports it. */
export interface Job {
  module: URL;
  experiment: Experiment<unknown, unknown>;
}

/** The experiments in the folder of a notebook, by name. */
export async function experimentsOf(notebook: string): Promise<Map<string, Job>> {
  const folder = notebook.replace(/\.ipynb$/, ""), jobs = new Map<string, Job>();
  const names: string[] = [];
  for await (const entry of Deno.readDir(folder)) {
    if (entry.isFile && entry.name.endsWith(".ts")) names.push(entry.name);
  }
  for (const name of names.sort()) {
    const module = pathToFileURL(`${folder}/${name}`);
    if (typeof (await import(module.href)).default?.run !== "function") continue;
    jobs.set(name.replace(/\.ts$/, ""), { module, experiment: await loadExperiment(module) });
  }
  return jobs;
}

/**
 * Those that are named, or all but the grids, which take hours.
 *
 * @throws UsageError for a name that there is not
 */
export function chosenExperiments(jobs: ReadonlyMap<string, Job>, names: readonly string[]): Job[] {
  if (names.length === 0) return [...jobs.values()].filter(({ experiment }) => !isGrid(experiment));
  return names.map((name) => {
    const job = jobs.get(name);
    if (!job) {
      throw new UsageError(`There is no experiment "${name}"; present: ${[...jobs.keys()].join(", ")}`);
    }
    return job;
  });
}

/** How to run the grids that were left out, a line each; none where experiments are named. */
export function leftOut(jobs: ReadonlyMap<string, Job>, names: readonly string[], paper: string): string[] {
  if (names.length > 0) return [];
  return [...jobs].filter(([, { experiment }]) => isGrid(experiment)).map(([name, { experiment }]) =>
    `${experiment.name}: a grid, left out; run it with: deno task compute ${paper} ${name} --resume`
  );
}
