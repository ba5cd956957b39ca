import { assertAlmostEquals } from "@std/assert";
import { logSlope } from "../../lib/stats/log_slope.ts";

Deno.test("logSlope() is the exponent of a power law", () => {
  assertAlmostEquals(logSlope([40, 80, 160], [40, 80, 160].map((x) => 3 * x ** 1.5)), 1.5, 1e-12);
});
