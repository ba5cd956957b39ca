/** Verifies that today's code gives the bits of stored results. */
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { isOfPackage } from "../../data/data_here.ts";
import { ROUNDING } from "../../graph/rounding.ts";
import { plannedCases } from "../case.ts";
import type { AnyExperiment } from "../experiment.ts";
import type { ProbeRequest } from "../probe_process.ts";
import { commitNow, isSameKind, processorKind } from "../provenance/environment.ts";
import type { Proof, Provenance } from "../provenance/provenance_file.ts";
import { environmentsOf, experimentClosure, missingData } from "../provenance/results_state.ts";
import { resultDigest, type StoredCase } from "../results_file.ts";
import { storedCases, storedProvenance, storeProof } from "../store.ts";
import { firstDifference, firstDifferentValue, lossesAgree, type ProbeDigests } from "./compare_probes.ts";
import { earlierCode } from "./earlier_code.ts";
import { runProbe } from "./probe_runner.ts";

/** Cases that took up to this long are run completely; in others, each training makes {@linkcode PROBE_STEPS} steps. */
export const WHOLE_SECONDS = 60;
/** Steps of each training of a case that is too long to be run completely. */
export const PROBE_STEPS = 64;

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

/** Outcome for one case. */
export interface ProofOutcome {
  readonly key: string;
  readonly seed: number;
  /** "not provable here" is not stored. */
  readonly state: Proof["state"] | "not provable here";
  readonly how: string;
  /** Why it is not verified; empty if it is. */
  readonly found: string;
  /** The digests that today's code gave; `null` if it was not run. */
  readonly bits: ProbeDigests | null;
  readonly seconds: number;
}

/** Options of {@linkcode proveExperiment}. */
export interface ProveOptions {
  /** Whether to verify every case; by default one of each environment, the one after the last verified case. */
  readonly all?: boolean;
  readonly signal?: AbortSignal;
}

/**
 * Runs stored cases of an experiment again with today's code, compares bits, and stores the outcome.
 *
 * @throws {ResultsError} if its files cannot be used
 * @throws {ProbeError} if today's code fails
 */
export async function proveExperiment(
  experiment: AnyExperiment<unknown, unknown>,
  { all = false, signal }: ProveOptions = {},
): Promise<ProofOutcome[]> {
  const provenance = await storedProvenance(experiment),
    { digest: closure } = await experimentClosure(experiment);
  const planned = new Set(plannedCases(experiment).map(({ key }) => key));
  const stored = (await storedCases(experiment)).filter(({ key }) => planned.has(key));
  const missing = await missingData(experiment), outcomes: ProofOutcome[] = [];
  for (const environment of environmentsOf(provenance, stored.map(({ key }) => key))) {
    const own = stored.filter(({ key }) => environmentOf(provenance, key) === environment);
    const chosen = all ? own : [nextCase(provenance, environment, own)], found: ProofOutcome[] = [];
    for (const one of chosen) {
      found.push(
        missing === null ? await proveCase(experiment, one, provenance, signal) : {
          key: one.key,
          seed: one.seed,
          state: "not provable here",
          how: "",
          found: missing,
          bits: null,
          seconds: 0,
        },
      );
    }
    for (const outcome of found) outcomes.push(outcome);
    const worst = found.find(({ state }) => state === "contradicted") ?? found.find(({ state }) =>
      state === "not provable here"
    ) ?? found.find(({ state }) => state === "earlier") ?? found[found.length - 1];
    if (environment < 0 || worst.state === "not provable here") continue;
    const { commit, changed } = await commitNow();
    await storeProof(experiment, {
      environment,
      case: worst.key,
      closure,
      commit: changed ? null : commit,
      state: worst.state,
      how: all ? `${worst.how}, each of ${found.length} cases` : worst.how,
      found: worst.found,
      processor: await processorKind(),
      at: new Date().toISOString(),
      seconds: Number(found.reduce((sum, { seconds }) => sum + seconds, 0).toFixed(1)),
    });
  }
  return outcomes;
}

function environmentOf({ cases }: Provenance, key: string): number {
  return cases.find((one) => one.key === key)?.environment ?? -1;
}

