import { basename, join } from "node:path";
import { exists } from "../../io/exists.ts";
import type { CodeCell, Notebook } from "../../jupyter/notebook.ts";
import { readNotebook } from "../../jupyter/read_notebook.ts";
import { writeNotebook } from "../../jupyter/write_notebook.ts";
import { readPaper } from "../read_paper.ts";
import { UsageError } from "../usage_error.ts";
import type { StepResult } from "./step.ts";

/** Maximum number of lines of a code cell, of one that only imports, and of the live cell without its imports. */
const MOST_LINES = { cell: 25, imports: 30, live: 10 };
/** Maximum number of lines of a module of figures or claims. */
const MOST_MODULE_LINES = 250;
/** Tag of the cell with the text of `live.ts`. */
const LIVE = "live";

/**
 * Checks the form of notebooks: the heading must be the title in `paper.ts`, cells and modules must be short, and the
 * live cell must have the text of the notebook's module `live.ts`.
 *
 * @param notebooks paths of the notebooks
 * @param fix whether to rewrite live cells that differ
 */
export async function checkAnatomy(notebooks: readonly string[], fix: boolean): Promise<StepResult> {
  const problems: string[] = [];
  for (const path of notebooks) {
    const notebook = await readNotebook(path), folder = path.replace(/\.ipynb$/, "");
    const found = [
      ...await titleProblems(path, notebook),
      ...longCells(notebook),
      ...await liveProblems(path, notebook, fix),
      ...await longModules(folder),
    ];
    for (const problem of found) problems.push(`${basename(path)}: ${problem}`);
  }
  return { ok: problems.length === 0, output: problems.join("\n") };
}

function lineCount(text: string): number {
  return text === "" ? 0 : text.replace(/\n$/, "").split("\n").length;
}

/** Problems with `paper.ts`, or with the heading that repeats its title. */
async function titleProblems(path: string, { cells }: Notebook): Promise<string[]> {
  try {
    const { number, title } = await readPaper(path), wanted = `# ${number} · ${title}`;
    const [found] = cells.length === 0 ? [""] : cells[0].source.split("\n");
    return found === wanted
      ? []
      : [`its first line is "${found}", according to paper.ts it must be "${wanted}"`];
  } catch (error) {
    if (error instanceof UsageError) return [error.message];
    throw error;
  }
}

function longCells({ cells }: Notebook): string[] {
  return cells.flatMap((cell, i) => {
    if (cell.cell_type !== "code") return [];
    const lines = lineCount(cell.source), isImport = /^import\b/.test(cell.source.trimStart());
    const most = isImport ? MOST_LINES.imports : MOST_LINES.cell;
    return lines > most ? [`cell ${i} has ${lines} lines of code, allowed are ${most}`] : [];
  });
}

async function longModules(folder: string): Promise<string[]> {
  if (!await exists(folder)) return [];
  const problems: string[] = [];
  for await (const { name } of Deno.readDir(folder)) {
    if (!/(figures|claims).*\.ts$/.test(name)) continue;
    const lines = lineCount(await Deno.readTextFile(join(folder, name)));
    if (lines > MOST_MODULE_LINES) {
      problems.push(`${name} has ${lines} lines, allowed are ${MOST_MODULE_LINES} for figures and claims`);
    }
  }
  return problems.sort();
}

/** The text of the live cell of a module `live.ts`: without its first comment, with paths relative to the notebook. */
export function liveCell(module: string, folder: string): string {
  return module.replace(/^\/\*\*[\s\S]*?\*\/\n/, "").replaceAll('"../../', '"../').replaceAll(
    '"./',
    `"./${basename(folder)}/`,
  ).trim();
}

async function liveProblems(path: string, notebook: Notebook, fix: boolean): Promise<string[]> {
  const folder = path.replace(/\.ipynb$/, ""), module = join(folder, "live.ts");
  const cells = notebook.cells.filter((cell): cell is CodeCell =>
    cell.cell_type === "code" && Array.isArray(cell.metadata.tags) && cell.metadata.tags.includes(LIVE)
  );
  if (!await exists(module)) return [`there is no ${basename(folder)}/live.ts for its live cell`];
  if (cells.length !== 1) return [`${cells.length} cells have the tag "${LIVE}", one is needed`];
  const text = liveCell(await Deno.readTextFile(module), folder);
  const own = text.split("\n").filter((line) => line.trim() !== "" && !line.startsWith("import ")).length;
  const long = own > MOST_LINES.live
    ? [`its live cell has ${own} lines besides imports, allowed are ${MOST_LINES.live}`]
    : [];
  if (cells[0].source === text) return long;
  if (!fix) return [...long, "its live cell differs from live.ts; `deno task check --fix` writes it"];
  cells[0].source = text;
  await writeNotebook(path, notebook);
  return long;
}
