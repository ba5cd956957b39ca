import { relative } from "node:path";
import { mergeParts } from "../../experiments/parts.ts";
import { experimentPaths } from "../../experiments/store.ts";
import type { Job } from "../compute_jobs.ts";
import { REPOSITORY_ROOT } from "../repository.ts";
import { knownCases } from "./known_cases.ts";

/** Stores what jobs have finished, experiment by experiment, and says what is missing. */
export async function mergeJobs(jobs: readonly Job[], paper: string): Promise<void> {
  let missing = 0;
  for (const job of jobs) {
    const { merged, unplanned } = await mergeParts(job), all = await knownCases(job);
    const stored = all.filter((known) => known.stored).length;
    missing += all.length - stored;
    if (merged > 0) {
      console.log(
        `${job.name}: ${merged} results of jobs merged, ${stored} of ${all.length} cases are stored`,
      );
    }
    if (unplanned.length > 0) {
      const folder = relative(REPOSITORY_ROOT, experimentPaths(job).parts);
      console.log(
        `${job.name}: ${unplanned.length} results in ${folder} are of other settings or an earlier revision`,
      );
    }
  }
  console.log(
    missing === 0
      ? "All cases are stored"
      : `${missing} cases are missing: deno task compute ${paper} --list --missing`,
  );
}