/** The case after the last verified one; if possible, one that can be verified in a minute. */
function nextCase(provenance: Provenance, environment: number, stored: readonly StoredCase[]): StoredCase {
  const quick = stored.filter((one) => {
    const known = provenance.cases.find(({ key }) => key === one.key);
    return known?.probe || isShort(one) || known?.trainings.length === 0;
  });
  const choice = quick.length > 0 ? quick : stored;
  const last = provenance.proofs.find((proof) => proof.environment === environment)?.case;
  return choice[(choice.findIndex(({ key }) => key === last) + 1) % choice.length];
}

function isShort({ seconds }: StoredCase): boolean {
  return seconds <= WHOLE_SECONDS;
}

async function proveCase(
  experiment: AnyExperiment<unknown, unknown>,
  stored: StoredCase,
  provenance: Provenance,
  signal?: AbortSignal,
): Promise<ProofOutcome> {
  const began = performance.now(), { key, seed } = stored;
  const known = provenance.cases.find((one) => one.key === key),
    environment = provenance.environments[known?.environment ?? -1];
  let bits: ProbeDigests | null = null;
  const outcome = (state: ProofOutcome["state"], how: string, found = ""): ProofOutcome => ({
    key,
    seed,
    state,
    how,
    found,
    bits,
    seconds: (performance.now() - began) / 1000,
  });
  const request = (limit: number | null): ProbeRequest => ({
    module: relative(ROOT, fileURLToPath(experiment.module)).replaceAll("\\", "/"),
    settings: stored.settings,
    seed,
    limit,
  });
  if (!environment) return outcome("not provable here", "", "it is not known on what it was computed");
  const sameKind = isSameKind(environment.processor, await processorKind());
  const limit = sameKind && (isShort(stored) || !known!.probe) ? null : PROBE_STEPS;
  const now = await runProbe(ROOT, request(limit), { signal }),
    how = describeRun(limit, now.trainings.length);
  bits = { trainings: now.trainings, result: now.result };
  if (sameKind) {
    const then = limit === null
      ? { trainings: known!.trainings, result: resultDigest(stored.result) }
      : known!.probe!;
    const difference = firstDifference(then, now);
    if (difference === null) return outcome("verified", `${how}, compared with the stored bits`);
    const value = now.value === undefined ? null : firstDifferentValue(stored.result, now.value);
    const found = value ? `${difference}; ${value}` : difference;
    if (environment.rounding === ROUNDING) return outcome("contradicted", how, found);
  }
  // For a result computed from uncommitted files, a later commit that gave the same bits is used.
  const commit = environment.changed
    ? provenance.proofs.find((proof) =>
      proof.environment === known!.environment && proof.state === "verified"
    )
      ?.commit
    : environment.commit;
  const folder = commit ? await earlierCode(commit) : null;
  if (!commit || !folder) {
    const what = commit
      ? `commit ${commit.slice(0, 10)}, which made it, is not in this repository`
      : "no commit holds the files that made it";
    return outcome(
      "not provable here",
      how,
      sameKind ? what : `the processor is of another kind and ${what}`,
    );
  }
  // Earlier code cannot be limited to data sets from packages: it uses files wherever it finds them.
  const files = !Object.keys(experiment.data).some(isOfPackage);
  const then = await runProbe(folder, request(PROBE_STEPS), { signal, files });
  const beside = `${PROBE_STEPS} steps of ${then.trainings.length} trainings, beside commit ${
    commit.slice(0, 10)
  }`;
  const today = limit === PROBE_STEPS ? now : await runProbe(ROOT, request(PROBE_STEPS), { signal });
  bits = { trainings: today.trainings, result: today.result };
  const difference = firstDifference(then, today);
  if (difference === null) return outcome("verified", beside);
  if (environment.rounding !== ROUNDING && lossesAgree(then, today)) {
    return outcome("earlier", `${beside}: rounded otherwise, losses agree`);
  }
  return outcome("contradicted", beside, difference);
}

function describeRun(limit: number | null, trainings: number): string {
  if (limit === null) return "run whole";
  return trainings === 0
    ? "run whole"
    : `${limit} steps of ${trainings} ${trainings === 1 ? "training" : "trainings"}`;
}
