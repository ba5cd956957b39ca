import { assertAlmostEquals, assertEquals } from "@std/assert";
import { directionMap, parallelPairs } from "../../lib/condensation/direction_map.ts";

Deno.test("a map of directions has the neurons that matter most, and knows opposite ones as parallel", () => {
  const neurons = { weight: [1, -2, 0.1, 5], bias: [1, -2, 0, 0], output: [1, 1, 1, 0.001] };
  const map = directionMap(neurons, 3);
  // The three with the most weight: two in one line, one beside them.
  assertAlmostEquals(Math.max(...map.flatMap((row, i) => row.filter((_, j) => j !== i))), 1, 1e-12);
  assertEquals(map.length, 3);
  assertAlmostEquals(parallelPairs(map, 0.99), 1 / 3, 1e-12);
});
