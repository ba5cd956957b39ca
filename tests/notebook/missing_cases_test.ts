import { assertEquals } from "@std/assert";
import type { CaseRuns } from "../../lib/experiments/mod.ts";
import { JUPYTER_DISPLAY } from "../../lib/notebook/mod.ts";
import { missingCases } from "../../lib/notebook/missing_cases.ts";

const cell = (block: string, seed: number) => ({
  block,
  seed,
  settings: { steps: 1800 },
  key: "",
  seconds: 1,
});
const RUNS: CaseRuns<{ steps: number }, number> = {
  stored: [{ ...cell("first", 0), result: 1 }, { ...cell("second", 0), result: 1 }],
  missing: [cell("second", 1), cell("second", 2), cell("third", 0)],
  source: "stored, exact",
};

async function linesOf(seconds: ((settings: { steps: number }) => number) | null) {
  const table = missingCases<{ steps: number }, number>({ seconds }, RUNS);
  return String((await table[JUPYTER_DISPLAY]())["text/plain"]).split("\n").slice(1);
}

Deno.test("missing cases are counted by block, with their hours", async () => {
  assertEquals(await linesOf(({ steps }) => steps), [
    "second | 2 | 3 | 1",
    "third | 1 | 1 | 0.5",
    "all | 3 | 5 | 1.5",
  ]);
});

Deno.test("hours that nobody knows are a dash", async () => {
  assertEquals((await linesOf(null)).at(-1), "all | 3 | 5 | –");
});
