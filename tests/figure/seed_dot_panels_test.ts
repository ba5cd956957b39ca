import { assertEquals, assertThrows } from "@std/assert";
import { axis, seedDotPanels } from "../../lib/figure/mod.ts";

const OPTIONS = {
  title: "dots",
  categories: ["a", "b"],
  color: "#D55E00",
  of: "method",
  panels: [{ title: "near", perSeed: [[1, 2], [3, 4]] }, { title: "far", perSeed: [[5, 6], [7, 8]] }],
  yaxis: axis("error"),
};

Deno.test("each panel has its seeds by category, on one scale, with names turned", () => {
  const { parts: { interactive: { data, layout } } } = seedDotPanels(OPTIONS);
  const dots = data.filter(({ name }) => name === "a seed");
  assertEquals(dots.map(({ y }) => y), [[1, 2, 3, 4], [5, 6, 7, 8]]);
  const { xaxis2, yaxis2 } = layout as Record<string, { tickangle?: number; matches?: string }>;
  assertEquals([xaxis2.tickangle, yaxis2.matches], [-50, "y"]);
});

Deno.test("a panel that lacks a category is refused", () => {
  const panels = [{ perSeed: [[1]] }];
  assertThrows(() => seedDotPanels({ ...OPTIONS, panels }), RangeError, "2 categories and values for 1");
});
