import { assertEquals, assertStringIncludes } from "@std/assert";
import { componentAxes } from "../../lib/figure/component_axes.ts";
import { markedMap } from "../../lib/figure/marked_map.ts";
import { DIVERGING } from "../../lib/figure/mod.ts";
import { numberedCurves } from "../../lib/figure/numbered_curves.ts";
import { stackedSlider } from "../../lib/figure/stacked_slider.ts";

Deno.test("marked cells have a square, and the axes show whole cells", () => {
  const { data: [map, squares], xaxis, yaxis } = markedMap({
    ...{
      title: "cosines",
      x: [1, 2, 3],
      y: [1, 2],
      z: [[1, 0, -1], [0, 1, 0]],
      of: "cosine",
      marks: "equal",
    },
    ...{ xTitle: "column", yTitle: "row", showscale: true },
    isMarked: (x, y) => x === y,
  });
  assertEquals([map.zmin, map.zmax, squares.x, squares.y], [-1, 1, [1, 2], [1, 2]]);
  assertEquals([xaxis!.range, yaxis!.range], [[0.5, 3.5], [0.5, 2.5]]);
});

Deno.test("axes of components name their part of the variance", () => {
  const { xaxis, yaxis } = componentAxes([0.6251, 0.104]);
  assertStringIncludes(JSON.stringify(xaxis), "component 1 (63 %)");
  assertStringIncludes(JSON.stringify(yaxis), "component 2 (10 %)");
});

Deno.test("numbered curves are the columns, and the legend has the first and the last", () => {
  const curves = numberedCurves({ name: "eigenvalue", x: [1, 10], rows: [[3, 2, 1], [6, 5, 4]] });
  assertEquals(curves.map(({ name, y, showlegend }) => [name, y, showlegend]), [
    ["eigenvalue 1", [3, 6], true],
    ["eigenvalue 2", [2, 5], false],
    ["eigenvalue 3", [1, 4], true],
  ]);
});

Deno.test("the slider changes the upper map, the lower one stays", () => {
  const frames = [{ label: "0", z: [[1, 0], [0, 1]] }, { label: "50", z: [[1, 1], [1, 1]] }];
  const { parts: { interactive } } = stackedSlider({
    ...{ title: "Cosines", frames, sliderName: "step", below: [[1, -1], [-1, 1]], of: "neuron" },
    ...{
      look: { colorscale: DIVERGING, zmin: -1, zmax: 1, colorbar: { title: { text: "cosine" } } },
      width: 600,
      height: 500,
    },
  });
  const of = (letter: string) => interactive.data.filter(({ xaxis }) => (xaxis ?? "x") === letter);
  assertEquals(of("x2").map(({ z, showscale }) => [z, showscale]), [[[[1, -1], [-1, 1]], false]]);
  assertEquals(of("x").length >= 1, true);
  const [{ steps }] = interactive.layout.sliders as { steps: { label: string }[] }[];
  assertEquals(steps.map(({ label }) => label), ["0", "50"]);
});
