import { assertEquals, assertThrows } from "@std/assert";
import { fieldMaps, fieldTrace } from "../../lib/figure/mod.ts";

const grid = { nz: 2, nx: 3, spacing: 500 }, values = [1, 2, 3, 4, 5, 6];

Deno.test("a map has its rows downwards and its places in km", () => {
  const { x, y, z } = fieldTrace(values, grid, {});
  assertEquals([x, y, z], [[0, 0.5, 1], [0, 0.5], [[1, 2, 3], [4, 5, 6]]]);
});

Deno.test("maps side by side share colours and axes", () => {
  const { parts: { interactive: { data } }, alt } = fieldMaps({
    title: "two maps",
    grid,
    maps: { a: values, b: Float64Array.from(values) },
    range: [0, 6],
    unit: "m/s",
  });
  assertEquals(data.map(({ zmin, zmax, showscale }) => [zmin, zmax, showscale]), [[0, 6, true], [
    0,
    6,
    false,
  ]]);
  assertEquals(alt.includes("depth (km)"), true);
});

Deno.test("values that do not fit the grid are an error", () => {
  assertThrows(() => fieldTrace(values.slice(1), grid, {}), RangeError, "got 5 values");
});
