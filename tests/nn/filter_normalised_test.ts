import { assertAlmostEquals, assertEquals } from "@std/assert";
import { conv2d, dense, filterNormalised, parameterCount } from "../../lib/nn/mod.ts";
import { generator, normalArray } from "../../lib/random/mod.ts";

Deno.test("a direction has the norm of every filter and of every column, and leaves biases alone", () => {
  const specs = [
    ...conv2d({ inputs: 2, units: 3, kernel: 3 }).parameters,
    ...dense({ inputs: 4, units: 2 }).parameters,
  ];
  const theta = normalArray(generator(1), parameterCount(specs), 0, 1);
  const direction = filterNormalised(theta, specs, generator(2));
  const norm = (values: Float64Array, from: number, size: number, units: number, unit: number) =>
    Math.hypot(...values.slice(from, from + size).filter((_, k) => k % units === unit));
  // kernel [3, 3, 2, 3], its bias [3], weight [4, 2], its bias [2]
  for (let unit = 0; unit < 3; unit++) {
    assertAlmostEquals(norm(direction, 0, 54, 3, unit), norm(theta, 0, 54, 3, unit), 1e-12);
  }
  for (let unit = 0; unit < 2; unit++) {
    assertAlmostEquals(norm(direction, 57, 8, 2, unit), norm(theta, 57, 8, 2, unit), 1e-12);
  }
  assertEquals([...direction.slice(54, 57), ...direction.slice(65)], [0, 0, 0, 0, 0]);
});
