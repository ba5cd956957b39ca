import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { figure, seedDots } from "../../lib/figure/mod.ts";

const OPTIONS = { categories: ["a", "b"], perSeed: [[1, 10, 4], [2]], color: ["#D55E00", "#0072B2"] };

Deno.test("every seed is a dot in its category, and the median a line", () => {
  const { data: [dots, medians], xaxis } = seedDots(OPTIONS);
  assertEquals(dots.y, [1, 10, 4, 2]);
  const [first, , , last] = dots.x as number[];
  assertAlmostEquals(first, -0.25, 1e-12);
  assertEquals(last, 1);
  assertEquals((dots.marker as { color: string[] }).color, ["#D55E00", "#D55E00", "#D55E00", "#0072B2"]);
  assertEquals(medians.y, [4, 4, NaN, 2, 2, NaN]);
  assertEquals(xaxis.ticktext, ["a", "b"]);
});

Deno.test("the median of an even number of seeds lies between the middle ones", () => {
  const { data: [, medians] } = seedDots({ categories: ["a"], perSeed: [[1, 2, 4, 8]], color: "#000000" });
  assertEquals((medians.y as number[])[0], 3);
});

Deno.test("a category without a seed is refused; the dots make a figure", () => {
  assertThrows(() => seedDots({ ...OPTIONS, perSeed: [[1], []] }), RangeError, "category 1 has no seed");
  assertThrows(() => seedDots({ ...OPTIONS, perSeed: [[1]] }), RangeError, "2 categories and values for 1");
  const { data, xaxis } = seedDots(OPTIONS);
  const layout = { xaxis: { ...xaxis, title: { text: "x" } }, yaxis: { title: { text: "y" }, type: "log" } };
  assert(figure({ title: "dots", data, layout }).alt.includes("a seed"));
});
