import { assertEquals, assertThrows } from "@std/assert";
import { rowFigure, tokenMaps, tokenPath } from "../../lib/figure/mod.ts";
import { staircases } from "../../lib/figure/staircases.ts";

Deno.test("maps of tokens have their words on both axes, and refuse values that do not fit", () => {
  const options = { title: "maps", words: ["a", "b"], rows: "reads", columns: "read" };
  const spec =
    tokenMaps({ ...options, maps: [{ title: "one", values: [[1, -1], [0, 2]] }] }).parts.interactive;
  const [map] = spec.data;
  assertEquals([map.z, map.zmid], [[[1, -1], [0, 2]], 0]);
  assertThrows(() => tokenMaps({ ...options, maps: [{ title: "one", values: [[1]] }] }), RangeError, "rows");
});

Deno.test("bars of a row of panels stand side by side", () => {
  const bar = { type: "bar", name: "b", x: ["p"], y: [1] };
  const axes = { xaxis: { title: { text: "x" } }, yaxis: { title: { text: "y" } } };
  const spec = rowFigure("bars", { panels: [{ title: "one", data: [bar] }], ...axes }).parts.interactive;
  assertEquals(spec.layout.barmode, "group");
});

Deno.test("a staircase shows the loss, the rank and the singular values of the last matrix", () => {
  const readings = [0, 1, 10].map((step) => ({
    step,
    loss: 1 / (1 + step),
    effectiveRank: 1.5,
    singularValues: [4, 3, 2, 1],
  }));
  const spec = staircases([{ name: "A", readings }]).parts.interactive;
  // The start is left out, as the axis is logarithmic.
  assertEquals(Array.from(spec.data[0].x as number[]), [1, 10]);
  assertEquals(spec.data.length, 6);
});

Deno.test("a path of tokens names its first token and has a row for each", () => {
  const { data: [map] } =
    tokenPath({ title: "path", from: 20, values: [[1, 0], [0, 1]], name: "C" }).parts.interactive;
  assertEquals([Array.from(map.x as number[]), map.z], [[20, 21], [[1, 0], [0, 1]]]);
});
