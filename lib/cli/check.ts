/**
 * Task `check`: the form of notebooks, format, lint, types, the code cells of the notebooks, unused exports, links,
 * claims and pictures, the states of stored results, and the generated parts of README. All steps run, even after one
 * has failed.
 *
 * @module
 */
import { basename, join } from "node:path";
import { exists } from "../io/exists.ts";
import { runParsedTask, type TaskArguments, type TaskUsage } from "./arguments.ts";
import { checkAnatomy } from "./checking/check_anatomy.ts";
import { checkBrowser } from "./checking/check_browser.ts";
import { checkClaims } from "./checking/check_claims.ts";
import { checkCounts } from "./checking/check_counts.ts";
import { checkExports } from "./checking/check_exports.ts";
import { checkLinks } from "./checking/check_links.ts";
import { checkNotebooks } from "./checking/check_notebooks.ts";
import { checkResults } from "./checking/check_results.ts";
import { type CheckStep, runSteps, type StepResult } from "./checking/step.ts";
import { findNotebook, listNotebooks } from "./find_notebook.ts";
import { checkPictures } from "./gallery.ts";
import { assertSource } from "./testing/jsr_probe.ts";
import { NOTEBOOKS_FOLDER } from "./paths.ts";
import { checkPages } from "./pages/pages.ts";
import { REPOSITORY_ROOT } from "./repository.ts";
import { runDeno } from "./run_deno.ts";

const USAGE: TaskUsage = {
  task: "check",
  description:
    "Checks format, lint, types, notebook cells, links, claims and the generated parts of README, or only the named papers.",
  positionals: "[NN…]",
  options: {
    fix: { type: "boolean", description: "write the generated parts of README and format all files first" },
  },
};

async function main(args: TaskArguments): Promise<number> {
  const fix = args.has("fix"), papers = args.positionals;
  const source = await assertSource(REPOSITORY_ROOT);
  console.log(source.line);
  const notebooks = papers.length === 0
    ? await listNotebooks(NOTEBOOKS_FOLDER)
    : await Promise.all(papers.map((name) => findNotebook(name, NOTEBOOKS_FOLDER)));
  // With named papers: their modules and tests; otherwise: everything.
  const folders = papers.length === 0 ? [] : await foldersOf(notebooks);
  const typed = papers.length === 0 ? ["lib", "tests", "notebooks"] : folders;
  const steps: CheckStep[] = [
    { name: "anatomy of notebooks", run: () => checkAnatomy(notebooks, fix) },
    // Before the format, so that what it writes is formatted too.
    ...(papers.length === 0
      ? [{ name: "generated pages", run: () => checkPages(REPOSITORY_ROOT, fix) }]
      : []),
    { name: "format", run: () => deno(["fmt", ...(fix ? [] : ["--check"]), ...folders]) },
    { name: "lint", run: () => deno(["lint", ...folders]) },
    { name: "types", run: () => deno(["check", "--quiet", ...source.options, ...typed]) },
    { name: "notebook cells", run: () => checkNotebooks(notebooks, source.options) },
    ...(papers.length === 0
      ? [
        { name: "exports", run: () => checkExports(REPOSITORY_ROOT) },
        { name: "bundle for browsers", run: () => checkBrowser(REPOSITORY_ROOT, fix) },
      ]
      : []),
    { name: "links", run: () => checkLinks(REPOSITORY_ROOT, notebooks) },
    { name: "claims", run: () => checkClaims(REPOSITORY_ROOT, notebooks) },
    { name: "counted verdicts", run: () => checkCounts(notebooks) },
    { name: "results", run: () => checkResults(notebooks) },
    {
      name: "package",
      run: () => deno(["publish", "--dry-run", "--allow-dirty", "--no-check", "--quiet"]),
    },
    { name: "pictures", run: () => checkPictures(REPOSITORY_ROOT, notebooks) },
  ];
  const failed = await runSteps(steps);
  console.log(
    failed.length === 0 ? `All ${steps.length} checks passed` : `Failed checks: ${failed.join(", ")}`,
  );
  return failed.length === 0 ? 0 : 1;
}

/** Existing folders of modules and tests of papers. */
async function foldersOf(notebooks: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const notebook of notebooks) {
    const name = basename(notebook, ".ipynb");
    for (const folder of [`notebooks/${name}`, `tests/notebooks/${name}`]) {
      if (await exists(join(REPOSITORY_ROOT, folder))) found.push(folder);
    }
  }
  return found;
}

async function deno(args: readonly string[]): Promise<StepResult> {
  const { code, output } = await runDeno(args, { cwd: REPOSITORY_ROOT });
  return { ok: code === 0, output };
}

if (import.meta.main) await runParsedTask(USAGE, main);
