import { assertEquals, assertThrows } from "@std/assert";
import { seedBars, stems } from "../../lib/figure/mod.ts";

Deno.test("stems reach from zero to the value, also below", () => {
  const trace = stems({ x: [1, 2], y: [0.5, -0.25], name: "output", color: "#000000", shift: 0.1 });
  assertEquals(trace.x, [1.1, 2.1]);
  const bars = trace.error_y as { array: number[]; arrayminus: number[] };
  assertEquals([bars.array, bars.arrayminus], [[0, 0.25], [0.5, 0]]);
  assertThrows(
    () => stems({ x: [1], y: [], name: "n", color: "#000000" }),
    RangeError,
    "x has 1 values, y has 0",
  );
});

Deno.test("seed bars show means with a dot for each seed", () => {
  const [bar, dots] = seedBars({
    categories: ["sin", "tanh"],
    perSeed: [[1, 3], [5]],
    name: "G1",
    color: "#000000",
  });
  assertEquals(bar.y, [2, 5]);
  assertEquals([dots.x, dots.y], [["sin", "sin", "tanh"], [1, 3, 5]]);
  const make = (perSeed: number[][]) => () =>
    seedBars({ categories: ["a"], perSeed, name: "n", color: "#000000" });
  assertThrows(make([[]]), RangeError, "category 0 has no seed");
  assertThrows(make([[1], [2]]), RangeError, "1 categories and values for 2");
});
