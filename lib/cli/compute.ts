/**
 * `task compute NN [EXPERIMENT …]`: the full runs of a paper's experiments, stored in `data/results/NN/`.
 *
 * @module
 */
import { basename } from "node:path";
import { computeCases } from "../experiments/compute.ts";
import { mergeParts } from "../experiments/parts.ts";
import { resultsState } from "../experiments/provenance/results_state.ts";
import { experimentPaths } from "../experiments/store.ts";
import { TrainingStopped } from "../train/errors.ts";
import { runParsedTask, type TaskArguments, type TaskUsage } from "./arguments.ts";
import { computeCase } from "./compute/compute_case.ts";
import { EXIT } from "./compute/exit_codes.ts";
import { expectedSeconds, knownCases } from "./compute/known_cases.ts";
import { casesTable, listCases } from "./compute/list_cases.ts";
import { mergeJobs } from "./compute/merge_jobs.ts";
import { signalStop } from "./compute/signal_stop.ts";
import { chosenExperiments, experimentsOf, type Job, leftOut, namedExperiments } from "./compute_jobs.ts";
import { findNotebook } from "./find_notebook.ts";
import { NOTEBOOKS_FOLDER } from "./paths.ts";
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
    list: { type: "boolean", description: "compute nothing, print every case, including long ones" },
    missing: { type: "boolean", description: "with --list: only cases that are not stored" },
    json: { type: "boolean", description: "with --list: as JSON" },
    commands: { type: "boolean", description: "with --list: one command per case, for lib/cluster" },
    case: {
      type: "string",
      value: "KEY",
      description:
        "compute one case as a job, from its checkpoint if it has one; exit codes: 0 done, 1 failed, 2 unknown key, " +
        "75 another process has it, 130 stopped and saved",
    },
    merge: { type: "boolean", description: "compute nothing, store what jobs have finished" },
    "save-seconds": {
      type: "string",
      value: "N",
      description: "seconds between saves; 4 by default, more where many jobs share a disk",
    },
    workers: {
      type: "string",
      value: "N",
      description: "worker processes; the number of cores by default",
    },
  },
};

function workerCount(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) {
    throw new UsageError(`task compute: --workers must be a positive integer, got "${text}"`);
  }
  return count;
}

function saveSecondsOf(args: TaskArguments): number | undefined {
  const text = args.text("save-seconds");
  if (text === undefined) return undefined;
  const seconds = Number(text);
  if (text.trim() === "" || !(seconds >= 0) || seconds === Infinity) {
    throw new UsageError(`task compute: --save-seconds must be a number of 0 or more, got "${text}"`);
  }
  return seconds;
}

async function compute(job: Job, args: TaskArguments, signal: AbortSignal): Promise<number> {
  let all = await knownCases(job);
  if (all.some(({ state }) => state === "finished")) {
    await mergeParts(job);
    all = await knownCases(job);
  }
  const wanted = all.filter(({ stored }) => !stored || args.has("again"));
  if (wanted.length === 0) {
    const state = await resultsState(job);
    console.log(`${job.name}: all ${all.length} cases are stored (${state}); --again computes them anew`);
    return EXIT.done;
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
    saveSeconds: saveSecondsOf(args),
    signal,
  });
  if (failed.length < wanted.length) console.log(`${job.name}: ${experimentPaths(job).results}`);
  return failed.length > 0 ? EXIT.failed : EXIT.done;
}

async function list(jobs: readonly Job[], paper: string, args: TaskArguments): Promise<number> {
  const saveSeconds = saveSecondsOf(args);
  const listed = await listCases(jobs, paper, { missing: args.has("missing"), saveSeconds });
  if (args.has("json")) console.log(JSON.stringify(listed, null, 1));
  else if (!args.has("commands")) console.log(casesTable(listed, paper));
  else if (listed.length > 0) console.log(listed.map(({ command }) => command).join("\n"));
  return EXIT.done;
}

function checkCombination(args: TaskArguments): void {
  const together = ["list", "case", "merge"].filter((option) => args.has(option));
  if (together.length > 1) {
    throw new UsageError(`task compute: --${together.join(" and --")} exclude each other, name one of them`);
  }
  const listing = ["missing", "json", "commands"].find((option) => args.has(option));
  if (listing && !args.has("list")) throw new UsageError(`task compute: --${listing} needs --list`);
}

async function main(args: TaskArguments): Promise<number> {
  const [paper, ...names] = args.positionals;
  if (paper === undefined) throw new UsageError("task compute: name a paper, e.g. deno task compute 01");
  checkCombination(args);
  const notebook = await findNotebook(paper, NOTEBOOKS_FOLDER);
  const jobs = await experimentsOf(notebook);
  if (jobs.size === 0) {
    throw new UsageError(`task compute: ${basename(notebook)} has no experiments to compute`);
  }
  if (args.has("list")) return await list(namedExperiments(jobs, names), paper, args);
  if (args.has("merge")) {
    await mergeJobs(namedExperiments(jobs, names), paper);
    return EXIT.done;
  }
  const key = args.text("case"), signal = signalStop();
  let code: number = EXIT.done;
  try {
    if (key !== undefined) {
      const saveSeconds = saveSecondsOf(args);
      return await computeCase(jobs, key, paper, { again: args.has("again"), saveSeconds, signal });
    }
    for (const job of chosenExperiments(jobs, names)) {
      code = Math.max(code, await compute(job, args, signal));
    }
  } catch (error) {
    // What ends all processes of a job may end a helper of this one too.
    if (!(error instanceof TrainingStopped) && !signal.aborted) throw error;
    if (!(error instanceof TrainingStopped)) console.log(String(error));
    console.log(`Stopped; continue with: deno task compute ${paper} ${key ? `--case ${key}` : "--resume"}`);
    return EXIT.stopped;
  }
  for (const text of leftOut(jobs, names, paper)) console.log(text);
  return code;
}

if (import.meta.main) await runParsedTask(USAGE, main);
