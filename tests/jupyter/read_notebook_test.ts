import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import fc from "fast-check";
import { distinctCellIds, isCellId } from "../../lib/jupyter/cell_ids.ts";
import { NotebookFormatError, parseNotebook, readNotebook } from "../../lib/jupyter/read_notebook.ts";

function withCells(cells: unknown, minor = 5): string {
  return JSON.stringify({ nbformat: 4, nbformat_minor: minor, metadata: {}, cells });
}

function codeCell(change: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    cell_type: "code",
    id: "a",
    metadata: {},
    source: "1",
    execution_count: null,
    outputs: [],
    ...change,
  };
}

const REJECTED: [problem: string, text: string, message: string][] = [
  ["no JSON", "{", "not JSON"],
  ["a list", "[]", "holds a list"],
  ["nbformat 3", JSON.stringify({ nbformat: 3, worksheets: [] }), '"nbformat" is 3, only 4'],
  ["no nbformat", JSON.stringify({ cells: [] }), '"nbformat" is missing'],
  ["no minor version", JSON.stringify({ nbformat: 4, cells: [] }), '"nbformat_minor" is missing'],
  ["no cells", JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {} }), '"cells" is missing'],
  ["cells that are no list", withCells({}), '"cells" is an object'],
  ["a cell that is null", withCells([null]), "cell 1 is null"],
  ["an unknown kind of cell", withCells([codeCell({ cell_type: "heading" })]), '"heading"; allowed are code'],
  ["an id that is null", withCells([codeCell({ id: null })]), '"id" null'],
  ["an empty id", withCells([codeCell({ id: "" })]), '"id" ""'],
  ["an id with a blank", withCells([codeCell({ id: "a b" })]), '"id" "a b"'],
  ["a source that is a number", withCells([codeCell({ source: 1 })]), '"source" of cell 1 is 1'],
  ["a source of numbers", withCells([codeCell({ source: [1] })]), '"source" of cell 1 is a list'],
  ["a code cell without outputs", withCells([codeCell({ outputs: undefined })]), '"outputs" missing'],
  [
    "an unknown kind of output",
    withCells([codeCell({ outputs: [{ output_type: "pyout" }] })]),
    'output 1 of cell 1 has "output_type" "pyout"',
  ],
  [
    "an output without data",
    withCells([codeCell({ outputs: [{ output_type: "display_data" }] })]),
    '"data" missing',
  ],
];

for (const [problem, text, message] of REJECTED) {
  Deno.test(`parseNotebook() rejects ${problem}`, () => {
    assertThrows(() => parseNotebook(text, "x.ipynb"), NotebookFormatError, message);
    assertThrows(() => parseNotebook(text, "x.ipynb"), NotebookFormatError, "x.ipynb");
  });
}

Deno.test("parseNotebook() joins lists of lines, but not JSON outputs", () => {
  const data = { "text/plain": ["a\n", "b"], "application/json": ["a", "b"] };
  const outputs = [
    { output_type: "stream", name: "stdout", text: ["1\n", "2\n"] },
    { output_type: "execute_result", data, metadata: {}, execution_count: 2 },
  ];
  const notebook = parseNotebook(withCells([codeCell({ source: ["a\n", "b"], outputs })]), "x");
  assertEquals(notebook.cells, [{
    cell_type: "code",
    id: "a",
    metadata: {},
    source: "a\nb",
    execution_count: null,
    outputs: [
      { output_type: "stream", name: "stdout", text: "1\n2\n" },
      {
        output_type: "execute_result",
        data: { "text/plain": "a\nb", "application/json": ["a", "b"] },
        metadata: {},
        execution_count: 2,
      },
    ],
  }]);
});

Deno.test("parseNotebook() names the cells of an older minor version", () => {
  const text = withCells([{ cell_type: "markdown", source: "x" }, codeCell({ id: undefined })], 2);
  const notebook = parseNotebook(text, "x");
  assertEquals(notebook.cells.map((cell) => cell.id), ["cell-1", "cell-2"]);
  assertEquals(notebook.nbformat_minor, 5);
});

Deno.test("parseNotebook() names the cells of an older minor version where their ids are none of the format", () => {
  const cells = [codeCell({ id: "a b" }), codeCell({ id: "kept" }), codeCell({ id: 5 })];
  assertEquals(parseNotebook(withCells(cells, 4), "x").cells.map(({ id }) => id), [
    "cell-1",
    "kept",
    "cell-3",
  ]);
});

const MENDED: [what: string, ids: (string | undefined)[], mended: string[]][] = [
  ["no ids", [undefined, undefined], ["cell-1", "cell-2"]],
  ["one id twice", ["a", "a", "b", "a"], ["a", "cell-2", "b", "cell-4"]],
  ["the id of a place that another cell has", ["cell-2", undefined, "cell-2"], [
    "cell-2",
    "cell-2-2",
    "cell-3",
  ]],
  ["the id of a place that a later cell has", [undefined, "cell-1"], ["cell-1-2", "cell-1"]],
];

for (const [what, ids, mended] of MENDED) {
  Deno.test(`parseNotebook() gives each cell an id of its own where there are ${what}`, () => {
    const text = withCells(ids.map((id) => codeCell({ id })));
    assertEquals(parseNotebook(text, "x").cells.map(({ id }) => id), mended);
  });
}

Deno.test("distinctCellIds() keeps the first cell of each id, and the result differs and is well-formed", () => {
  const id = fc.option(fc.constantFrom("a", "b", "cell-1", "cell-2", "cell-2-2", "cell-3"), {
    nil: undefined,
  });
  fc.assert(
    fc.property(fc.array(id, { maxLength: 8 }), (ids) => {
      const distinct = distinctCellIds(ids);
      assertEquals([new Set(distinct).size, distinct.every(isCellId)], [ids.length, true]);
      ids.forEach((id, index) => {
        if (id !== undefined && ids.indexOf(id) === index) assertEquals(distinct[index], id);
      });
      assertEquals(distinctCellIds(distinct), distinct);
    }),
    { seed: 2, numRuns: 500 },
  );
});

Deno.test("readNotebook() says that a file is missing", async () => {
  await assertRejects(() => readNotebook("no/such.ipynb"), Deno.errors.NotFound);
});
