/** The cases of an experiment, with what is known of each. */
import { readdir } from "node:fs/promises";
import { type Case, plannedCases } from "../../experiments/case.ts";
import { partKeys } from "../../experiments/parts.ts";
import { resultsState } from "../../experiments/provenance/results_state.ts";
import type { ResultsState } from "../../experiments/provenance/states.ts";
import type { StoredCase } from "../../experiments/results_file.ts";
import { experimentPaths, storedCases } from "../../experiments/store.ts";
import type { Job } from "../compute_jobs.ts";

/** State of a case: of its stored result, or finished by a job and not merged, or begun and running or stopped. */
export type CaseState = ResultsState | "finished" | "begun";

/** A case, its state, and its stored result if there is one. */
export interface KnownCase {
  readonly job: Job;
  readonly one: Case<unknown>;
  readonly state: CaseState;
  readonly stored: StoredCase | undefined;
}

/** All cases of an experiment, in computing order. */
export async function knownCases(job: Job): Promise<KnownCase[]> {
  const byKey = new Map((await storedCases(job)).map((stored) => [stored.key, stored]));
  const state = await resultsState(job), finished = await partKeys(job);
  const begun = new Set(await readdir(experimentPaths(job).cases).catch(() => []));
  return plannedCases(job).map((one) => {
    const stored = byKey.get(one.key);
    const own = stored
      ? state
      : finished.has(one.key)
      ? "finished"
      : begun.has(one.key)
      ? "begun"
      : "not computed";
    return { job, one, stored, state: own };
  });
}

/** Seconds of one process that a case took last time, or is expected to take like the others of its experiment. */
export function expectedSeconds({ job, one, stored }: KnownCase, ofJob: readonly KnownCase[]): number | null {
  if (stored) return stored.seconds;
  if (job.seconds) return job.seconds(one.settings);
  const known = ofJob.flatMap(({ stored }) => stored ? [stored.seconds] : []);
  return known.length === 0 ? null : known.reduce((sum, seconds) => sum + seconds, 0) / known.length;
}
