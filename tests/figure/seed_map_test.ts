import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { seedMap } from "../../lib/figure/mod.ts";

const curve = (sizes: number[], test: (number | null)[]) => ({ sizes, test });

Deno.test("a map of seeds has a column for every number of samples and the quantile as its colour", () => {
  const rows = [
    { label: "narrow", rank: 2, curves: [curve([1, 2], [1, 1e-9]), curve([1, 2], [0.01, 1e-4])] },
    { label: "wide", rank: 3, curves: [curve([3], [null])] },
  ];
  const { data: [map, line] } = seedMap({ title: "m", rows, range: [-8, 0], theory: "t" });
  const z = map.z as number[][];
  assertEquals(z.map((row) => row.map(Number.isFinite)), [[true, true, false], [false, false, false]]);
  assertAlmostEquals(z[0][0], Math.log10(0.505), 1e-12);
  const best = seedMap({ title: "m", rows, range: [-8, 0], theory: "t", quantile: 0 }).data[0]
    .z as number[][];
  assertEquals(best[0], [-2, -8, NaN]);
  // The line stands before the first column with enough samples.
  assertEquals((line.x as number[]).filter(Number.isFinite), [0.5, 0.5, 1.5, 1.5]);
  const text = map.text as string[][];
  assert(text[0][1].startsWith("2: 5.0"), text[0][1]);
  assertEquals(text[1][2], "3: no run");
  assertThrows(() => seedMap({ title: "m", rows: [], range: [-8, 0], theory: "t" }), RangeError, "rows");
});

Deno.test("of many columns some have labels", () => {
  const sizes = Array.from({ length: 45 }, (_, i) => i + 1), curves = [{ sizes, test: sizes.map(() => 1) }];
  const { xaxis } = seedMap({
    title: "m",
    rows: [{ label: "a", rank: 2, curves }],
    range: [-8, 0],
    theory: "t",
  });
  assertEquals((xaxis!.ticktext as string[]).slice(0, 3), ["1", "4", "7"]);
});
