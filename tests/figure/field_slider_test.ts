import { assertEquals, assertThrows } from "@std/assert";
import { fieldContours, fieldSlider } from "../../lib/figure/mod.ts";

const options = {
  title: "Fields in turn",
  grid: { nz: 2, nx: 3, spacing: 500 },
  sliderName: "step",
  frames: [{ label: "0", note: "first", values: [1.23456, 2, 3, 4, 5, 6] }, {
    label: "1",
    values: [6, 5, 4, 3, 2, 1],
  }],
  range: [0, 6] as const,
  unit: "m/s",
  shown: [0, 1],
};

Deno.test("maps share colours and axes, one visible at a time", () => {
  const { parts: { interactive: { data, layout } }, alt } = fieldSlider(options);
  assertEquals(data.map(({ z, zmin, zmax, visible }) => [z, zmin, zmax, visible !== false]), [
    [[[1.235, 2, 3], [4, 5, 6]], 0, 6, true],
    [[[6, 5, 4], [3, 2, 1]], 0, 6, false],
  ]);
  assertEquals((layout as { yaxis: { autorange: string } }).yaxis.autorange, "reversed");
  assertEquals(alt.includes("depth (km)"), true);
});

Deno.test("values that do not fit the grid are an error", () => {
  const frames = [...options.frames, { label: "2", values: [1] }];
  assertThrows(() => fieldSlider({ ...options, frames }), RangeError, "got 1 values");
});

Deno.test("level lines lie over every map", () => {
  const over = [fieldContours(options.frames[0].values, options.grid, 3)];
  const { parts: { interactive: { data } } } = fieldSlider({ ...options, over });
  assertEquals(data.map(({ type, visible }) => [type, visible !== false]), [
    ["contour", true],
    ["heatmap", true],
    ["heatmap", false],
  ]);
});
