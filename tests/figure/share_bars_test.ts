import { assertEquals } from "@std/assert";
import { OKABE_ITO, REFERENCE } from "../../lib/figure/mod.ts";
import { shareBars } from "../../lib/figure/share_bars.ts";

Deno.test("bars are means of each run's shares; values without a bar count, too", () => {
  const counts = [new Map([[1, 3], [9, 1]]), new Map([[2, 10]])], { blue } = OKABE_ITO;
  const { x, y, marker } = shareBars({ name: "share", counts, values: [1, 2, 3], colours: { 2: blue } });
  assertEquals([x, y, marker], [[1, 2, 3], [0.375, 0.5, 0], { color: [REFERENCE, blue, REFERENCE] }]);
});
