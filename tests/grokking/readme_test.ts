import { assert, assertAlmostEquals, assertEquals, assertGreater, assertLess } from "@std/assert";
import { REPOSITORY_ROOT } from "../../lib/cli/repository.ts";
import { runElsewhere } from "../support/run_elsewhere.ts";

Deno.test("the README's prediction runs from outside the repository: a rise, and none with weights", async () => {
  const page = await Deno.readTextFile(`${REPOSITORY_ROOT}/lib/grokking/README.md`);
  const [[, code], ...more] = [...page.matchAll(/^```ts\n(.*?)^```$/gms)];
  assertEquals(more, []);
  assert(code.split("\n").filter((line) => line.trim() !== "").length <= 16);
  const output = await runElsewhere(code, ["run", "--no-prompt", "--allow-ffi", "--check"]);
  const lines = [...output.matchAll(/A_low (\S+) at k = (\S+), R (\S+)/g)].map((found) =>
    found.slice(1).map(Number)
  );
  assertEquals(lines.length, 2, output);
  const [[amplitude, k, rise], [weighted, , weightedRise]] = lines;
  assertAlmostEquals(amplitude, 0.2064, 0.001); // as stored for this set in the sweep of notebook 01
  assertEquals(k, 1);
  assertGreater(rise, 1.05);
  assertLess(weighted, amplitude / 2);
  assertLess(weightedRise, 1.01);
});
