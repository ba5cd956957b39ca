/**
 * `task run NN`: executes a notebook in the Deno kernel, prints its claims table and writes the executed notebook.
 *
 * @module
 */
import { basename, resolve } from "node:path";
import { clearStop } from "../notebook/stop_file.ts";
import { denoVersionWarning } from "../notebook/deno_version.ts";
import { runParsedTask, type TaskArguments, type TaskUsage } from "./arguments.ts";
import { findNotebook, listNotebooks } from "./find_notebook.ts";
import { NOTEBOOKS_FOLDER } from "./paths.ts";
import { type ProfileName, PROFILES, runOne, type RunOneOptions } from "./run/run_one.ts";
import { UsageError } from "./usage_error.ts";

const USAGE: TaskUsage = {
  task: "run",
  description: "Executes notebooks in the Deno kernel and prints their claims tables.",
  positionals: "NN",
  options: {
    profile: { type: "string", value: "quick|full", description: "how long to compute; quick by default" },
    out: { type: "string", value: "FILE", description: "file to write; .papers/runs/… by default" },
    "in-place": { type: "boolean", description: "overwrite the notebook itself; only for profile full" },
    all: { type: "boolean", description: "run all notebooks, even after one has failed" },
    timeout: {
      type: "string",
      value: "SECONDS",
      description: "time for each cell; 600 (quick), 7200 (full)",
    },
  },
};

const CELL_TIMEOUT_SECONDS: Readonly<Record<ProfileName, number>> = { quick: 600, full: 7200 };
/** Longest timer that the runtime supports. */
const LONGEST_TIMEOUT_SECONDS = 2_147_483;
/** Exit code of programs that were ended by Ctrl-C. */
const INTERRUPTED = 130;

async function main(args: TaskArguments): Promise<number> {
  const interrupt = new AbortController();
  const options = runOptions(args, interrupt.signal);
  const notebooks = await chosenNotebooks(args);
  if (options.out !== undefined && resolve(options.out) === notebooks[0]) {
    throw new UsageError("task run: --out names the notebook itself; use --in-place to overwrite it");
  }
  const warning = denoVersionWarning();
  if (warning) console.error(warning);
  await clearStop();
  Deno.addSignalListener("SIGINT", () => {
    // The first one lets the run end cleanly, the second one does not wait for it.
    if (interrupt.signal.aborted) Deno.exit(INTERRUPTED);
    interrupt.abort(new DOMException("Interrupted by Ctrl-C", "AbortError"));
  });
  const failed: string[] = [];
  for (const path of notebooks) {
    if (!await runOrReport(path, options)) failed.push(basename(path));
    if (interrupt.signal.aborted) return INTERRUPTED;
  }
  if (notebooks.length > 1) {
    const passed = notebooks.length - failed.length;
    console.log(`\n${passed} of ${notebooks.length} notebooks passed`);
    if (failed.length > 0) console.error(`Failed: ${failed.join(", ")}`);
  }
  return failed.length === 0 ? 0 : 1;
}

/** A notebook that cannot be read, or whose kernel does not start, must not prevent `--all` from running the others. */
async function runOrReport(path: string, options: RunOneOptions): Promise<boolean> {
  try {
    return await runOne(path, options);
  } catch (error) {
    console.error(error instanceof Error ? `${error.name}: ${error.message}` : error);
    return false;
  }
}

function runOptions(args: TaskArguments, signal: AbortSignal): RunOneOptions {
  const profile = args.text("profile") ?? "quick";
  if (!isProfile(profile)) {
    throw new UsageError(`task run: unknown profile "${profile}"; allowed: ${PROFILES.join(", ")}`);
  }
  const inPlace = args.has("in-place");
  const out = args.text("out");
  if (inPlace && profile !== "full") {
    throw new UsageError(
      "task run: --in-place writes committed outputs, which must come from --profile full",
    );
  }
  if (inPlace && out !== undefined) throw new UsageError("task run: --in-place and --out exclude each other");
  if (args.has("all") && out !== undefined) {
    throw new UsageError("task run: --all writes several files, --out names only one");
  }
  const text = args.text("timeout");
  const timeout = text === undefined ? CELL_TIMEOUT_SECONDS[profile] : Number(text);
  if (text?.trim() === "" || !(timeout > 0 && timeout <= LONGEST_TIMEOUT_SECONDS)) {
    throw new UsageError(
      `task run: --timeout is "${text}"; allowed are seconds above 0 up to ${LONGEST_TIMEOUT_SECONDS}`,
    );
  }
  return { profile, out, inPlace, cellTimeoutMs: 1000 * timeout, signal };
}

async function chosenNotebooks(args: TaskArguments): Promise<string[]> {
  const [name, ...more] = args.positionals;
  if (args.has("all")) {
    if (name !== undefined) throw new UsageError(`task run: --all and "${name}" exclude each other`);
    const all = await listNotebooks(NOTEBOOKS_FOLDER);
    if (all.length === 0) throw new UsageError(`task run: there are no notebooks in ${NOTEBOOKS_FOLDER}`);
    return all;
  }
  if (name === undefined || more.length > 0) {
    throw new UsageError("task run: name one notebook, `task run 01`, or run all of them, `task run --all`");
  }
  return [await findNotebook(name, NOTEBOOKS_FOLDER)];
}

function isProfile(name: string): name is ProfileName {
  return (PROFILES as readonly string[]).includes(name);
}

if (import.meta.main) await runParsedTask(USAGE, main);
