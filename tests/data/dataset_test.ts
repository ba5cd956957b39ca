import { assertEquals, assertThrows } from "@std/assert";
import { createDataset, selectRows } from "../../lib/data/mod.ts";

const parts = {
  name: "small",
  source: "made here",
  features: 2,
  targets: 1,
  x: Float64Array.of(1, 2, 3, 4, 5, 6),
  y: Float64Array.of(10, 20, 30),
};

Deno.test("the number of rows comes from the inputs", () => {
  assertEquals(createDataset(parts).rows, 3);
});

Deno.test("rows are selected in the order given, repeats allowed, with a new source line", () => {
  const data = createDataset(parts);
  const selected = selectRows(data, [2, 0, 2], "three rows");
  assertEquals([...selected.x], [5, 6, 1, 2, 5, 6]);
  assertEquals([...selected.y], [30, 10, 30]);
  assertEquals([selected.rows, selected.source, selected.name], [3, "three rows", "small"]);
  assertEquals(data, createDataset(parts));
});

Deno.test("NaN and infinite numbers are rejected with their place", () => {
  const x = Float64Array.of(1, 2, NaN, 4, 5, 6);
  assertThrows(() => createDataset({ ...parts, x }), RangeError, '"small": x[2] is NaN');
  const y = Float64Array.of(1, 2, -Infinity);
  assertThrows(() => createDataset({ ...parts, y }), RangeError, '"small": y[2] is -Infinity');
});

Deno.test("sizes that do not fit are rejected", () => {
  assertThrows(() => createDataset({ ...parts, x: new Float64Array(5) }), RangeError, "5 inputs of 2");
  assertThrows(() => createDataset({ ...parts, x: new Float64Array(0) }), RangeError, "0 inputs");
  assertThrows(() => createDataset({ ...parts, y: new Float64Array(2) }), RangeError, "2 targets of 1");
  assertThrows(() => createDataset({ ...parts, features: 0 }), RangeError, "0 features");
});

Deno.test("rows outside the set, and no rows, are rejected", () => {
  const data = createDataset(parts);
  for (const row of [-1, 3, 0.5, NaN]) {
    assertThrows(() => selectRows(data, [row], ""), RangeError, `row ${row} is outside`);
  }
  assertThrows(() => selectRows(data, [], ""), RangeError, "0 inputs");
});
