import { assertEquals, assertThrows } from "@std/assert";
import { classLabels, createDataset, oneHot } from "../../lib/data/mod.ts";

const withTargets = (y: ArrayLike<number>) =>
  createDataset({
    name: "labels",
    source: "",
    features: 1,
    targets: 3,
    x: new Float64Array(y.length / 3),
    y: Float64Array.from(y),
  });

Deno.test("labels become one-hot rows and come back", () => {
  const y = oneHot([2, 0, 1], 3);
  assertEquals([...y], [0, 0, 1, 1, 0, 0, 0, 1, 0]);
  assertEquals([...classLabels(withTargets(y))], [2, 0, 1]);
});

Deno.test("labels outside the classes are rejected", () => {
  for (const label of [-1, 3, 0.5, NaN]) {
    assertThrows(() => oneHot([0, label], 3), RangeError, `label 1 is ${label}`);
  }
});

Deno.test("target rows that are not one-hot have no label", () => {
  for (const row of [[0, 0, 0], [1, 1, 0], [0.5, 0.5, 0]]) {
    assertThrows(() => classLabels(withTargets([0, 0, 1, ...row])), RangeError, "row 1");
  }
});
