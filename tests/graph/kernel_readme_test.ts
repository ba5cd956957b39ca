import { assert, assertEquals } from "@std/assert";
import { kernelReadme } from "../support/kernel_readme.ts";
import { type KernelRow, kernelTable } from "../support/kernel_table.ts";
import { PAPER_NEEDS } from "../support/paper_needs.ts";
import { useCpuBackend } from "../support/tensors.ts";

const README = new URL("../../lib/graph/README.md", import.meta.url);

let found: Promise<KernelRow[]> | undefined;

async function table(): Promise<KernelRow[]> {
  await useCpuBackend();
  return found ??= kernelTable();
}

/** The text without what `deno fmt` decides: line breaks, and the width of columns. */
const words = (text: string) => text.split(/[\s-]+/).join(" ");

Deno.test("lib/graph/README.md is what the engine does", async () => {
  const text = kernelReadme(await table());
  if (Deno.env.get("UPDATE_KERNEL_README")) await Deno.writeTextFile(README, text);
  assertEquals(words(await Deno.readTextFile(README)), words(text), "UPDATE_KERNEL_README=1 writes it");
});

Deno.test("every kernel runs on every engine in each of its precisions", async () => {
  const holes = (await table()).flatMap(({ name, runs }) =>
    Object.entries(runs).filter(([, outcome]) => outcome !== "yes").map((hole) => [name, ...hole])
  );
  assertEquals(holes, []);
});

for (const needs of PAPER_NEEDS) {
  Deno.test(`paper ${needs.paper} finds each op that it needs, at its order and in its precisions`, async () => {
    const rows = await table();
    for (const op of needs.ops) {
      const row = rows.find(({ name }) => name === op);
      assert(row, `${op} is missing`);
      assert(!row.order || row.order >= needs.order, `${op} is differentiated ${row.order} times only`);
      for (const precision of needs.precisions) assertEquals(row.runs[`onnx ${precision}`], "yes", op);
    }
  });
}
