import { assertEquals } from "@std/assert";
import { join } from "node:path";
import { commandOutput } from "../../lib/cli/command_output.ts";
import { STATE_FOLDER } from "../../lib/cli/paths.ts";
import type { CodeCell, Notebook, Output } from "../../lib/jupyter/notebook.ts";
import { runNotebook, type RunResult } from "../../lib/jupyter/run_notebook.ts";
import type { RunEvent, RunOptions } from "../../lib/jupyter/run_options.ts";
import { serializeNotebook } from "../../lib/jupyter/write_notebook.ts";

/** Files that the runs of this test file would write. */
const written: string[] = [];

/** A notebook of a title and code cells. */
export function notebookOf(...sources: string[]): Notebook {
  const cells = sources.map((source, index): CodeCell => ({
    cell_type: "code",
    id: `c${index}`,
    metadata: {},
    source,
    execution_count: null,
    outputs: [{ output_type: "stream", name: "stdout", text: "from an earlier run" }],
  }));
  return {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {},
    cells: [{ cell_type: "markdown", id: "title", metadata: {}, source: "# Title" }, ...cells],
  };
}

/** Runs a notebook in an empty folder and also returns the outputs of its code cells and the steps of the run. */
export async function run(
  notebook: Notebook,
  options: RunOptions = {},
): Promise<RunResult & { outputs: Output[][]; events: RunEvent[] }> {
  const cwd = await Deno.makeTempDir();
  const events: RunEvent[] = [];
  try {
    const result = await runNotebook(notebook, {
      cellTimeoutMs: 60_000,
      onEvent: (event) => events.push(event),
      ...options,
      kernel: { cwd, ...options.kernel },
    });
    written.push(serializeNotebook(result.notebook));
    const outputs = result.notebook.cells.flatMap((cell) => cell.cell_type === "code" ? [cell.outputs] : []);
    return { ...result, outputs, events };
  } finally {
    await Deno.remove(cwd, { recursive: true });
  }
}

/** The text of an output. */
export function textOf(output: Output | undefined): unknown {
  if (output === undefined) return undefined;
  if ("data" in output) return output.data["text/plain"];
  return output.output_type === "stream" ? output.text : output.evalue;
}

/** Text that a cell printed to its standard output. */
export function printedBy(outputs: readonly Output[]): string {
  return outputs.map((output) =>
    output.output_type === "stream" && output.name === "stdout" ? output.text : ""
  ).join("");
}

const WRITE_ALL = `import json, os, sys, nbformat
same = sys.argv[1] == "same"
for text in json.load(sys.stdin):
    notebook = nbformat.reads(text, as_version=4)
    nbformat.validate(notebook)
    nbformat.write(notebook, os.devnull)
    found = nbformat.writes(notebook) + "\\n"
    # JSON outputs stand in one line here, and in many as nbformat writes them.
    if same and (json.loads(found) != json.loads(text) if "json\\": {" in text else found != text):
        sys.exit("nbformat writes this notebook otherwise: " + text[:2000])
`;

/**
 * The last tests of a file: what its runs made is text that UTF-8 can hold, and Python's nbformat finds it valid and
 * writes it as it is, but for the lines of JSON outputs.
 */
export async function testWrittenNotebooks(): Promise<void> {
  Deno.test("every notebook of the tests above is well-formed text", () => {
    for (const text of written) assertEquals(hasLoneSurrogate(JSON.parse(text)), false);
  });
  const python = await pythonWithNbformat();
  Deno.test({
    name: "Python's nbformat writes every notebook of the tests above" +
      (python ? "" : " (left out: no Python with nbformat)"),
    ignore: python === undefined,
    fn: () => writeByNbformat(python!, written, "same"),
  });
}

/** Has nbformat read, check and write notebooks; it may order the keys of JSON outputs and write numbers in its own way. */
export async function writeByNbformat(
  python: string,
  texts: readonly string[],
  expect: "same" | "valid",
): Promise<void> {
  const child = new Deno.Command(python, {
    args: ["-W", "error", "-c", WRITE_ALL, expect],
    stdin: "piped",
    stdout: "null",
    stderr: "piped",
  }).spawn();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(JSON.stringify(texts)));
  await writer.close();
  const { code, stderr } = await child.output();
  assertEquals([code, new TextDecoder().decode(stderr)], [0, ""]);
}

/** A Python that has nbformat: of the path, or of the environment that `task lab` makes. */
export async function pythonWithNbformat(): Promise<string | undefined> {
  const own = Deno.build.os === "windows" ? ["Scripts", "python.exe"] : ["bin", "python"];
  for (const python of ["python3", join(STATE_FOLDER, "venv", ...own)]) {
    if ((await commandOutput([python, "-c", "import nbformat"])).ok) return python;
  }
  return undefined;
}

/** Whether a text in a JSON value holds half of a surrogate pair. */
export function hasLoneSurrogate(value: unknown): boolean {
  if (typeof value === "string") return !value.isWellFormed();
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(([key, inner]) => !key.isWellFormed() || hasLoneSurrogate(inner));
}
