/** Locations of experiment results, and storing of finished cases. */
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type FileLock, LockedError, lockFile } from "../io/file_lock.ts";
import { experimentId, plannedCases } from "./case.ts";
import type { AnyExperiment, ExperimentHead } from "./experiment.ts";
import type { Environment } from "./provenance/environment.ts";
import {
  type CaseProvenance,
  type Proof,
  type Provenance,
  PROVENANCE_FORMAT,
  readProvenance,
  writeProvenance,
} from "./provenance/provenance_file.ts";
import { readResults, type StoredCase, writeResults } from "./results_file.ts";

/** Files and folders of an experiment. */
export interface ExperimentPaths {
  /** Committed results. */
  readonly results: string;
  /** Committed provenance of the results. */
  readonly provenance: string;
  /** Folder of running cases, one folder per key. */
  readonly cases: string;
  /** Folder of results of single jobs, one file per key, until they are merged into the results. */
  readonly parts: string;
  /** Folder of results that are no longer in the plan, one file per key. */
  readonly replaced: string;
}

/**
 * Files and folders of an experiment: in `data/results/` for one in `notebooks/NN_name/`, otherwise next to its results
 * file.
 *
 * @throws {RangeError} for a module elsewhere that does not name a results file
 */
export function experimentPaths({ module, paper, name, results }: ExperimentHead): ExperimentPaths {
  if (results !== null) {
    const path = fileURLToPath(results), state = join(dirname(path), ".papers");
    return {
      results: path,
      provenance: join(dirname(path), "provenance", basename(path)),
      cases: join(state, "cases", name),
      parts: join(state, "parts", name),
      replaced: join(state, "replaced", name),
    };
  }
  if (paper === null) {
    throw new RangeError(
      `experiment ${name}: its module ${module} is not in notebooks/NN_name/; name the file of its results, results: "./results.json"`,
    );
  }
  const root = fileURLToPath(new URL("../../", module)), state = join(root, ".papers");
  return {
    results: join(root, "data/results", paper, `${name}.json`),
    provenance: join(root, "data/results", paper, "provenance", `${name}.json`),
    cases: join(state, "cases", paper, name),
    parts: join(state, "parts", paper, name),
    replaced: join(state, "replaced", paper, name),
  };
}

/**
 * Stored results of an experiment, of any settings and revision.
 *
 * @throws {ResultsError} for a file that cannot be used
 */
export async function storedCases<Settings, Result>(
  experiment: AnyExperiment<Settings, Result>,
): Promise<StoredCase<Settings, Result>[]> {
  // Its module and its key guarantee that these are its settings and results.
  return await readResults(experimentPaths(experiment).results) as StoredCase<Settings, Result>[];
}

/** The provenance of an experiment's stored results. */
export function storedProvenance(experiment: ExperimentHead): Promise<Provenance> {
  return readProvenance(experimentPaths(experiment).provenance, experimentId(experiment));
}

/** A finished case and its provenance. */
export interface CaseToStore {
  readonly stored: StoredCase;
  readonly environment: Environment;
  /** Name of the machine that computed it; absent for results of a version that did not note it. */
  readonly host?: string | undefined;
  readonly trainings: CaseProvenance["trainings"];
  readonly probe: CaseProvenance["probe"];
}

/** The provenance of finished cases, without earlier ones. */
export function provenanceOf(experiment: ExperimentHead, finished: readonly CaseToStore[]): Provenance {
  return {
    format: PROVENANCE_FORMAT,
    experiment: experimentId(experiment),
    environments: finished.map(({ environment }) => ({
      ...environment,
      packages: [...environment.packages],
    })),
    cases: finished.map(({ stored: { key }, host, trainings, probe }, environment) => ({
      key,
      environment,
      ...(host === undefined ? {} : { host }),
      trainings,
      probe,
    })),
    proofs: [],
  };
}

