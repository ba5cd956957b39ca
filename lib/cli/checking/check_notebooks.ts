import { basename, dirname, join } from "node:path";
import type { Notebook } from "../../jupyter/notebook.ts";
import { readNotebook } from "../../jupyter/read_notebook.ts";
import { runDeno } from "../run_deno.ts";
import { joinCells, mapToCells } from "./notebook_cells.ts";
import type { StepResult } from "./step.ts";

/**
 * Type-checks and lints the code cells of notebooks.
 *
 * The cells of each notebook are joined into a module next to it (so that its relative imports work), which is always
 * removed afterwards.
 *
 * @param paths the notebooks
 * @param options options of `deno check` that pick the configuration
 */
export async function checkNotebooks(
  paths: readonly string[],
  options: readonly string[],
): Promise<StepResult> {
  const outputs: string[] = [];
  for (const path of paths) {
    const output = await checkNotebook(path, options);
    if (output !== "") outputs.push(output);
  }
  return { ok: outputs.length === 0, output: outputs.join("\n") };
}

/** Problems with the cells of a notebook; empty if there are none. */
async function checkNotebook(path: string, options: readonly string[]): Promise<string> {
  const notebook = await readNotebook(path);
  const problem = languageProblem(notebook);
  const joined = joinCells(notebook);
  const joinedPath = join(dirname(path), `.${basename(path, ".ipynb")}.check.ts`);
  const outputs = problem === undefined ? [] : [`${path}: ${problem}`];
  try {
    await Deno.writeTextFile(joinedPath, joined.code);
    for (const command of [["check", "--quiet", ...options], ["lint"]]) {
      const { code, output } = await runDeno([...command, joinedPath], { cwd: dirname(path) });
      if (code !== 0) outputs.push(mapToCells(output, joinedPath, path, joined.origins).trim());
    }
  } finally {
    await Deno.remove(joinedPath).catch(() => {});
  }
  return outputs.join("\n");
}

/** Only with this name of the language does `deno fmt` format the cells of a notebook without changing its outputs. */
function languageProblem({ metadata }: Notebook): string | undefined {
  const language = (metadata.language_info as { name?: unknown } | undefined)?.name;
  if (language === "typescript") return undefined;
  return `metadata.language_info.name is ${JSON.stringify(language)}, "typescript" is needed for formatting`;
}
