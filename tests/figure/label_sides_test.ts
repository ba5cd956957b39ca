import { assertEquals, assertThrows } from "@std/assert";
import { labelSides } from "../../lib/figure/mod.ts";

const PANEL = { width: 400, height: 200, fontSize: 8 };

Deno.test("a label that is alone stands above its dot", () => {
  assertEquals(labelSides({ ...PANEL, labels: ["a", "b"], x: [0, 1], y: [0, 1] }), [
    "top center",
    "top center",
  ]);
  assertEquals(labelSides({ ...PANEL, labels: ["a"], x: [3], y: [3] }), ["top center"]);
});

Deno.test("labels of dots that nearly coincide go to different sides", () => {
  const labels = ["first", "second", "third", "far"];
  const sides = labelSides({ ...PANEL, labels, x: [0, 0.001, 0.002, 1], y: [0, 0, 0, 1] });
  assertEquals(new Set(sides.slice(0, 3)).size, 3);
  assertEquals(sides[3], "top center");
});

Deno.test("a label does not cover a dot above it", () => {
  const [side] = labelSides({ ...PANEL, labels: ["low", "", ""], x: [0, 0, 1], y: [0, 0.05, 1] });
  assertEquals(side === "top center", false);
});

Deno.test("other numbers of labels and places are refused", () => {
  assertThrows(
    () => labelSides({ ...PANEL, labels: ["a"], x: [1, 2], y: [1] }),
    RangeError,
    "each of 1 labels, got 2 and 1",
  );
});
