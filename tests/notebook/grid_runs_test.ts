import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import {
  gridCells,
  gridFolder,
  gridRuns,
  joinedGrids,
  loadGrid,
  removeGridCheckpoints,
} from "../../lib/notebook/mod.ts";
import { runGrid } from "../../lib/train/mod.ts";
import { gridSource, withGridModule } from "../support/grid_module.ts";

const store = (module: URL, factor: number, seeds: number[]) =>
  runGrid({ module, settings: [{ factor }], seeds, folder: gridFolder(module), workers: 1 });

Deno.test("cells of a grid stand in the order of its blocks, a repeated one only in the first", () => {
  const cells = gridCells([
    { name: "a", settings: [1, 2], seeds: [0] },
    { name: "b", settings: [2, 3], seeds: [0, 1] },
  ]);
  assertEquals(cells.map(({ block, settings, seed }) => `${block}${settings}${seed}`), [
    "a10",
    "a20",
    "b21",
    "b30",
    "b31",
  ]);
});

Deno.test("stored cells are those that runGrid wrote; missing and stale ones are said", () =>
  withGridModule(async (module) => {
    await store(module, 2, [1, 2]);
    await Deno.writeTextFile(module, gridSource(10));
    await store(module, 3, [1]);
    const said: string[] = [], { cells, stored } = await gridRuns(module, (text) => void said.push(text));
    assertEquals(
      cells.map(({ settings, seed, state, result }) => [
        (settings as { factor: number }).factor,
        seed,
        state,
        result,
      ]),
      [[2, 1, "stale", 2], [2, 2, "stale", 4], [3, 1, "fresh", 30], [4, 9, "missing", null], [
        4,
        5,
        "missing",
        null,
      ]],
    );
    assertEquals(stored.map(({ result }) => result), [2, 4, 30]);
    assertStringIncludes(said[0], "3 of 5 cells from stored results, 2 of them STALE");
    assertStringIncludes(said[0], "first: 2 of 2, 2 of them STALE");
    assertStringIncludes(said[0], "third: 0 of 2");
    await store(module, 2, [1]);
    assertEquals(
      (await gridRuns(module, () => {})).cells[0].result,
      20,
      "a fresh cell stands before a stale one",
    );
    const once = await gridRuns(module, () => {}), twice = joinedGrids(once, once);
    assertEquals(twice.cells, [...once.cells, ...once.cells]);
    assertEquals(twice.stored.length, 2 * once.stored.length);
  }));

Deno.test("a damaged cell and a module without a grid are refused", () =>
  withGridModule(async (module, root) => {
    await store(module, 2, [1]);
    const [{ key }] = (await gridRuns(module, () => {})).cells, path = `${gridFolder(module)}/${key}/1.json`;
    for (const text of ["{", "null", '{"seed":1}']) {
      await Deno.writeTextFile(path, text);
      await assertRejects(() => gridRuns(module, () => {}), SyntaxError, path);
    }
    const other = new URL(`file://${root}/notebooks/99_test/other.ts`);
    await Deno.writeTextFile(other, gridSource().replace("grid:", "blocks:"));
    await assertRejects(() => loadGrid(other), TypeError, "has no grid");
  }));

Deno.test("checkpoints of unfinished cells are removed, results are not", () =>
  withGridModule(async (module) => {
    const folder = gridFolder(module);
    await removeGridCheckpoints(folder);
    await Deno.mkdir(`${folder}/0123`, { recursive: true });
    for (const name of ["1.json", "2-training.checkpoint"]) {
      await Deno.writeTextFile(`${folder}/0123/${name}`, "");
    }
    await removeGridCheckpoints(folder);
    const left = Array.from(Deno.readDirSync(`${folder}/0123`), ({ name }) => name);
    assertEquals(left, ["1.json"]);
  }));
