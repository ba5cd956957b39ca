import { assertAlmostEquals, assertEquals } from "@std/assert";
import { dense, lossProfile, parameterCount } from "../../lib/nn/mod.ts";
import { generator, normalArray } from "../../lib/random/mod.ts";

Deno.test("a profile is the mean of the loss along its directions, and the loss itself in their middle", async () => {
  const specs = dense({ inputs: 3, units: 2 }).parameters;
  const theta = normalArray(generator(1), parameterCount(specs), 0, 1);
  const loss = (at: Float64Array) => Promise.resolve(at.reduce((sum, value) => sum + value * value, 0));
  const profile = (...seeds: number[]) =>
    lossProfile(theta, specs, loss, { alphas: [0, 0.5], streams: seeds.map((seed) => generator(seed)) });
  const [one, other, both] = [await profile(2), await profile(3), await profile(2, 3)];
  assertEquals(one[0], await loss(theta));
  assertAlmostEquals(both[1], (one[1] + other[1]) / 2, 1e-12);
});
