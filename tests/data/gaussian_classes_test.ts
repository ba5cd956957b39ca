import { assertAlmostEquals, assertEquals } from "@std/assert";
import { classLabels, gaussianClasses } from "../../lib/data/mod.ts";

/** Mean and standard deviation. */
function moments(values: ArrayLike<number>): [mean: number, deviation: number] {
  const all = Array.from(values), mean = all.reduce((sum, value) => sum + value, 0) / all.length;
  return [mean, Math.sqrt(all.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (all.length - 1))];
}

Deno.test("classes come in turn, and the source says what was drawn", () => {
  const data = gaussianClasses({ classes: 3, inputs: 2, rows: 600, centres: 5, noise: 0.1 }, 1);
  assertEquals([...classLabels(data).slice(0, 4)], [0, 1, 2, 0]);
  assertEquals(data.source, "600 points of 3 Gaussian classes in 2 dimensions");
});

Deno.test("rows lie around the centre of their class with the standard deviation asked for", () => {
  const data = gaussianClasses({ classes: 3, inputs: 2, rows: 3000, centres: 5, noise: 0.1 }, 1);
  for (let column = 0; column < 6; column++) {
    const [, deviation] = moments(data.x.filter((_, at) => at % 6 === column));
    assertAlmostEquals(deviation, 0.1, 0.01);
  }
});

Deno.test("centres lie around the origin with the standard deviation asked for", () => {
  const { x } = gaussianClasses({ classes: 500, inputs: 4, rows: 500, centres: 5, noise: 0 }, 1);
  const [mean, deviation] = moments(x);
  assertAlmostEquals(mean, 0, 0.5);
  assertAlmostEquals(deviation, 5, 0.25);
});
