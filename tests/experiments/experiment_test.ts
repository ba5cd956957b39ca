import { assertEquals, assertNotEquals, assertRejects, assertThrows } from "@std/assert";
import {
  type Block,
  caseKey,
  cases,
  checkedProfile,
  experiment,
  loadExperiment,
  notebookProfile,
  plannedCases,
} from "../../lib/experiments/mod.ts";

interface Settings {
  rate: number;
  widths: number[];
}

const AT = { url: "file:///here/notebooks/07_name/some_thing.ts" };

function of(changes: Record<string, unknown> = {}) {
  return experiment<Settings, number>({
    at: AT,
    revision: 1,
    settings: { rate: 0.1, widths: [1, 2] },
    seeds: [0, 1],
    steps: () => 1,
    run: () => Promise.resolve(1),
    ...changes,
  });
}

Deno.test("an experiment knows its module, its paper and its name", () => {
  const { module, paper, name, blocks } = of();
  assertEquals({ module, paper, name }, { module: AT.url, paper: "07", name: "some_thing" });
  assertEquals(blocks, [{ name: "", settings: [{ rate: 0.1, widths: [1, 2] }], seeds: [0, 1] }]);
  assertEquals(of({ at: { url: "file:///elsewhere/own.ts" } }).paper, null);
});

Deno.test("a quick plan has what differs from the full one; without one both profiles are the full", () => {
  const quick = of({ quick: { seeds: [5] } });
  assertEquals(quick.plan("quick"), { settings: quick.settings, seeds: [5] });
  assertEquals(quick.plan("full"), { settings: quick.settings, seeds: [0, 1] });
  assertEquals(of().plan("quick"), of().plan("full"));
  quick.plan("quick").settings.widths.push(3);
  assertEquals(quick.settings.widths, [1, 2], "a plan's settings are a copy");
});

Deno.test("a survey runs what is live with its seeds, and nothing else", () => {
  Deno.env.set("NOTEBOOK_SURVEY_SEEDS", "4");
  try {
    assertEquals(of({ quick: {} }).plan("quick").seeds, [0, 1, 2, 3]);
    assertEquals(of({ quick: {} }).plan("full").seeds, [0, 1]);
    assertEquals(of().plan("quick").seeds, [0, 1]);
  } finally {
    Deno.env.delete("NOTEBOOK_SURVEY_SEEDS");
  }
});

Deno.test("the identity of a result is settings, seed, data, precision, engine and revision, not their order", () => {
  const key = caseKey(of(), { rate: 0.1, widths: [1, 2] }, 0);
  assertEquals(caseKey(of(), { widths: [1, 2], rate: 0.1 }, 0), key);
  const others = [
    caseKey(of(), { rate: 0.1, widths: [2, 1] }, 0),
    caseKey(of(), { rate: 0.1, widths: [1, 2] }, 1),
    caseKey(of({ revision: 2 }), { rate: 0.1, widths: [1, 2] }, 0),
    caseKey(of({ data: { mnist: "0123456789abcdef" } }), { rate: 0.1, widths: [1, 2] }, 0),
    caseKey(of({ precision: "float64" }), { rate: 0.1, widths: [1, 2] }, 0),
    caseKey(of({ engine: "host" }), { rate: 0.1, widths: [1, 2] }, 0),
    caseKey(of({ at: { url: "file:///here/notebooks/07_name/other.ts" } }), { rate: 0.1, widths: [1, 2] }, 0),
  ];
  assertEquals(new Set([key, ...others]).size, others.length + 1);
});

Deno.test("settings that canonical JSON cannot hold are refused by their place", () => {
  assertThrows(
    () => of({ settings: { rate: NaN, widths: [] } }),
    TypeError,
    "settings of experiment some_thing.rate: JSON cannot hold NaN",
  );
  assertThrows(
    () => of({ settings: { rate: 1, widths: [undefined] } }),
    TypeError,
    ".widths[0]: JSON cannot hold undefined",
  );
  assertThrows(
    () => of({ settings: { rate: 1, widths: Float32Array.of(1) } }),
    TypeError,
    ".widths: JSON cannot hold a Float32Array",
  );
});

Deno.test("experiments that make no sense are refused", () => {
  assertThrows(() => of({ revision: 0 }), RangeError, "revision must be a positive integer, got 0");
  assertThrows(() => of({ seeds: [] }), RangeError, "needs settings and seeds");
  assertThrows(() => of({ seeds: [1, 1] }), RangeError, "seed 1 is given twice");
  assertThrows(() => of({ seeds: [-1] }), RangeError, "a whole number from 0 on, got -1");
  assertThrows(
    () => of({ quick: { seeds: [2, 2] } }),
    RangeError,
    "some_thing, quick: seed 2 is given twice",
  );
  assertThrows(
    () => of({ at: { url: "file:///here/notebook.ipynb" } }),
    RangeError,
    "at must be the import.meta of its module",
  );
});

Deno.test("cases are settings × seeds of each block, each in the first block that has it", () => {
  const grid = (blocks: Block<number>[]) =>
    cases<number, number>({ at: AT, revision: 1, blocks, steps: () => 1, run: () => Promise.resolve(1) });
  const planned = plannedCases(grid([
    { name: "one", settings: [1, 2], seeds: [5] },
    { name: "two", settings: [2], seeds: [6, 5] },
  ]));
  assertEquals(planned.map(({ block, settings, seed }) => [block, settings, seed]), [
    ["one", 1, 5],
    ["one", 2, 5],
    ["two", 2, 6],
  ]);
  assertThrows(() => grid([]), RangeError, "needs one block of cases or more");
  const twice = { name: "one", settings: [1, 1], seeds: [5] };
  assertThrows(() => grid([twice]), RangeError, "some_thing, one: settings 1 are given twice");
});

Deno.test("a module without an experiment is refused", async () => {
  const here = import.meta.resolve("../support/tensors.ts");
  await assertRejects(() => loadExperiment(here), TypeError, "the default export must be an experiment");
});

Deno.test("profiles are quick and full", () => {
  assertEquals(checkedProfile("full"), "full");
  assertThrows(() => checkedProfile("slow"), RangeError, 'profile: "slow" is unknown, allowed quick, full');
  assertNotEquals(notebookProfile(), undefined);
});

Deno.test("runs with the settings or the result of another experiment do not compile", async () => {
  const source = await Deno.readTextFile(new URL("./wrong_pairing.txt", import.meta.url));
  const file = new URL("./wrong_pairing.check.ts", import.meta.url);
  await Deno.writeTextFile(file, source);
  const { code, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["check", "--quiet", "--no-lock", file.href],
    env: { NO_COLOR: "1" },
  }).output();
  await Deno.remove(file);
  const text = new TextDecoder().decode(stderr);
  assertEquals(code, 1);
  const lines = [...text.matchAll(/wrong_pairing\.check\.ts:(\d+):/g)].map(([, line]) => Number(line));
  const wanted = source.split("\n").flatMap((line, i) => line.includes("// must not compile") ? [i + 1] : []);
  assertEquals([...new Set(lines)].sort((a, b) => a - b), wanted, text);
});
