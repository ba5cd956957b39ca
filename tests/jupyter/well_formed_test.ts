import { assertEquals } from "@std/assert";
import fc from "fast-check";
import type { CodeCell, Notebook, Output } from "../../lib/jupyter/notebook.ts";
import { parseNotebook } from "../../lib/jupyter/read_notebook.ts";
import { serializeNotebook } from "../../lib/jupyter/write_notebook.ts";
import {
  hasLoneSurrogate,
  notebookOf,
  pythonWithNbformat,
  run,
  testWrittenNotebooks,
  textOf,
  writeByNbformat,
} from "./executed_notebooks.ts";

const HALF = "\ud83d";

Deno.test("runNotebook() keeps an emoji whole that a carriage return goes back over", async () => {
  const { outputs } = await run(
    notebookOf(String.raw`console.log("🚀abc\rz"); console.log("abc\r🚀"); undefined`),
  );
  assertEquals(outputs[0].map(textOf).join(""), "zabc\n🚀bc\n");
});

/** Sources that make half of a surrogate pair come out of a cell in each kind of output. */
const HALVES: [where: string, source: string][] = [
  ["prints", String.raw`console.log("a\ud83db"); console.error("\udc00")`],
  [
    "shows",
    String.raw`await Deno.jupyter.broadcast("display_data", {
  data: { "text/plain": "a\ud83d", "application/json": { "k\ud83d": ["\udc00"] } },
  metadata: { "m\ud83d": "v\ud83d" },
  transient: {},
})`,
  ],
  ["returns", String.raw`({ "k\ud83d": 1 })`],
  ["throws", String.raw`throw new Error("a\ud83db")`],
  [
    "throws in a display",
    String.raw`({ [Symbol.for("Jupyter.display")]() { throw new Error("a\ud83d"); } })`,
  ],
  ["forgets to await", String.raw`Promise.reject(new Error("a\ud83d")); undefined`],
  ["throws in a timer", String.raw`setTimeout(() => { throw new Error("a\ud83d"); }, 5); undefined`],
  ["has in its text", `// ${HALF}\nconsole.log("${HALF}".length)`],
];

for (const [where, source] of HALVES) {
  // Whether it is whole text, and what nbformat makes of it, is tested below.
  Deno.test(`runNotebook() ends where a cell ${where} half of a surrogate pair`, async () => {
    const { notebook } = await run(notebookOf(source, "2"), { cellTimeoutMs: 20_000 });
    const last = notebook.cells.at(-1) as CodeCell;
    const failed = notebook.cells.some((cell) =>
      cell.cell_type === "code" && cell.outputs.some((output) => output.output_type === "error")
    );
    assertEquals(last.outputs.map(textOf), failed ? [] : ["2"]);
  });
}

/** Text with halves of pairs, whole pairs and line ends. */
const text = fc.array(fc.constantFrom("a", "\n", "\r", "é", "🚀", HALF, "\udc00", '"', "\\"), {
  maxLength: 6,
})
  .map((pieces) => pieces.join(""));
const bundle = fc.record({
  "text/plain": text,
  "image/png": text,
  "application/json": fc.jsonValue(),
  "application/x+json": fc.dictionary(text, text),
});
const output: fc.Arbitrary<Output> = fc.oneof(
  fc.record({ output_type: fc.constant("stream" as const), name: fc.constantFrom("stdout", "stderr"), text }),
  fc.record({
    output_type: fc.constant("display_data" as const),
    data: bundle,
    metadata: fc.dictionary(text, text),
  }),
  fc.record({
    output_type: fc.constant("execute_result" as const),
    data: bundle,
    metadata: fc.dictionary(text, text),
    execution_count: fc.nat(),
  }),
  fc.record({
    output_type: fc.constant("error" as const),
    ename: text,
    evalue: text,
    traceback: fc.array(text),
  }),
);
const notebook: fc.Arbitrary<Notebook> = fc.record({
  nbformat: fc.constant(4 as const),
  nbformat_minor: fc.constant(5),
  metadata: fc.dictionary(fc.constantFrom("a", `b${HALF}`), text),
  cells: fc.tuple(
    fc.record({
      cell_type: fc.constant("markdown" as const),
      id: fc.constant("m"),
      metadata: fc.constant({}),
      source: text,
    }),
    fc.record({
      cell_type: fc.constant("code" as const),
      id: fc.constant("c"),
      metadata: fc.constant({}),
      source: text,
      execution_count: fc.constant(null),
      outputs: fc.array(output, { maxLength: 3 }),
    }),
  ),
});

Deno.test("serializeNotebook() writes well-formed text of any notebook, and it reads back as it is", () => {
  fc.assert(
    fc.property(notebook, (notebook) => {
      const file = serializeNotebook(notebook);
      assertEquals(hasLoneSurrogate(JSON.parse(file)), false);
      assertEquals(serializeNotebook(parseNotebook(file, "x")), file);
    }),
    { seed: 7, numRuns: 300 },
  );
});

const python = await pythonWithNbformat();
Deno.test({
  name: "Python's nbformat writes any notebook that serializeNotebook() has written" +
    (python ? "" : " (left out: no Python with nbformat)"),
  ignore: python === undefined,
  fn: async () => {
    const files = fc.sample(notebook, { seed: 8, numRuns: 200 }).map(serializeNotebook);
    await writeByNbformat(python!, files, "valid");
  },
});

await testWrittenNotebooks();
