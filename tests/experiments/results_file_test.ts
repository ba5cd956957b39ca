import { assertEquals, assertRejects } from "@std/assert";
import { readResults, ResultsError, resultsText, writeResults } from "../../lib/experiments/results_file.ts";
import { withTemporaryFolder } from "../support/temporary_folder.ts";

const CASES = [1, 2].flatMap((rate) =>
  [0, 1].map((seed) => ({
    key: `${rate}${seed}23456789abcdef`,
    settings: { rate },
    seed,
    seconds: 1.25,
    result: { curve: [0.1 + 0.2, 1e-300, -5], text: 'α "', none: null },
  }))
);

Deno.test("results are read as they were written, and settings stand in the file once", async () => {
  await withTemporaryFolder(async (folder) => {
    const path = `${folder}/results.json`;
    assertEquals(await readResults(path), []);
    await writeResults(path, "99/test", CASES);
    assertEquals(await readResults(path), CASES);
    assertEquals((await Deno.readTextFile(path)).split('{"rate":1}').length, 2);
  });
});

Deno.test("a file that is cut, changed, of another version or with two entries of one seed is refused and left as it is", async () => {
  const good = resultsText("99/test", CASES);
  const twice = resultsText("99/test", [CASES[0], { ...CASES[0], key: "0".repeat(16) }]);
  const faults: [text: string, message: string][] = [
    [good.slice(0, -30), "is not JSON"],
    ["", "is not JSON"],
    ["null", "has another form"],
    [good.replace('"format":2', '"format":1'), "has format version 1, this library reads 2"],
    [good.replace("1e-300", "1e-301"), "was changed: the case of seed 0"],
    [good.replace('"seed":1', '"seed":0'), "holds the case of seed 0"],
    [twice, "holds the case of seed 0"],
    [good.replace('"settings":1', '"settings":7'), "names settings 7"],
    [good.replace('"seed":0,', ""), 'Expected "seed" but received undefined at cases.0.seed'],
    [good.replace('"seconds":1.25', '"seconds":"1"'), "at cases.0.seconds"],
    [good.replace('"key":"1023', '"key":"x023'), "at cases.0.key"],
  ];
  await withTemporaryFolder(async (folder) => {
    const path = `${folder}/results.json`;
    for (const [text, message] of faults) {
      await Deno.writeTextFile(path, text);
      const error = await assertRejects(() => readResults(path), ResultsError, message);
      assertEquals((error as Error).message.startsWith(`results ${path}: the file `), true);
      assertEquals(await Deno.readTextFile(path), text);
    }
  });
});

Deno.test("a result that JSON would change is refused, and the old file stays", async () => {
  await withTemporaryFolder(async (folder) => {
    const path = `${folder}/results.json`;
    await writeResults(path, "99/test", CASES);
    const before = await Deno.readTextFile(path);
    for (const result of [NaN, [undefined], Float64Array.of(1), new Date(0)]) {
      await assertRejects(
        () => writeResults(path, "99/test", [{ ...CASES[0], result }]),
        TypeError,
        "result",
      );
      assertEquals(await Deno.readTextFile(path), before);
    }
  });
});
