/**
 * `task compute NN [EXPERIMENT …]`: the full runs of a paper's experiments, stored in `data/results/NN/`.
 *
 * @module
 */
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { removeFolder } from "../io/remove_folder.ts";
import {
  experimentPaths,
  gridFolder,
  gridRuns,
  isGrid,
  removeGridCheckpoints,
  runGridLive,
  runLive,
} from "../notebook/mod.ts";
import { readResults, resultsKey, type SeedRun, TrainingStopped, writeResults } from "../train/mod.ts";
import { runParsedTask, type TaskArguments, type TaskUsage } from "./arguments.ts";
import { chosenExperiments, experimentsOf, type Job, leftOut } from "./compute_jobs.ts";
import { findNotebook } from "./find_notebook.ts";
import { NOTEBOOKS_FOLDER } from "./paths.ts";
import { UsageError } from "./usage_error.ts";

const USAGE: TaskUsage = {
  task: "compute",
  description: "Makes the full runs of a paper's experiments and stores their results.",
  positionals: "NN [EXPERIMENT …]",
  options: {
    resume: {
      type: "boolean",
      description: "keep finished seeds and go on from checkpoints after a stop or a crash",
    },
    again: { type: "boolean", description: "compute also what is stored and up to date" },
    workers: {
      type: "string",
      value: "N",
      description: "worker processes; the number of cores unless given",
    },
  },
};

/** Exit code where cells of a grid failed. */
const FAILED = 1;

/** Exit code after `task stop`, as shells have it for an interrupted command. */
const STOPPED = 130;

function workerCount(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) {
    throw new UsageError(`--workers must be a positive integer, got "${text}"`);
  }
  return count;
}

async function compute({ module, experiment }: Job, args: TaskArguments): Promise<void> {
  const settings = experiment.settings.full, seeds = experiment.seeds.full;
  const key = await resultsKey(module, settings), paths = experimentPaths(module, key);
  const { state, results } = await readResults<unknown, unknown>(paths.results, key);
  const stored = state === "fresh" ? results!.runs.filter(({ seed }) => seeds.includes(seed)) : [];
  if (stored.length === seeds.length && !args.has("again")) {
    console.log(`${experiment.name}: up to date (key ${key}); --again computes it once more`);
    return;
  }
  const kept = args.has("resume") && !args.has("again") ? stored : [];
  if (!args.has("resume")) await removeFolder(paths.checkpoints);
  const missing = seeds.filter((seed) => !kept.some((run) => run.seed === seed));
  const steps = missing.length * experiment.steps(settings);
  console.log(
    `${experiment.name}: ${missing.length} of ${seeds.length} runs, ${steps} steps (${
      lastCost(results?.runs)
    })`,
  );
  const runs: SeedRun<unknown>[] = [...kept];
  const save = () => {
    const inOrder = seeds.flatMap((seed) => runs.filter((run) => run.seed === seed));
    return writeResults(paths.results, {
      experiment: experiment.name,
      key,
      settings,
      deno: Deno.version.deno,
      runs: inOrder,
    });
  };
  const workers = workerCount(args.text("workers"));
  await runLive(module, experiment, settings, missing, {
    checkpoints: fileURLToPath(paths.checkpoints),
    ...(workers === undefined ? {} : { workers }),
    async finished(run) {
      runs.push(run);
      await save();
    },
  });
  await removeFolder(paths.checkpoints);
  console.log(`${experiment.name}: ${fileURLToPath(paths.results)}`);
}

/** Computes the cells of a grid that are not stored, and gives the exit code. */
async function computeGrid({ module, experiment }: Job, args: TaskArguments): Promise<number> {
  if (!isGrid(experiment)) throw new TypeError(`${module} has no grid`);
  const folder = gridFolder(module);
  if (args.has("again")) await removeFolder(folder);
  else if (!args.has("resume")) await removeGridCheckpoints(folder);
  const workers = workerCount(args.text("workers"));
  const failed = await runGridLive(module, experiment, workers === undefined ? {} : { workers });
  await gridRuns(module);
  return failed.length > 0 ? FAILED : 0;
}

/** What the stored runs took, the best guess for the new ones. */
function lastCost(runs: readonly SeedRun<unknown>[] | undefined): string {
  if (!runs || runs.length === 0) return "no earlier run to tell the cost from";
  const seconds = runs.reduce((sum, run) => sum + run.seconds, 0) / runs.length;
  return `a run took ${Math.ceil(seconds)} s of one process last time`;
}

async function main(args: TaskArguments): Promise<number> {
  const [paper, ...names] = args.positionals;
  if (paper === undefined) throw new UsageError("task compute: name a paper, e.g. deno task compute 01");
  const notebook = await findNotebook(paper, NOTEBOOKS_FOLDER);
  const jobs = await experimentsOf(notebook);
  if (jobs.size === 0) throw new UsageError(`${basename(notebook)} has no experiments to compute`);
  let code = 0;
  try {
    for (const job of chosenExperiments(jobs, names)) {
      if (isGrid(job.experiment)) code = Math.max(code, await computeGrid(job, args));
      else await compute(job, args);
    }
  } catch (error) {
    if (!(error instanceof TrainingStopped)) throw error;
    console.log(`Stopped; go on with: deno task compute ${paper} --resume`);
    return STOPPED;
  }
  for (const text of leftOut(jobs, names, paper)) console.log(text);
  return code;
}

if (import.meta.main) await runParsedTask(USAGE, main);