/**
 * Stores finished cases in the experiment's files, in the order of its plan. Cases that are no longer in the plan are
 * moved to `.papers/replaced/`. Processes that store at the same time wait for each other.
 *
 * @throws {ResultsError} if a file cannot be used; nothing is then written
 * @throws {LockedError} if another process stores for a minute
 */
export async function storeCases(
  experiment: ExperimentHead,
  finished: readonly CaseToStore[],
): Promise<void> {
  const paths = experimentPaths(experiment), id = experimentId(experiment);
  const planned = new Set(plannedCases(experiment).map(({ key }) => key));
  await whileLocked(experiment, async () => {
    const byKey = new Map((await readResults(paths.results)).map((one) => [one.key, one]));
    const provenance = await readProvenance(paths.provenance, id);
    for (const { stored } of finished) byKey.set(stored.key, stored);
    for (const one of byKey.values()) {
      if (!planned.has(one.key)) await writeResults(join(paths.replaced, `${one.key}.json`), id, [one]);
    }
    const own = provenanceOf(experiment, finished), before = provenance.environments.length;
    const environments = [...provenance.environments, ...own.environments];
    const replaced = new Set(own.cases.map(({ key }) => key));
    const cases = [
      ...provenance.cases.filter(({ key }) => !replaced.has(key)),
      ...own.cases.map((one) => ({ ...one, environment: before + one.environment })),
    ];
    // Provenance is stored first: a result without it counts as unverified.
    await writeProvenance(paths.provenance, tidied({ ...provenance, environments, cases }, [...planned]));
    await writeResults(paths.results, id, [...planned].flatMap((each) => byKey.get(each) ?? []));
  });
}

/** Stores a verification; it replaces an earlier one of the same environment. */
export async function storeProof(experiment: ExperimentHead, proof: Proof): Promise<void> {
  const { provenance: path } = experimentPaths(experiment);
  await whileLocked(experiment, async () => {
    const provenance = await readProvenance(path, experimentId(experiment));
    const proofs = [...provenance.proofs.filter((one) => one.environment !== proof.environment), proof];
    await writeProvenance(path, { ...provenance, proofs });
  });
}

/** Cases in the order of the plan; each environment once, and only those in use. */
function tidied(
  { environments, cases, proofs, ...head }: Provenance,
  planned: readonly string[],
): Provenance {
  const texts = environments.map((one) => JSON.stringify(one)), used: string[] = [];
  const byKey = new Map(cases.map((one) => [one.key, one]));
  const ordered = planned.flatMap((key) => byKey.get(key) ?? []);
  const renumbered = ordered.map((one) => {
    const text = texts[one.environment];
    if (!used.includes(text)) used.push(text);
    return { ...one, environment: used.indexOf(text) };
  });
  return {
    ...head,
    environments: used.map((text) => environments[texts.indexOf(text)]),
    cases: renumbered,
    proofs: proofs.filter((proof) => used.includes(texts[proof.environment])).map((proof) => ({
      ...proof,
      environment: used.indexOf(texts[proof.environment]),
    })),
  };
}

const WAIT_MILLISECONDS = 50;
const LONGEST_WAIT_MILLISECONDS = 60_000;

/** Does something with an experiment's files while no other process does. */
async function whileLocked(experiment: ExperimentHead, body: () => Promise<void>): Promise<void> {
  const path = join(experimentPaths(experiment).cases, "store.lock");
  await Deno.mkdir(dirname(path), { recursive: true });
  const lock = await waitForLock(path);
  try {
    await body();
  } finally {
    await lock.release();
  }
}

/** A lock that is held only briefly. */
async function waitForLock(path: string): Promise<FileLock> {
  for (let waited = 0;; waited += WAIT_MILLISECONDS) {
    try {
      return await lockFile(path);
    } catch (error) {
      if (!(error instanceof LockedError) || waited >= LONGEST_WAIT_MILLISECONDS) throw error;
      await new Promise((resolve) => setTimeout(resolve, WAIT_MILLISECONDS));
    }
  }
}
