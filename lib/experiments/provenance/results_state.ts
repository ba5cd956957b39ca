/** State of stored results: whether today's code reproduces them. */
import { dataHere } from "../../data/data_here.ts";
import { plannedCases } from "../case.ts";
import type { ExperimentHead } from "../experiment.ts";
import { readResults } from "../results_file.ts";
import { experimentPaths } from "../store.ts";
import { type Closure, closureOf } from "./closure.ts";
import { type Provenance, readProvenance } from "./provenance_file.ts";
import { RESULT_STATES, type ResultsState } from "./states.ts";

const WORKER = new URL("../workers/worker.ts", import.meta.url).href;

/** The code of an experiment: its module, and the worker that runs it. */
export function experimentClosure({ module }: Pick<ExperimentHead, "module">): Promise<Closure> {
  return closureOf([module, WORKER]);
}

/** State of an experiment's stored results; if they come from several environments, the worst state. */
export async function resultsState(experiment: ExperimentHead): Promise<ResultsState> {
  const planned = new Set(plannedCases(experiment).map(({ key }) => key));
  const stored = (await readResults(experimentPaths(experiment).results)).map(({ key }) => key).filter((
    key,
  ) => planned.has(key));
  if (stored.length === 0) return "not computed";
  const paths = experimentPaths(experiment);
  const provenance = await readProvenance(paths.provenance, experiment.name);
  const closure = (await experimentClosure(experiment)).digest;
  const states = environmentsOf(provenance, stored).map((environment) =>
    environmentState(provenance, environment, closure)
  );
  const worst = states.reduce((a, b) => RESULT_STATES.indexOf(a) > RESULT_STATES.indexOf(b) ? a : b, "exact");
  if (worst !== "unverified") return worst;
  return await missingData(experiment) === null ? worst : "not provable here";
}

/** Environments of stored cases, by number; −1 for cases without provenance. */
export function environmentsOf({ cases }: Provenance, stored: readonly string[]): number[] {
  const byKey = new Map(cases.map(({ key, environment }) => [key, environment]));
  return [...new Set(stored.map((key) => byKey.get(key) ?? -1))].sort((a, b) => a - b);
}

/** State of the cases of one environment, for code with this closure. */
export function environmentState(
  { environments, proofs }: Provenance,
  environment: number,
  closure: string,
): ResultsState {
  if (environment < 0) return "unverified";
  const proof = proofs.find((one) => one.environment === environment && one.closure === closure);
  if (proof?.state === "contradicted") return "contradicted";
  if (environments[environment].closure === closure) return "exact";
  return proof?.state ?? "unverified";
}

/** Why results cannot be verified here: a data set is absent or differs; `null` if nothing prevents it. */
export async function missingData({ data }: Pick<ExperimentHead, "data">): Promise<string | null> {
  for (const [name, pinned] of Object.entries(data)) {
    const here = await dataHere(name);
    if (here !== pinned) {
      return `data set ${name} is ${
        here === null ? "absent" : `another one (${here})`
      }, results need ${pinned}`;
    }
  }
  return null;
}
