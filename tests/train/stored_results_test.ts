import { assertEquals, assertMatch, assertNotEquals, assertRejects, assertThrows } from "@std/assert";
import { pathToFileURL } from "node:url";
import { readResults, resultsKey, type StoredResults, writeResults } from "../../lib/train/mod.ts";
import { plainJson } from "../../lib/train/plain_json.ts";

const RESULTS: StoredResults<{ width: number }, { curve: number[] }> = {
  experiment: "sine",
  key: "abc",
  settings: { width: 3 },
  deno: "2.8.1",
  runs: [
    { seed: 1, seconds: 0.25, result: { curve: [1, 0.1 + 0.2] } },
    { seed: 2, seconds: 2, result: { curve: [] } },
  ],
};

async function withFolder(body: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "stored-results-test-" });
  try {
    await body(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("stored results are read as they were written, one run a line", async () => {
  await withFolder(async (folder) => {
    const path = pathToFileURL(`${folder}/01/sine.json`);
    assertEquals(await readResults(path, "abc"), { state: "absent", results: null });
    await writeResults(path, RESULTS);
    assertEquals(await readResults(path, "abc"), { state: "fresh", results: RESULTS });
    assertEquals(await readResults(path, "abd"), { state: "stale", results: RESULTS });
    const lines = (await Deno.readTextFile(path)).split("\n");
    assertEquals(lines.filter((line) => line.startsWith('{"seed"')).length, 2);
    await writeResults(path, { ...RESULTS, runs: [] });
    assertEquals((await readResults(path, "abc")).results!.runs, []);
  });
});

Deno.test("a damaged results file is refused with its name", async () => {
  await withFolder(async (folder) => {
    const path = `${folder}/sine.json`;
    await writeResults(path, RESULTS);
    const text = await Deno.readTextFile(path);
    for (const broken of [text.slice(0, -4), "", "null", "[]", '{"key": 3}', '{"key": "abc"}']) {
      await Deno.writeTextFile(path, broken);
      await assertRejects(() => readResults(path, "abc"), SyntaxError, "sine.json");
    }
  });
});

Deno.test("results that JSON would change are refused, and the old file stays", async () => {
  await withFolder(async (folder) => {
    const path = `${folder}/sine.json`;
    await writeResults(path, RESULTS);
    const bad = { ...RESULTS, runs: [{ seed: 4, seconds: 1, result: { curve: [0, Infinity] } }] };
    await assertRejects(
      () => writeResults(path, bad),
      TypeError,
      "run of seed 4.result.curve[1] is Infinity",
    );
    assertEquals((await readResults(path, "abc")).results, RESULTS);
  });
});

Deno.test("plain data are finite numbers, texts, truth values, null, arrays and objects", () => {
  const plain = { a: [1, "x", true, null, { b: -0.5 }], c: {} };
  assertEquals(JSON.parse(plainJson(plain, "result")), plain);
  const found: [unknown, string][] = [
    [NaN, "result is NaN"],
    [{ a: [undefined] }, "result.a[0] is undefined"],
    [{ a: Float64Array.of(1) }, "result.a is a Float64Array"],
    [new Map(), "result is a Map"],
    [new Date(0), "result is a Date"],
    [1n, "result is 1"],
  ];
  for (const [value, message] of found) assertThrows(() => plainJson(value, "result"), TypeError, message);
});

Deno.test("the key changes with settings, the module, and any local file that it imports, and with nothing else", async () => {
  await withFolder(async (folder) => {
    const module = pathToFileURL(`${folder}/experiment.ts`), helper = `${folder}/helper.ts`;
    const write = (source: string) => Deno.writeTextFile(helper, source);
    await Deno.writeTextFile(module, `import { factor } from "./helper.ts";\nexport default factor;\n`);
    await write("export const factor = 2;\n");
    const first = await resultsKey(module, { width: 3 });
    assertMatch(first, /^[0-9a-f]{16}$/);
    assertEquals(await resultsKey(module.href, { width: 3 }), first);
    assertNotEquals(await resultsKey(module, { width: 4 }), first);
    await write("export const factor = 3;\n");
    assertNotEquals(await resultsKey(module, { width: 3 }), first);
    await write("export const factor = 2;\n");
    await Deno.writeTextFile(`${folder}/other.ts`, "export {};\n");
    assertEquals(await resultsKey(module, { width: 3 }), first);
  });
});

Deno.test("the key of a module of the repository does not depend on the working folder", async () => {
  const module = import.meta.resolve("../support/small_training.ts");
  const here = Deno.cwd(), key = await resultsKey(module, null);
  try {
    Deno.chdir(await Deno.realPath("/"));
    assertEquals(await resultsKey(module, null), key);
  } finally {
    Deno.chdir(here);
  }
});

Deno.test("a module that is not there, or imports what is not there, has no key", async () => {
  await withFolder(async (folder) => {
    await assertRejects(() => resultsKey(pathToFileURL(`${folder}/absent.ts`), null), Error, "absent.ts");
    const module = pathToFileURL(`${folder}/experiment.ts`);
    await Deno.writeTextFile(module, `import "./absent.ts";\nimport "no-such-name";\n`);
    await assertRejects(() => resultsKey(module, null), Error, "absent.ts");
  });
});
