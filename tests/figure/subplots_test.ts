import { assert, assertEquals, assertThrows } from "@std/assert";
import { type Layout, panelFigure, panels } from "../../lib/figure/mod.ts";

const panel = (title: string) => ({ title, data: [{ name: "loss", mode: "lines", x: [1, 2], y: [1, 2] }] });
const three = ["a", "b", "c"].map(panel);

Deno.test("panels of a row share the name of y and each has its title", () => {
  const { data, layout } = panels({
    panels: three,
    sameY: true,
    xaxis: { title: "step" },
    yaxis: { title: "loss" },
  });
  assertEquals(data.map(({ xaxis, yaxis }) => [xaxis, yaxis]), [["x", "y"], ["x2", "y2"], ["x3", "y3"]]);
  assertEquals(data.map(({ showlegend }) => showlegend), [undefined, false, false]);
  const axes = layout as Record<string, Layout>;
  assertEquals([axes.yaxis.title, axes.yaxis2.title], [{ text: "loss" }, undefined]);
  assertEquals([axes.yaxis2.matches, axes.yaxis2.showticklabels], ["y", false]);
  assertEquals(axes.xaxis2.title, { text: "step" });
  assertEquals((layout.annotations as Layout[]).map(({ text, xref }) => [text, xref]), [
    ["a", "x domain"],
    ["b", "x2 domain"],
    ["c", "x3 domain"],
  ]);
});

Deno.test("panels fill a grid from the top without overlap", () => {
  const { layout } = panels({
    panels: three,
    columns: 2,
    xaxis: { title: "step" },
    yaxis: { title: "loss" },
  });
  const domain = (key: string) => (layout[key] as { domain: [number, number] }).domain;
  assertEquals(domain("xaxis"), domain("xaxis3"));
  assertEquals(domain("yaxis"), domain("yaxis2"));
  assert(domain("yaxis3")[1] < domain("yaxis")[0]);
  assert(domain("xaxis")[1] < domain("xaxis2")[0]);
});

Deno.test("axes that differ keep their own names", () => {
  const { layout } = panels({
    columns: 1,
    panels: [{ ...panel("a"), xaxis: { type: "log" } }, panel("b")],
    xaxis: { title: "step" },
    yaxis: { title: "loss" },
  });
  assertEquals((layout.xaxis as Layout).title, { text: "step" });
});

Deno.test("no panels, half columns and gaps without room are refused", () => {
  assertThrows(() => panels({ panels: [] }), RangeError, "there are none");
  assertThrows(() => panels({ panels: three, columns: 1.5 }), RangeError, "1.5 columns");
  assertThrows(() => panels({ panels: three, gapX: 0.5 }), RangeError, "gapX 0.5");
});

Deno.test("a figure of panels takes them, its size, and further layout", () => {
  const axes = { xaxis: { title: "step" }, yaxis: { title: "loss" } };
  const { parts: { title, width, interactive } } = panelFigure({
    title: "Three",
    panels: three,
    ...axes,
    width: 500,
    layout: { shapes: [] },
  });
  assertEquals([title, width, interactive.data.length], ["Three", 500, 3]);
  assertEquals((interactive.layout.shapes as unknown[]).length, 0);
});

Deno.test("a panel without a title has none", () => {
  const { title: _, ...untitled } = panel("a");
  assertEquals((panels({ panels: [untitled] }).layout.annotations as Layout[])[0].text, "");
});
