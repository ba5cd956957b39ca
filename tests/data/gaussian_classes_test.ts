import { assertAlmostEquals, assertEquals } from "@std/assert";
import { classLabels, gaussianClasses } from "../../lib/data/mod.ts";

Deno.test("rows lie around the centres of their classes, which come in turn", () => {
  const data = gaussianClasses({ classes: 3, inputs: 2, rows: 600, centres: 5, noise: 0.1 }, 1);
  assertEquals([...classLabels(data).slice(0, 4)], [0, 1, 2, 0]);
  for (let i = 3; i < data.rows; i++) {
    for (let j = 0; j < 2; j++) assertAlmostEquals(data.x[2 * i + j], data.x[2 * (i % 3) + j], 1);
  }
  assertEquals(data.source, "600 points of 3 Gaussian classes in 2 dimensions");
});
