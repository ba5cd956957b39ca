import { assertAlmostEquals, assertEquals, assertLess } from "@std/assert";
import { dropoutLoss, enumeratedGradientMoments } from "../../lib/gradient_noise/mod.ts";
import { dropoutCovariance } from "./dropout_covariance.ts";
import { dropoutPaths } from "./dropout_paths.ts";

Deno.test("paths of the bench are steps of dropout under the given masks", async () => {
  const { arrays, settings, ours } = dropoutPaths(3), found = await (await ours()).losses(12);
  const [x, y, start] = ["x", "y", "parameters"].map((name) => Float64Array.from(arrays[name].values));
  const problem = { activation: "tanh" as const, neurons: 4, inputs: 2, x, y }, keep = Number(settings.keep);
  const expected = new Float64Array(12);
  for (let path = 0; path < 3; path++) {
    let theta: Float64Array = start.slice();
    for (let step = 0; step < 12; step++) {
      const bits = arrays.masks.values[step % 10 * 3 + path],
        mask = [0, 1, 2, 3].map((r) => ((bits >> r) & 1) / keep);
      const { loss, gradient } = dropoutLoss(problem, theta, mask);
      expected[step] += loss / 3;
      theta = theta.map((value, k) => value - Number(settings.rate) * gradient[k]);
    }
  }
  found.forEach((loss, step) => assertAlmostEquals(loss, expected[step], 1e-12));
});

Deno.test("the covariance of the bench has the norm of that over all masks", async () => {
  const { arrays, ours } = dropoutCovariance(4), [first, second] = await (await ours()).losses(2);
  const [x, y, theta] = ["x", "y", "parameters"].map((name) => Float64Array.from(arrays[name].values));
  const { covariance } = enumeratedGradientMoments(
    { activation: "tanh", neurons: 4, inputs: 2, x, y },
    theta,
    0.8,
  );
  assertAlmostEquals(first, Math.hypot(...covariance), 1e-12);
  assertLess(Math.abs(second / first - 1), 0.05);
  assertEquals(second !== first, true);
});
