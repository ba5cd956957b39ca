import { assertEquals } from "@std/assert";
import { storedRuns } from "../../lib/experiments/stored_runs.ts";
import frequency from "../../notebooks/07_anchor_functions/frequency.ts";

Deno.test("stored runs are those of the wanted settings, and none where nothing is stored", async () => {
  const said: string[] = [], all = await storedRuns(frequency, undefined, (text) => said.push(text));
  assertEquals([all.seeds, all.results.length, said.length], [[0, 1, 2, 3, 4], 5, 1]);
  const none = await storedRuns(frequency, ({ rows }) => rows === 1, () => {});
  assertEquals([none.seeds, none.results], [[], []]);
});
