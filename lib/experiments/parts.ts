/**
 * Results of single jobs, in files of their own: jobs of a cluster would otherwise write one file of results thousands of
 * times. Merging stores them all in one step.
 */
import { join } from "node:path";
import { atomicWrite } from "../io/atomic_write.ts";
import { experimentId, plannedCases } from "./case.ts";
import type { ExperimentHead } from "./experiment.ts";
import { parseProvenance, provenanceText } from "./provenance/provenance_file.ts";
import { parseResults, ResultsError, resultsText } from "./results_file.ts";
import { type CaseToStore, experimentPaths, provenanceOf, storeCases } from "./store.ts";

/** Path of the result of a job. */
export function partPath(experiment: ExperimentHead, key: string): string {
  return join(experimentPaths(experiment).parts, `${key}.json`);
}

/**
 * Stores a finished case for {@linkcode mergeParts}.
 *
 * @throws {WriteError} if the file cannot be written; an older one is then intact
 */
export async function writePart(experiment: ExperimentHead, finished: CaseToStore): Promise<void> {
  const results = resultsText(experimentId(experiment), [finished.stored]);
  const provenance = provenanceText(provenanceOf(experiment, [finished]));
  const text = `{"results":${results},"provenance":${provenance}}\n`;
  await atomicWrite(partPath(experiment, finished.stored.key), text);
}

/** Removes the result of a job, if there is one. */
export async function removePart(experiment: ExperimentHead, key: string): Promise<void> {
  await Deno.remove(partPath(experiment, key)).catch((error) => {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  });
}

/** Keys of all results of jobs, those of earlier settings included. */
export async function partKeys(experiment: ExperimentHead): Promise<Set<string>> {
  const keys = new Set<string>();
  try {
    for await (const { name } of Deno.readDir(experimentPaths(experiment).parts)) {
      if (/^[0-9a-f]{16}\.json$/.test(name)) keys.add(name.slice(0, -".json".length));
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  return keys;
}

/** What {@linkcode mergeParts} found. */
export interface Merged {
  /** Number of results of jobs that are stored now. */
  readonly merged: number;
  /** Keys of results of jobs that are of no planned case, which are left where they are. */
  readonly unplanned: readonly string[];
}

/**
 * Stores the results of all jobs of an experiment, in one step; the files of the jobs stay.
 *
 * @throws {ResultsError} for a file that cannot be used; nothing is then stored
 */
export async function mergeParts(experiment: ExperimentHead): Promise<Merged> {
  const planned = new Set(plannedCases(experiment).map(({ key }) => key));
  const found = [...await partKeys(experiment)].sort(), keys = found.filter((key) => planned.has(key));
  const finished: CaseToStore[] = [];
  for (const key of keys) finished.push(await readPart(partPath(experiment, key)));
  if (finished.length > 0) await storeCases(experiment, finished);
  return { merged: finished.length, unplanned: found.filter((key) => !planned.has(key)) };
}

async function readPart(path: string): Promise<CaseToStore> {
  const { results, provenance } = parts(await Deno.readTextFile(path), path);
  const [stored] = parseResults(JSON.stringify(results), path);
  const { environments: [environment], cases: [own] } = parseProvenance(JSON.stringify(provenance), path);
  if (!stored || !environment || own?.key !== stored.key) {
    throw new ResultsError(`results ${path}: the file holds no case with its provenance; compute it again`);
  }
  return { stored, environment, host: own.host, trainings: own.trainings, probe: own.probe };
}

function parts(text: string, path: string): { results?: unknown; provenance?: unknown } {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ResultsError(`results ${path}: the file is not JSON (${(error as Error).message})`, {
      cause: error,
    });
  }
}
