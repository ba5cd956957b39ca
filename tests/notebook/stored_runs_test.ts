import { assertEquals } from "@std/assert";
import { experimentPaths } from "../../lib/notebook/mod.ts";
import { storedRuns } from "../../lib/notebook/stored_runs.ts";
import { resultsKey, writeResults } from "../../lib/train/mod.ts";

Deno.test("storedRuns() gives what is stored by today's code, says what is missing, and computes nothing", async () => {
  const root = await Deno.makeTempDir(), settings = { factor: 2 };
  try {
    await Deno.mkdir(`${root}/notebooks/99_test`, { recursive: true });
    const module = new URL(`file://${root}/notebooks/99_test/double.ts`);
    await Deno.writeTextFile(
      module,
      `export default { name: "double", settings: { quick: { factor: 1 }, full: { factor: 2 } },
        seeds: { quick: [0], full: [1, 2, 3] }, steps: () => 1, run: () => { throw new Error("computed"); } };`,
    );
    const said: string[] = [],
      read = () => storedRuns<typeof settings, number>(module, (text) => said.push(text));
    assertEquals(await read(), null);
    const key = await resultsKey(module, settings);
    const store = (key: string) =>
      writeResults(experimentPaths(module, key).results, {
        experiment: "double",
        key,
        settings,
        deno: "test",
        runs: [2, 1].map((seed) => ({ seed, seconds: 1, result: 10 * seed })),
      });
    await store("0".repeat(key.length));
    assertEquals(await read(), null);
    await store(key);
    const found = await read();
    assertEquals([found?.seeds, found?.results], [[1, 2], [10, 20]]);
    assertEquals(said.map((text) => /missing seeds ([\d, ]+)/.exec(text)?.[1]), ["1, 2, 3", "1, 2, 3", "3"]);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});
