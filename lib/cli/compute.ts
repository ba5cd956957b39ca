/**
 * `task compute NN [EXPERIMENT …]`: the full runs of a paper's experiments, stored in `data/results/NN/`.
 *
 * @module
 */
import { basename } from "node:path";
import { type Case, plannedCases } from "../experiments/case.ts";
import { computeCases } from "../experiments/compute.ts";
import { resultsState } from "../experiments/provenance/results_state.ts";
import type { StoredCase } from "../experiments/results_file.ts";
import { experimentPaths, storedCases } from "../experiments/store.ts";
import { LockedError } from "../io/file_lock.ts";
import { TrainingStopped } from "../train/errors.ts";
import { runParsedTask, type TaskArguments, type TaskUsage } from "./arguments.ts";
import { chosenExperiments, experimentsOf, type Job, leftOut, namedExperiments } from "./compute_jobs.ts";
import { findNotebook } from "./find_notebook.ts";
import { NOTEBOOKS_FOLDER } from "./paths.ts";
import { textTable } from "./text_table.ts";
import { UsageError } from "./usage_error.ts";

const USAGE: TaskUsage = {
  task: "compute",
  description: "Computes the full runs of a paper's experiments and stores their results.",
  positionals: "NN [EXPERIMENT …]",
  options: {
    resume: {
      type: "boolean",
      description: "continue from checkpoints after a stop or a crash",
    },
    again: { type: "boolean", description: "also compute what is already stored" },
    case: {
      type: "string",
      value: "KEY",
      description: "compute one case, by its key, from its checkpoint if it has one",
    },
    list: { type: "boolean", description: "compute nothing, print every case, including long ones" },
    missing: { type: "boolean", description: "with --list: only cases that are not stored" },
    json: { type: "boolean", description: "with --list: as JSON" },
    workers: {
      type: "string",
      value: "N",
      description: "worker processes; the number of cores by default",
    },
  },
};

/** Exit code if cases failed. */
const FAILED = 1;
/** Exit code after `task stop`, as in shells for an interrupted command. */
const STOPPED = 130;
/** Exit code if another process works on the case. */
const LOCKED = 75;

function workerCount(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) {
    throw new UsageError(`task compute: --workers must be a positive integer, got "${text}"`);
  }
  return count;
}

/** A case, and its stored result if there is one. */
interface KnownCase {
  readonly job: Job;
  readonly one: Case<unknown>;
  readonly stored: StoredCase | undefined;
}

async function casesOfJob(job: Job): Promise<KnownCase[]> {
  const byKey = new Map((await storedCases(job)).map((stored) => [stored.key, stored]));
  return plannedCases(job).map((one) => ({ job, one, stored: byKey.get(one.key) }));
}

/** Seconds of one process that a case took last time, or is expected to take like the others of its experiment. */
function expectedSeconds({ job, one, stored }: KnownCase, ofJob: readonly KnownCase[]): number | null {
  if (stored) return stored.seconds;
  if (job.seconds) return job.seconds(one.settings);
  const known = ofJob.flatMap(({ stored }) => stored ? [stored.seconds] : []);
  return known.length === 0 ? null : known.reduce((sum, seconds) => sum + seconds, 0) / known.length;
}

async function compute(job: Job, args: TaskArguments): Promise<number> {
  const all = await casesOfJob(job), wanted = all.filter(({ stored }) => !stored || args.has("again"));
  if (wanted.length === 0) {
    console.log(
      `${job.name}: all ${all.length} cases are stored (${await resultsState(
        job,
      )}); --again computes them anew`,
    );
    return 0;
  }
  const steps = wanted.reduce((sum, { one }) => sum + job.steps(one.settings), 0);
  const seconds = wanted.map((known) => expectedSeconds(known, all)).filter((cost) => cost !== null);
  const cost = seconds.length === 0
    ? "no earlier run to estimate the cost from"
    : `about ${Math.ceil(seconds.reduce((sum, each) => sum + each, 0) / 60)} min of one process`;
  console.log(`${job.name}: ${wanted.length} of ${all.length} cases, ${steps} steps (${cost})`);
  const failed = await computeCases(job, wanted.map(({ one }) => one), {
    resume: args.has("resume"),
    workers: workerCount(args.text("workers")),
  });
  if (failed.length < wanted.length) console.log(`${job.name}: ${experimentPaths(job).results}`);
  return failed.length > 0 ? FAILED : 0;
}

/** Computes the case with a key, and returns the exit code. */
async function computeOne(jobs: ReadonlyMap<string, Job>, key: string, paper: string): Promise<number> {
  const all = (await Promise.all([...jobs.values()].map(casesOfJob))).flat();
  const known = all.find(({ one }) => one.key === key);
  if (!known) {
    throw new UsageError(
      `task compute: no case of paper ${paper} has the key "${key}"; deno task compute ${paper} --list prints all cases`,
    );
  }
  const failed = await computeCases(known.job, [known.one], { resume: true, workers: 1 });
  if (failed.length === 0) return 0;
  return failed[0].includes(LockedError.name) ? LOCKED : FAILED;
}

async function list(jobs: readonly Job[], paper: string, args: TaskArguments): Promise<number> {
  const rows = [];
  for (const job of jobs) {
    const all = await casesOfJob(job), state = await resultsState(job);
    for (const known of all) {
      const { one, stored } = known, seconds = expectedSeconds(known, all);
      if (stored && args.has("missing")) continue;
      rows.push({
        key: one.key,
        experiment: job.name,
        block: one.block,
        settings: one.settings,
        seed: one.seed,
        state: stored ? state : "not computed" as const,
        seconds: seconds === null ? null : Number(seconds.toFixed(1)),
        command: `deno task compute ${paper} --case ${one.key}`,
      });
    }
  }
  if (args.has("json")) {
    console.log(JSON.stringify(rows, null, 1));
    return 0;
  }
  const lines = rows.map((
    { key, experiment, seed, state, seconds, block },
  ) => [key, experiment, String(seed), state, seconds === null ? "–" : String(Math.ceil(seconds)), block]);
  console.log(textTable(["key", "experiment", "seed", "state", "seconds", "block"], lines, [2, 4]));
  console.log(`${rows.length} cases; compute one of them with: deno task compute ${paper} --case KEY`);
  return 0;
}

async function main(args: TaskArguments): Promise<number> {
  const [paper, ...names] = args.positionals;
  if (paper === undefined) throw new UsageError("task compute: name a paper, e.g. deno task compute 01");
  if (!args.has("list") && (args.has("missing") || args.has("json"))) {
    throw new UsageError("task compute: --missing and --json need --list");
  }
  const notebook = await findNotebook(paper, NOTEBOOKS_FOLDER);
  const jobs = await experimentsOf(notebook);
  if (jobs.size === 0) {
    throw new UsageError(`task compute: ${basename(notebook)} has no experiments to compute`);
  }
  if (args.has("list")) return await list(namedExperiments(jobs, names), paper, args);
  const key = args.text("case");
  let code = 0;
  try {
    if (key !== undefined) return await computeOne(jobs, key, paper);
    for (const job of chosenExperiments(jobs, names)) code = Math.max(code, await compute(job, args));
  } catch (error) {
    if (!(error instanceof TrainingStopped)) throw error;
    console.log(`Stopped; continue with: deno task compute ${paper} --resume`);
    return STOPPED;
  }
  for (const text of leftOut(jobs, names, paper)) console.log(text);
  return code;
}

if (import.meta.main) await runParsedTask(USAGE, main);
