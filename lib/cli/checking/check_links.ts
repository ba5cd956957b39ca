import { basename, dirname, join, relative } from "node:path";
import { Marked } from "marked";
import { exists } from "../../io/exists.ts";
import type { Cell } from "../../jupyter/notebook.ts";
import { readNotebook } from "../../jupyter/read_notebook.ts";
import { plainText } from "../../site/markdown.ts";
import type { StepResult } from "./step.ts";

const marked = new Marked({ gfm: true });

/** Folders whose Markdown files are checked, besides the top one. */
const FOLDERS = ["data", "lib", "notebooks", "tests"];

/**
 * Checks the links of notebooks and of Markdown files: `#…` in a notebook must lead to one of its headings, and a
 * relative path to a file. Links to other hosts and to headings of Markdown files are not checked.
 *
 * @param root folder of the repository, whose Markdown files are checked
 * @param notebooks paths of the notebooks, including their outputs
 */
export async function checkLinks(root: string, notebooks: readonly string[]): Promise<StepResult> {
  const problems: string[] = [];
  for (const path of notebooks) {
    const texts = (await readNotebook(path)).cells.flatMap(cellTexts);
    // The rule of JupyterLab and of GitHub's notebooks.
    const anchors = new Set(texts.flatMap(headings).map((heading) => heading.replaceAll(" ", "-")));
    for (const target of new Set(texts.flatMap(linkTargets))) {
      if (target.startsWith("#")) {
        if (anchors.has(decodeURIComponent(target.slice(1)))) continue;
        problems.push(`${basename(path)}: a link leads to ${target}, which no heading has`);
      } else if (!await leadsSomewhere(path, target)) {
        problems.push(`${basename(path)}: a link leads to ${target}, which is not there`);
      }
    }
  }
  const pages = [
    ...await markdownFiles(root, false),
    ...(await Promise.all(FOLDERS.map((folder) => markdownFiles(join(root, folder), true)))).flat(),
  ];
  for (const path of pages) {
    for (const target of new Set(linkTargets(await Deno.readTextFile(path)))) {
      if (target.startsWith("#") || await leadsSomewhere(path, target)) continue;
      problems.push(`${relative(root, path)}: a link leads to ${target}, which is not there`);
    }
  }
  return { ok: problems.length === 0, output: problems.join("\n") };
}

/** Markdown files of a folder, and with `below` of those in it; none if it is absent. */
async function markdownFiles(folder: string, below: boolean): Promise<string[]> {
  if (!await exists(folder)) return [];
  let found: string[] = [];
  for await (const { name, isFile, isDirectory } of Deno.readDir(folder)) {
    if (isFile && name.endsWith(".md")) found.push(join(folder, name));
    if (isDirectory && below) found = found.concat(await markdownFiles(join(folder, name), true));
  }
  return found.sort();
}

/** The Markdown of a cell or of its outputs. */
function cellTexts(cell: Cell): string[] {
  if (cell.cell_type === "markdown") return [cell.source];
  if (cell.cell_type !== "code") return [];
  return cell.outputs.flatMap((output) => {
    const text = "data" in output ? output.data["text/markdown"] : undefined;
    return typeof text === "string" ? [text] : [];
  });
}

/** Headings of a text, without Markdown marks. */
function headings(text: string): string[] {
  const found: string[] = [];
  marked.walkTokens(marked.lexer(text), (token) => {
    if (token.type === "heading") found.push(plainText(marked.parseInline(token.text, { async: false })));
  });
  return found;
}

/** Targets of a text's links and pictures, including those written as HTML. */
function linkTargets(text: string): string[] {
  const found: string[] = [];
  marked.walkTokens(marked.lexer(text), (token) => {
    if (token.type === "link" || token.type === "image") found.push(token.href);
    if (token.type === "html") {
      for (const [, target] of token.text.matchAll(/ (?:src|href)="([^"]*)"/g)) found.push(target);
    }
  });
  return found;
}

/** Whether a target is a URL of another host, or an existing file relative to the linking one. */
async function leadsSomewhere(from: string, target: string): Promise<boolean> {
  if (/^[a-z]+:/i.test(target)) return true;
  return await exists(join(dirname(from), decodeURIComponent(target.split("#")[0])));
}
