/**
 * `task verify [NN] [EXPERIMENT …]`: runs stored results again, partly or completely, and compares bits.
 *
 * @module
 */
import { availableParallelism } from "node:os";
import { basename } from "node:path";
import { experimentId, plannedCases } from "../experiments/case.ts";
import { resultsState } from "../experiments/provenance/results_state.ts";
import { isFault, type ResultsState, STATE_WORDS } from "../experiments/provenance/states.ts";
import { storedCases } from "../experiments/store.ts";
import { removeEarlierCode } from "../experiments/verify/earlier_code.ts";
import { proveExperiment } from "../experiments/verify/prove.ts";
import { runParsedTask, type TaskArguments, type TaskUsage } from "./arguments.ts";
import { experimentsOf, type Job, namedExperiments } from "./compute_jobs.ts";
import { findNotebook, listNotebooks } from "./find_notebook.ts";
import { NOTEBOOKS_FOLDER } from "./paths.ts";
import { textTable } from "./text_table.ts";
import { UsageError } from "./usage_error.ts";
import { type Verified, writeReport } from "./verify/verify_report.ts";
import { smallest } from "../stats/extremes.ts";

const USAGE: TaskUsage = {
  task: "verify",
  description: "Runs stored results again, partly or completely, and compares bits with the current code.",
  positionals: "[NN [EXPERIMENT …]]",
  options: {
    list: { type: "boolean", description: "compute nothing, print the state of each result" },
    json: { type: "boolean", description: "print states, or what was verified, as JSON" },
    all: { type: "boolean", description: "run every case, instead of one that changes from run to run" },
    fastest: {
      type: "string",
      value: "N",
      description: "verify the N results that take the least time, whatever their state",
    },
    report: {
      type: "string",
      value: "FILE",
      description: "write what was verified, where and by which bits, to FILE and as a page to FILE.html",
    },
    workers: {
      type: "string",
      value: "N",
      description: "verifications at a time; the number of cores by default",
    },
  },
};

/** An experiment with stored results. */
interface Known {
  readonly job: Job;
  readonly state: ResultsState;
  readonly stored: number;
  readonly planned: number;
  /** Smallest seconds of a stored case. */
  readonly seconds: number;
}

async function known(job: Job): Promise<Known> {
  const planned = plannedCases(job), keys = new Set(planned.map(({ key }) => key));
  const stored = (await storedCases(job)).filter(({ key }) => keys.has(key));
  return {
    job,
    state: await resultsState(job),
    stored: stored.length,
    planned: planned.length,
    seconds: Math.min(Infinity, smallest(stored.map(({ seconds }) => seconds))),
  };
}

async function chosen(args: TaskArguments): Promise<Job[]> {
  const [paper, ...names] = args.positionals;
  const notebooks = paper === undefined
    ? await listNotebooks(NOTEBOOKS_FOLDER)
    : [await findNotebook(paper, NOTEBOOKS_FOLDER)];
  const jobs = await Promise.all(notebooks.map(experimentsOf));
  return jobs.flatMap((of) => namedExperiments(of, names));
}

function positive(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) {
    throw new UsageError(`task verify: --${option} must be a positive integer, got "${text}"`);
  }
  return count;
}

function list(all: readonly Known[], json: boolean): number {
  if (json) {
    const rows = all.map(({ job, state, stored, planned }) => ({
      experiment: experimentId(job),
      state,
      stored,
      planned,
      command: `deno task verify ${job.paper} ${job.name}`,
    }));
    console.log(JSON.stringify(rows, null, 1));
  } else {
    const lines = all.map(({ job, state, stored, planned }) => [
      experimentId(job),
      state,
      `${stored} of ${planned}`,
      STATE_WORDS[state],
    ]);
    console.log(textTable(["experiment", "state", "cases", ""], lines));
    const states = [...new Set(all.map(({ state }) => state))];
    console.log(
      states.map((state) => `${all.filter((one) => one.state === state).length} ${state}`).join(", ") +
        ` of ${all.length} results`,
    );
  }
  return all.some(({ state }) => isFault(state)) ? 1 : 0;
}

async function prove(all: readonly Known[], args: TaskArguments): Promise<Verified[]> {
  const workers = positive("workers", args.text("workers")) ?? availableParallelism();
  const waiting = [...all], done: Verified[] = [], quiet = args.has("json");
  const one = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const experiment = experimentId(next.job);
      let verified: Verified;
      try {
        verified = {
          experiment,
          outcomes: await proveExperiment(next.job, { all: args.has("all") }),
          error: null,
        };
      } catch (error) {
        verified = { experiment, outcomes: [], error: (error as Error).message };
      }
      done.push(verified);
      if (!quiet) {
        for (const line of describe(verified)) console.log(`${done.length} of ${all.length} ${line}`);
      }
    }
  };
  await Promise.all(Array.from({ length: workers }, one));
  return done;
}

function describe({ experiment, outcomes, error }: Verified): string[] {
  if (error !== null) return [`${experiment}: FAILED: ${error}`];
  return outcomes.map(({ state, seed, how, found, seconds }) =>
    `${experiment}: ${state === "contradicted" ? "CONTRADICTED" : state}, seed ${seed}${how && `, ${how}`}` +
    `${found && `: ${found}`} (${seconds.toFixed(1)} s)` +
    (state === "contradicted"
      ? "\n  raise its revision and compute it again, or fix what changed its numbers"
      : "")
  );
}

async function main(args: TaskArguments): Promise<number> {
  const all = await Promise.all((await chosen(args)).map(known));
  if (args.has("list")) return list(all, args.has("json"));
  const fastest = positive("fastest", args.text("fastest")), named = args.positionals.length > 1;
  const computed = all.filter(({ stored }) => stored > 0);
  const wanted = fastest !== undefined
    ? computed.sort((a, b) => a.seconds - b.seconds).slice(0, fastest)
    : named || args.has("all")
    ? computed
    : computed.filter(({ state }) => state !== "exact" && state !== "verified" && state !== "earlier");
  const began = performance.now(), verified = await prove(wanted, args);
  await removeEarlierCode();
  const outcomes = verified.flatMap((one) => one.outcomes);
  const failed = verified.filter(({ error }) => error !== null).length;
  const count = (state: string) => outcomes.filter((one) => one.state === state).length;
  if (args.has("json")) console.log(JSON.stringify(verified, null, 1));
  else {
    const seconds = Math.round((performance.now() - began) / 1000);
    console.log(
      `${verified.length} of ${all.length} results run again in ${seconds} s: ${
        count("verified")
      } verified, ` +
        `${count("earlier")} earlier, ${count("not provable here")} not provable here, ` +
        `${count("contradicted")} contradicted, ${failed} failed`,
    );
  }
  const report = args.text("report");
  if (report !== undefined) {
    await writeReport(report, verified);
    if (!args.has("json")) console.log(`Report: ${report} and ${basename(report)}.html`);
  }
  return failed + count("contradicted") > 0 ? 1 : 0;
}

if (import.meta.main) await runParsedTask(USAGE, main);
