/**
 * `task survey NN [ROW …]`: counts in how many single seeds each row that the quick profile decides live agrees with
 * the full runs.
 *
 * @module
 */
import { basename, dirname } from "node:path";
import type { Claim, ClaimsTable, Verdict } from "../claims/claim.ts";
import {
  type CommittedClaims,
  committedClaimsPath,
  isDecidedLive,
  readCommittedClaims,
  type Survey,
  writeCommittedClaims,
} from "../claims/committed_claims.ts";
import { notebookClaims } from "../claims/notebook_claims.ts";
import { quickIdentity } from "../experiments/quick_identity.ts";
import { clearStop } from "../notebook/stop_file.ts";
import { readNotebook } from "../jupyter/read_notebook.ts";
import { runNotebook } from "../jupyter/run_notebook.ts";
import { serializeNotebook } from "../jupyter/write_notebook.ts";
import { runParsedTask, type TaskArguments, type TaskUsage } from "./arguments.ts";
import { experimentsOf } from "./compute_jobs.ts";
import { failureReport } from "./run/failure_report.ts";
import { findNotebook } from "./find_notebook.ts";
import { NOTEBOOKS_FOLDER } from "./paths.ts";
import { REPOSITORY_ROOT } from "./repository.ts";
import { RunPrinter } from "./run/run_printer.ts";
import { textTable } from "./text_table.ts";
import { UsageError } from "./usage_error.ts";

const USAGE: TaskUsage = {
  task: "survey",
  description:
    "Counts in how many single seeds each live row of the quick profile gives the verdict of the full runs.",
  positionals: "NN [ROW …]",
  options: { seeds: { type: "string", value: "N", description: "seeds 0 … N − 1; 20 by default" } },
};

/** Number of seeds; a row that is decided live must get its verdict in {@linkcode LEAST} of them. */
export const SURVEY_SEEDS = 20;
/** Minimum count for a row that the quick profile may decide live. */
export const LEAST = 19;

const CELL_TIMEOUT_MS = 3_600_000;

async function executed(notebook: string, seeds: number): Promise<ClaimsTable> {
  const name = basename(notebook, ".ipynb");
  const printer = new RunPrinter({
    write: (text) => Deno.stdout.writeSync(new TextEncoder().encode(text)),
    terminal: Deno.stdout.isTerminal(),
    now: () => performance.now(),
  });
  const { notebook: done, failure, warnings } = await runNotebook(await readNotebook(notebook), {
    kernel: {
      cwd: dirname(notebook),
      env: { NOTEBOOK_PROFILE: "quick", NOTEBOOK_SURVEY_SEEDS: String(seeds) },
    },
    cellTimeoutMs: CELL_TIMEOUT_MS,
    onEvent: (event) => printer.handle(event),
  });
  for (const warning of warnings) console.error(`Warning: ${name}: ${warning}`);
  if (failure) throw new Error(failureReport(name, failure));
  const table = notebookClaims(serializeNotebook(done), name);
  if (!table) throw new UsageError(`task survey: ${name} shows no claims table`);
  return table;
}

/**
 * In how many single seeds a row has a verdict. A row whose numbers do not belong to the survey's seeds, such as one
 * over layers, does not depend on them: it counts for all or for none.
 */
export function countOf(row: Claim, singles: readonly Verdict[], wanted: Verdict, seeds: number): number {
  if (singles.length === seeds) return singles.filter((verdict) => verdict === wanted).length;
  return row.verdict === wanted ? seeds : 0;
}

/** Counts of a table's live rows, by id. */
export function surveyCounts(
  { full, quick }: CommittedClaims,
  { rows, singles = {} }: ClaimsTable,
  seeds: number,
): Record<string, number> {
  const live = (quick ?? []).filter(isDecidedLive).map(({ id }) => id);
  return Object.fromEntries(live.map((id) => {
    const row = rows.find((one) => one.id === id), wanted = full?.rows.find((one) => one.id === id);
    return [id, row && wanted ? countOf(row, singles[id] ?? [], wanted.verdict, seeds) : 0];
  }));
}

async function main(args: TaskArguments): Promise<number> {
  const [paper, ...ids] = args.positionals;
  if (paper === undefined) throw new UsageError("task survey: name a paper, e.g. deno task survey 01");
  const text = args.text("seeds"), seeds = text === undefined ? SURVEY_SEEDS : Number(text);
  if (!Number.isInteger(seeds) || seeds < 1) {
    throw new UsageError(`task survey: --seeds must be a positive integer, got "${text}"`);
  }
  const notebook = await findNotebook(paper, NOTEBOOKS_FOLDER), number = basename(notebook).slice(0, 2);
  const path = committedClaimsPath(REPOSITORY_ROOT, number), committed = await readCommittedClaims(path);
  if (!committed?.full || !committed.quick) {
    throw new UsageError(`task survey: paper ${number} has no committed claims of both profiles`);
  }
  const live = committed.quick.filter(isDecidedLive).map(({ id }) => id);
  const unknown = ids.find((id) => !live.includes(id));
  if (unknown !== undefined) {
    throw new UsageError(
      `task survey: "${unknown}" is not a row that is decided live; those are ${live.join(", ")}`,
    );
  }
  await clearStop();
  const counts = surveyCounts(committed, await executed(notebook, seeds), seeds);
  const asked = Object.entries(counts).filter(([id]) => ids.length === 0 || ids.includes(id));
  const plans = quickIdentity([...(await experimentsOf(notebook)).values()]);
  const kept = committed.survey?.plans === plans && committed.survey.seeds === seeds
    ? committed.survey.counts
    : {};
  const survey: Survey = { seeds, plans, counts: { ...kept, ...Object.fromEntries(asked) } };
  await writeCommittedClaims(path, { ...committed, survey });
  const wanted = new Map(committed.full.rows.map(({ id, verdict }) => [id, verdict]));
  console.log(
    textTable(
      ["row", "verdict of the full runs", `of ${seeds} seeds`],
      asked.map(([id, count]) => [id, wanted.get(id) ?? "none", String(count)]),
      [2],
    ),
  );
  const few = asked.filter(([, count]) => count < Math.ceil(seeds * LEAST / SURVEY_SEEDS));
  console.log(
    few.length === 0
      ? `All ${asked.length} live rows come out; counts are in ${path}`
      : `Too few seeds: ${
        few.map(([id]) => id).join(", ")
      }; let the stored full run decide these in the quick profile`,
  );
  return few.length === 0 ? 0 : 1;
}

if (import.meta.main) await runParsedTask(USAGE, main);
