import { assertEquals, assertStringIncludes } from "@std/assert";
import { parseNotebook } from "../../../lib/jupyter/read_notebook.ts";
import { checkNotebooks } from "../../../lib/cli/checking/check_notebooks.ts";
import { joinCells, mapToCells } from "../../../lib/cli/checking/notebook_cells.ts";
import type { StepResult } from "../../../lib/cli/checking/step.ts";
import { notebookText } from "./notebook_text.ts";

/** Checks a notebook of the given cells in a folder of its own; also returns the files left there. */
async function check(sources: string[], language?: string): Promise<StepResult & { files: string[] }> {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(`${folder}/deno.json`, "{}");
    await Deno.writeTextFile(`${folder}/helper.ts`, "export const helper = (x: number): number => x;\n");
    const path = `${folder}/01_example.ipynb`;
    await Deno.writeTextFile(path, notebookText(sources.map((source) => ({ source })), language));
    const result = await checkNotebooks([path], ["--no-lock"]);
    return { ...result, files: Array.from(Deno.readDirSync(folder), ({ name }) => name).sort() };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const FILES = ["01_example.ipynb", "deno.json", "helper.ts"];

Deno.test("sound cells pass, with relative imports, top-level await and a closing expression", async () => {
  const { ok, output, files } = await check([
    'import { helper } from "./helper.ts";\nconst a = await Promise.resolve(helper(1));\na',
    "[a].map(helper)",
  ]);
  assertEquals(output, "");
  assertEquals(ok, true);
  assertEquals(files, FILES);
});

Deno.test("a type error and a lint fault are reported with cell and line, and no file is left", async () => {
  const { ok, output, files } = await check([
    "const a = 1;",
    'const b: number = "x";\nvar c = a + b;\nconsole.log(c);',
  ]);
  assertEquals(ok, false);
  assertStringIncludes(output, "01_example.ipynb cell 3, 1:");
  assertStringIncludes(output, "no-var");
  assertStringIncludes(output, "01_example.ipynb cell 3, 2:");
  assertEquals(output.includes(".check.ts"), false);
  assertEquals(files, FILES);
});

Deno.test("a notebook under another language name is refused: the formatter would pass it by", async () => {
  const { ok, output } = await check(["1;"], "javascript");
  assertEquals(ok, false);
  assertStringIncludes(output, 'metadata.language_info.name is "javascript", "typescript" is needed');
});

Deno.test("joined cells know the cell and line of each of their lines", () => {
  const notebook = parseNotebook(notebookText([{ source: "a\nb" }, { source: "c" }]), "example");
  const { code, origins } = joinCells(notebook);
  assertEquals(code, "a\nb\n;\nc\n;\nexport {};\n");
  assertEquals(origins, [
    { cell: 2, line: 1 },
    { cell: 2, line: 2 },
    undefined,
    { cell: 3, line: 1 },
    undefined,
    undefined,
  ]);
  const message = "at file:///n/.e.check.ts:4:7\n --> /n/.e.check.ts:2:1\n/n/.e.check.ts";
  assertEquals(
    mapToCells(message, "/n/.e.check.ts", "e.ipynb", origins),
    "at e.ipynb cell 3, 1:7\n --> e.ipynb cell 2, 2:1\ne.ipynb",
  );
});
