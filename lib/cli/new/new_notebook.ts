/** The notebook of a new paper, made from the module that holds its cells. */
import type { Cell, Notebook } from "../../jupyter/notebook.ts";

/** Kernel and language metadata of the notebooks of this collection, as Jupyter writes it. */
const METADATA = {
  kernelspec: { display_name: "Deno", language: "typescript", name: "deno" },
  language_info: {
    codemirror_mode: "typescript",
    file_extension: ".ts",
    mimetype: "text/x.typescript",
    name: "typescript",
    nbconvert_exporter: "script",
    pygments_lexer: "typescript",
  },
};

/** Start of a Markdown cell, which ends with its comment, and of a code cell, which ends where another one begins. */
const MARK = /^(?:\/\* %% markdown\n([\s\S]*?)\n\*\/|\/\/ %% (code|live))$/m;

/**
 * A notebook from a module whose comments mark its cells.
 *
 * @param module its text: `/* %% markdown … *\/` is a Markdown cell, `// %% code` begins a code cell, `// %% live`
 *   stands
 * for the live cell
 * @param live text of the live cell
 */
export function notebookOf(module: string, live: string): Notebook {
  const [, ...parts] = module.split(MARK), cells: Cell[] = [];
  const push = (cell: { source: string; metadata?: Cell["metadata"] } & Pick<Cell, "cell_type">) => {
    const common = { id: `cell-${cells.length + 1}`, metadata: {}, ...cell };
    cells.push(
      cell.cell_type === "code"
        ? { ...common, cell_type: "code", execution_count: null, outputs: [] }
        : { ...common, cell_type: "markdown" },
    );
  };
  // Three parts per mark: the Markdown, the kind of code, the text after it.
  for (let i = 0; i < parts.length; i += 3) {
    const [markdown, kind, code] = parts.slice(i, i + 3);
    if (markdown !== undefined) push({ cell_type: "markdown", source: markdown });
    else if (kind === "live") push({ cell_type: "code", source: live, metadata: { tags: ["live"] } });
    else push({ cell_type: "code", source: code.trim() });
  }
  return { nbformat: 4, nbformat_minor: 5, metadata: METADATA, cells };
}
