import { relative } from "node:path";
import { partPath } from "../../experiments/parts.ts";
import type { Job } from "../compute_jobs.ts";
import { REPOSITORY_ROOT } from "../repository.ts";
import { textTable } from "../text_table.ts";
import { type CaseState, expectedSeconds, knownCases } from "./known_cases.ts";
import { JOB_NEEDS, minutesFor } from "./job_needs.ts";

/** A case as a cluster's job. */
export interface ListedCase {
  readonly key: string;
  readonly paper: string;
  readonly experiment: string;
  readonly block: string;
  readonly settings: unknown;
  readonly seed: number;
  readonly state: CaseState;
  /** Seconds of one process; `null` if nothing is known. */
  readonly seconds: number | null;
  /** Time limit for a job. */
  readonly minutes: number;
  readonly memoryMiB: number;
  readonly cores: number;
  /** What makes it, run in the root of the repository; shells need no quotes for it. */
  readonly command: string;
  /** The file that the command makes, relative to the root of the repository. */
  readonly output: string;
}

/** Options of {@linkcode listCases}. */
export interface ListOptions {
  /** Only cases that are neither stored nor finished. */
  readonly missing: boolean;
  /** Seconds between saves, for the commands. */
  readonly saveSeconds: number | undefined;
}

/** The cases of experiments, in computing order. */
export async function listCases(
  jobs: readonly Job[],
  paper: string,
  { missing, saveSeconds }: ListOptions,
): Promise<ListedCase[]> {
  const listed: ListedCase[] = [];
  const saving = saveSeconds === undefined ? "" : ` --save-seconds ${saveSeconds}`;
  for (const job of jobs) {
    const all = await knownCases(job);
    for (const known of all) {
      const { one: { key, block, settings, seed }, state } = known, seconds = expectedSeconds(known, all);
      if (missing && state !== "not computed" && state !== "begun") continue;
      listed.push({
        key,
        paper,
        experiment: job.name,
        block,
        settings,
        seed,
        state,
        seconds: seconds === null ? null : Number(seconds.toFixed(1)),
        minutes: minutesFor(seconds),
        ...JOB_NEEDS,
        command: `deno run -A --cached-only lib/cli/compute.ts ${paper} --case ${key}${saving}`,
        output: relative(REPOSITORY_ROOT, partPath(job, key)).replaceAll("\\", "/"),
      });
    }
  }
  return listed;
}

/** Lines for a reader. */
export function casesTable(listed: readonly ListedCase[], paper: string): string {
  const lines = listed.map(({ key, experiment, seed, state, seconds, block }) => [
    key,
    experiment,
    String(seed),
    state,
    seconds === null ? "–" : String(Math.ceil(seconds)),
    block,
  ]);
  return `${textTable(["key", "experiment", "seed", "state", "seconds", "block"], lines, [2, 4])}\n` +
    `${listed.length} cases; compute one of them with: deno task compute ${paper} --case KEY`;
}
