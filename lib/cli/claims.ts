/**
 * Task `claims`: shows the verdicts of all papers, compares executed notebooks with the committed verdicts, or commits
 * new ones.
 *
 * @module
 */
import { basename, resolve } from "node:path";
import { type ClaimsTable, type Verdict, VERDICTS } from "../claims/claim.ts";
import {
  committedClaimsPath,
  committedVerdicts,
  readCommittedClaims,
  updateCommittedClaims,
  writeCommittedClaims,
} from "../claims/committed_claims.ts";
import { compareClaims, isFault } from "../claims/compare_claims.ts";
import { describeVerdict } from "../claims/describe_claim.ts";
import { undeclaredChanges } from "../claims/rule_changes.ts";
import { measuresDigest } from "../experiments/provenance/measures.ts";
import { exists } from "../io/exists.ts";
import { notebookClaims } from "../claims/notebook_claims.ts";
import { helpText, parseArguments, type TaskUsage } from "./arguments.ts";
import { describeDifference } from "./claims/claims_difference.ts";
import { countVerdicts, occurring } from "./pages/claims_section.ts";
import { listNotebooks } from "./find_notebook.ts";
import { REPOSITORY_ROOT } from "./repository.ts";
import { textTable } from "./text_table.ts";
import { runTask, UsageError } from "./usage_error.ts";

const USAGE: TaskUsage = {
  task: "claims",
  description: "Shows the verdicts in the committed notebooks, or compares executed notebooks with them.",
  positionals: "[FILE…]",
  options: {
    json: { type: "boolean", description: "print the verdicts as JSON" },
    check: { type: "boolean", description: "compare the claims of FILE… with the committed verdicts" },
    update: {
      type: "boolean",
      description: "commit the verdicts of FILE…, or of the committed notebooks if none is named",
    },
  },
};

/**
 * Runs the task.
 *
 * @param words command line of the task
 * @param root folder of the repository
 * @param print prints one line or more
 * @returns exit code: 1 if `--check` found a fault
 * @throws {UsageError} for an invalid command line, or a file without a claims table
 */
export async function claims(
  words: readonly string[],
  root: string = REPOSITORY_ROOT,
  print: (text: string) => void = console.log,
): Promise<number> {
  const args = parseArguments(USAGE, words);
  const files = args.positionals;
  if (args.help) {
    print(helpText(USAGE));
    return 0;
  }
  const [check, update, json] = [args.has("check"), args.has("update"), args.has("json")];
  if (Number(check) + Number(update) + Number(json) > 1) {
    throw new UsageError("task claims: --check, --update and --json exclude each other");
  }
  if (check && files.length === 0) {
    throw new UsageError("task claims: --check needs the notebooks to compare");
  }
  if (check) return await checkFiles(files, root, print);
  if (update) return await updateFrom(files, root, print);
  if (files.length > 0) {
    throw new UsageError(`task claims: "${files[0]}" is only expected after --check or --update`);
  }
  const tables = await committedTables(root);
  print(json ? JSON.stringify(tables.map(summary), null, 2) : summaryTable(tables));
  return 0;
}

async function checkFiles(
  files: readonly string[],
  root: string,
  print: (text: string) => void,
): Promise<number> {
  let faults = 0;
  for (const file of files) {
    const table = await readTable(file);
    const committed = await readCommittedClaims(committedClaimsPath(root, table.paper));
    const name = `${basename(file)}, profile ${table.profile}`;
    if (!committed || !committedVerdicts(committed, table.profile)) {
      print(`${name}: no verdicts are committed; \`deno task claims --update ${file}\` commits these`);
      faults++;
      continue;
    }
    const differences = compareClaims(committed, table);
    const wrong = differences.filter(isFault).length;
    faults += wrong;
    print(
      `${name}: ${table.rows.length} claims, ${
        wrong === 0 ? "none is" : `${wrong} are`
      } worse than committed`,
    );
    for (const difference of differences) print(`  ${describeDifference(difference)}`);
  }
  return faults === 0 ? 0 : 1;
}

async function updateFrom(
  files: readonly string[],
  root: string,
  print: (text: string) => void,
): Promise<number> {
  const tables = files.length > 0 ? await Promise.all(files.map(readTable)) : await committedTables(root);
  for (const table of tables) {
    const path = committedClaimsPath(root, table.paper);
    const folder = await modulesOf(root, table.paper), measures = folder ? await measuresDigest(folder) : "";
    const committed = await readCommittedClaims(path);
    const undeclared = table.profile === "full"
      ? undeclaredChanges(committed?.full?.rows ?? [], table.rows)
      : [];
    if (undeclared.length > 0) throw new UsageError(`task claims --update: ${undeclared.join("; ")}`);
    await writeCommittedClaims(path, updateCommittedClaims(committed, table, measures));
    print(`${path}: profile ${table.profile}, ${table.rows.length} verdicts`);
  }
  if (tables.length === 0) print("No notebook has a claims table.");
  return 0;
}

/** Folder of a notebook's modules; `null` if it has none. */
async function modulesOf(root: string, paper: string): Promise<string | null> {
  const notebook = (await listNotebooks(`${root}/notebooks`)).find((path) =>
    basename(path).startsWith(`${paper}_`)
  );
  const folder = notebook?.replace(/\.ipynb$/, "");
  return folder && await exists(folder) ? folder : null;
}

/** Claims tables in the outputs of the committed notebooks; notebooks without one are left out. */
async function committedTables(root: string): Promise<ClaimsTable[]> {
  const tables: ClaimsTable[] = [];
  for (const path of await listNotebooks(`${root}/notebooks`)) {
    const table = notebookClaims(await Deno.readTextFile(path), path);
    if (table !== undefined) tables.push(table);
  }
  return tables;
}

async function readTable(file: string): Promise<ClaimsTable> {
  let text: string;
  try {
    text = await Deno.readTextFile(file);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    throw new UsageError(`task claims: there is no notebook ${resolve(file)}`);
  }
  const table = notebookClaims(text, file);
  if (table === undefined) throw new UsageError(`task claims: the outputs of ${file} have no claims table`);
  return table;
}

interface Summary {
  readonly paper: string;
  readonly profile: ClaimsTable["profile"];
  readonly verdicts: Readonly<Record<string, Verdict>>;
}

function summary({ paper, profile, rows }: ClaimsTable): Summary {
  return { paper, profile, verdicts: Object.fromEntries(rows.map(({ id, verdict }) => [id, verdict])) };
}

function summaryTable(tables: readonly ClaimsTable[]): string {
  if (tables.length === 0) return "No notebook has a claims table.";
  const counts = tables.map(({ rows }) => countVerdicts(rows.map(({ verdict }) => verdict)));
  const found = occurring(counts);
  const lines = tables.map((
    { paper, profile },
    i,
  ) => [paper, profile, ...found.map((k) => `${counts[i][k]}`)]);
  const header = ["paper", "profile", ...found.map((k) => describeVerdict(VERDICTS[k]))];
  return textTable(header, lines, found.map((_, k) => k + 2));
}

if (import.meta.main) await runTask((words) => claims(words));
