/** The experiments of a notebook for a task. */
import { pathToFileURL } from "node:url";
import { type AnyExperiment, isExperiment } from "../experiments/experiment.ts";
import { OTHER_MODULES } from "../experiments/provenance/measures.ts";
import { UsageError } from "./usage_error.ts";

/** An experiment of any settings and results. */
export type Job = AnyExperiment<unknown, unknown>;

/** The experiments in the folder of a notebook, by name. */
export async function experimentsOf(notebook: string): Promise<Map<string, Job>> {
  const folder = notebook.replace(/\.ipynb$/, ""), jobs = new Map<string, Job>();
  const names: string[] = [];
  for await (const entry of Deno.readDir(folder)) {
    if (entry.isFile && entry.name.endsWith(".ts") && !OTHER_MODULES.includes(entry.name)) {
      names.push(entry.name);
    }
  }
  for (const name of names.sort()) {
    const { default: found } = await import(pathToFileURL(`${folder}/${name}`).href);
    if (isExperiment(found)) jobs.set(found.name, found);
  }
  return jobs;
}

/**
 * The named experiments, or all.
 *
 * @throws {UsageError} for an unknown name
 */
export function namedExperiments(jobs: ReadonlyMap<string, Job>, names: readonly string[]): Job[] {
  if (names.length === 0) return [...jobs.values()];
  return names.map((name) => {
    const job = jobs.get(name);
    if (!job) {
      throw new UsageError(`experiment "${name}": not found; present: ${[...jobs.keys()].join(", ")}`);
    }
    return job;
  });
}

/**
 * The named experiments, or all except the long ones, which take hours.
 *
 * @throws {UsageError} for an unknown name
 */
export function chosenExperiments(jobs: ReadonlyMap<string, Job>, names: readonly string[]): Job[] {
  return namedExperiments(jobs, names).filter(({ long }) => names.length > 0 || !long);
}

/** How to run the experiments that were left out, one line each; none if experiments are named. */
export function leftOut(jobs: ReadonlyMap<string, Job>, names: readonly string[], paper: string): string[] {
  if (names.length > 0) return [];
  return [...jobs.values()].filter(({ long }) => long).map(({ name }) =>
    `${name}: takes hours, left out; run it with: deno task compute ${paper} ${name} --resume`
  );
}
