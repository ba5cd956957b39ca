import { assertAlmostEquals, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { join } from "node:path";
import { compareWorkload, slowerOrFailed } from "../../../lib/cli/bench/compare.ts";
import {
  appendHistory,
  type Comparison,
  comparisonTable,
  readHistory,
} from "../../../lib/cli/bench/history.ts";
import type { BenchWorkload } from "../../../lib/cli/bench/results.ts";
import { UsageError } from "../../../lib/cli/usage_error.ts";
import { withTemporaryFolder } from "../../support/temporary_folder.ts";
import { fakeSide } from "./fake_side.ts";
import { runTask } from "../run_task.ts";

const WORKLOAD: BenchWorkload = { name: "small", title: "Small network", extra: false, precision: "float32" };

/** The first time of each side is that of its warm-up. */
function compare(now: readonly string[], before: readonly string[], lines: string[] = []) {
  const print = (text: string) => void lines.push(text);
  return compareWorkload(WORKLOAD, { commands: { now, before }, repeats: 4, threads: 1, print });
}

Deno.test("two engines are measured in turns, in pairs of processes, and the ratio is that of neighbours", async () => {
  const lines: string[] = [];
  // The fourth repeat is the first of the next pair.
  const row = await compare(fakeSide([9, 2, 4, 6]), fakeSide([9, 1, 2, 3]), lines);
  assertEquals([row.now, row.before], [3, 1.5]);
  assertEquals(row.ratio, { value: 2, low: 2, high: 2 });
  assertEquals(lines.length, 4);
  assertEquals(lines[0], "small: repeat 1 of 4, now 2.00, before 1.00 ms CPU/step");
  assertEquals(slowerOrFailed([row]), ["small: takes 2.000 × as long, at least 2.000 ×"]);
});

Deno.test("a ratio whose interval reaches down to 1.03 is not called slower", async () => {
  const row = await compare(fakeSide([9, 1, 1.3, 1.3]), fakeSide([9, 1, 1, 1]));
  assertAlmostEquals(row.ratio!.value, 1.15);
  assertEquals(row.ratio!.low, 1);
  assertEquals(slowerOrFailed([row]), []);
});

Deno.test("an engine that computes something else, or ends, is a failure", async () => {
  const other = await compare(fakeSide([9, 1, 1, 1]), fakeSide([9, 1, 1, 1], 2));
  assertEquals(other.ratio, null);
  assertStringIncludes(slowerOrFailed([other])[0], "computes something else: its loss at step 0");
  const ended = await compare(fakeSide([1]), [
    Deno.execPath(),
    "eval",
    'throw new Error("no such workload")',
  ]);
  assertStringIncludes(slowerOrFailed([ended])[0], "no such workload");
});

const COMPARISON: Comparison = {
  now: { commit: "b".repeat(40), changed: false },
  before: "a".repeat(40),
  date: "2026-01-31",
  cpu: "some processor",
  load: 0.1,
  threads: 1,
  repeats: 4,
  rows: [
    { name: "small", now: 1, before: 2, ratio: { value: 0.5, low: 0.49, high: 0.51 } },
    { name: "large", now: null, before: null, ratio: null, failure: "ended" },
  ],
};

Deno.test("the history keeps every comparison, and a file of another form is left as it is", () =>
  withTemporaryFolder(async (folder) => {
    const file = join(folder, "history.json");
    assertEquals(await readHistory(file), []);
    await appendHistory(file, COMPARISON);
    await appendHistory(file, { ...COMPARISON, date: "2026-02-01" });
    assertEquals((await readHistory(file)).map(({ date }) => date), ["2026-01-31", "2026-02-01"]);
    const damaged = (await Deno.readTextFile(file)).replace('"value": 0.5', '"value": "fast"');
    await Deno.writeTextFile(file, damaged);
    await assertRejects(() => appendHistory(file, COMPARISON), UsageError, "ratio.value");
    assertEquals(await Deno.readTextFile(file), damaged);
  }));

Deno.test("a comparison is a table of times, ratio and interval", () => {
  assertEquals(comparisonTable(COMPARISON).split("\n").slice(2), [
    "small     1.00    2.00  0.500  0.490 … 0.510",
    "large        –       –      –  –",
  ]);
});

Deno.test("task bench asks for the earlier engine where the file names none, and for a commit that there is", () =>
  withTemporaryFolder(async (folder) => {
    const file = join(folder, "history.json");
    const none = await runTask("bench", "--compare", file);
    assertEquals(none.code, 2);
    assertStringIncludes(none.stderr, "has no comparison yet; name the earlier engine with --against");
    const unknown = await runTask("bench", "--compare", file, "--against", "nothing");
    assertEquals(unknown.code, 2);
    assertStringIncludes(unknown.stderr, 'the earlier engine "nothing" is not a commit of this repository');
    const alone = await runTask("bench", "--against", "HEAD");
    assertEquals(alone.code, 2);
    assertStringIncludes(alone.stderr, "--against needs --compare");
  }));
