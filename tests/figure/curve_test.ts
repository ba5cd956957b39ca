import { assertEquals, assertThrows } from "@std/assert";
import { curve, dots } from "../../lib/figure/mod.ts";

const POINTS = { x: [0, 1], y: [2, 3], name: "loss", color: "#0072B2" };

Deno.test("a curve is a line of the width and dash asked for", () => {
  assertEquals(curve({ ...POINTS, size: 1, style: "dash" }), {
    type: "scatter",
    mode: "lines",
    name: "loss",
    x: [0, 1],
    y: [2, 3],
    line: { color: "#0072B2", width: 1, dash: "dash" },
  });
});

Deno.test("dots have a symbol, and further attributes win", () => {
  const { mode, marker, xaxis } = dots({ ...POINTS, attributes: { xaxis: "x2" } });
  assertEquals([mode, marker, xaxis], ["markers", { color: "#0072B2", size: 6, symbol: "circle" }, "x2"]);
});

Deno.test("unequal lengths are refused with both", () => {
  for (const draw of [curve, dots]) {
    assertThrows(() => draw({ ...POINTS, y: [1] }), RangeError, '"loss": x has 2 values, y has 1');
  }
});
