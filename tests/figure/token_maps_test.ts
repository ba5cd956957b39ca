import { assertEquals, assertThrows } from "@std/assert";
import { rowFigure, tokenMaps, tokenPath } from "../../lib/figure/mod.ts";

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

Deno.test("a path of tokens names its first token and has a row for each", () => {
  const { data: [map] } =
    tokenPath({ title: "path", from: 20, values: [[1, 0], [0, 1]], name: "C" }).parts.interactive;
  assertEquals([Array.from(map.x as number[]), map.z], [[20, 21], [[1, 0], [0, 1]]]);
});
