import { assertAlmostEquals, assertEquals } from "@std/assert";
import { halfwaySize } from "../../lib/stats/halfway_size.ts";

Deno.test("halfwaySize() lies between the sizes around one half, and is null outside", () => {
  assertAlmostEquals(halfwaySize([100, 400], [0.25, 0.75])!, 200, 1e-9);
  assertAlmostEquals(halfwaySize([100, 400, 500], [0, 0.5, 1])!, 400, 1e-9);
  assertEquals(halfwaySize([100, 400], [0.6, 1]), null);
  assertEquals(halfwaySize([100, 400], [0.1, 0.4]), null);
});
