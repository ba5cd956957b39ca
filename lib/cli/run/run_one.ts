import { basename, dirname, join } from "node:path";
import type { ClaimsTable } from "../../claims/claim.ts";
import { notebookClaims } from "../../claims/notebook_claims.ts";
import { formatDuration } from "../../notebook/progress_text.ts";
import { readNotebook } from "../../jupyter/read_notebook.ts";
import { runNotebook } from "../../jupyter/run_notebook.ts";
import { serializeNotebook, writeNotebook } from "../../jupyter/write_notebook.ts";
import { claimsReport } from "../claims/claims_report.ts";
import { failureReport } from "./failure_report.ts";
import { RUNS_FOLDER } from "../paths.ts";
import { RunPrinter } from "./run_printer.ts";

/** Profiles of a notebook: minutes or hours of computation. */
export const PROFILES = ["quick", "full"] as const;

/** Name of a profile. */
export type ProfileName = typeof PROFILES[number];

/** Options for running one notebook. */
export interface RunOneOptions {
  /** Profile, passed to the notebook in `NOTEBOOK_PROFILE`. */
  profile: ProfileName;
  /** File to write; by default in the folder of runs. */
  out: string | undefined;
  /** Whether to overwrite the notebook itself if all cells passed. */
  inPlace: boolean;
  /** Milliseconds that each cell may take. */
  cellTimeoutMs: number;
  /** Ends the run when aborted. */
  signal: AbortSignal;
}

/**
 * Runs one notebook, prints its progress, its claims table or its failure, and writes the executed notebook. After a
 * failure the executed part is written too, but never over the notebook itself.
 *
 * @param path the notebook
 * @param options profile, file to write, time limit
 * @returns whether all cells passed and the claims table could be read
 * @throws {NotebookFormatError} if the file is not a notebook
 */
export async function runOne(path: string, options: RunOneOptions): Promise<boolean> {
  const name = basename(path, ".ipynb");
  console.log(`${name}, profile ${options.profile}`);
  const notebook = await readNotebook(path);
  const printer = new RunPrinter({
    write: writeOut,
    terminal: Deno.stdout.isTerminal(),
    now: () => performance.now(),
  });
  const { notebook: executed, failure, warnings, seconds } = await runNotebook(notebook, {
    kernel: { cwd: dirname(path), env: { NOTEBOOK_PROFILE: options.profile } },
    cellTimeoutMs: options.cellTimeoutMs,
    signal: options.signal,
    onEvent: (event) => printer.handle(event),
  });
  for (const warning of warnings) console.error(`Warning: ${name}: ${warning}`);
  let claims: ClaimsTable | undefined;
  let problem: string | undefined = failure && failureReport(name, failure);
  const elsewhere = options.out ?? join(RUNS_FOLDER, `${name}.${options.profile}.ipynb`);
  if (!failure) {
    try {
      claims = notebookClaims(serializeNotebook(executed), name);
    } catch (error) {
      problem = `${name}: its claims table cannot be read: ${(error as Error).message}`;
    }
  }
  const target = options.inPlace && problem === undefined ? path : elsewhere;
  if (target !== path) await Deno.mkdir(dirname(target), { recursive: true });
  await writeNotebook(target, executed);
  if (problem !== undefined) {
    console.error(problem);
    console.error(`Failed after ${formatDuration(seconds)}. The executed part is in ${target}`);
    return false;
  }
  console.log(claims ? `\n${claimsReport(claims)}\n` : "\nThis notebook has no claims table.\n");
  console.log(`Done in ${formatDuration(seconds)}. Written to ${target}`);
  return true;
}

function writeOut(text: string): void {
  const bytes = new TextEncoder().encode(text);
  let written = 0;
  while (written < bytes.length) written += Deno.stdout.writeSync(bytes.subarray(written));
}
