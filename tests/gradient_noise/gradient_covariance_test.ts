import { assertEquals, assertGreater, assertLess, assertThrows } from "@std/assert";
import {
  dropoutGradientCovariance,
  dropoutLoss,
  enumeratedGradientMoments,
  modifiedLoss,
  sampleCovariance,
  sampleDropoutMask,
  sampleGradients,
} from "../../lib/gradient_noise/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { largestDifference, smallProblem } from "./small_problem.ts";

Deno.test("the closed form is the covariance over all masks, to 1e-12, for m = 1 … 6", () => {
  for (let m = 1; m <= 6; m++) {
    for (
      const [keep, points, activation] of [[0.8, 6, "tanh"], [0.3, 1, "relu"], [0.05, 4, "tanh"]] as const
    ) {
      const { problem, theta } = smallProblem(m, points, m, activation);
      const { mean, covariance } = enumeratedGradientMoments(problem, theta, keep);
      const scale = Math.max(1, ...covariance.map(Math.abs));
      assertLess(
        largestDifference(dropoutGradientCovariance(problem, theta, keep), covariance) / scale,
        1e-12,
        `m = ${m}, p = ${keep}`,
      );
      assertLess(largestDifference(modifiedLoss(problem, theta, keep).gradient, mean), 1e-12);
    }
  }
});

Deno.test("sampled masks of 50 neurons agree, and without the blocks between neurons they do not", async () => {
  const { problem, theta } = smallProblem(50, 10, 9), P = theta.length, stream = generator(9, "masks");
  const sample = await sampleGradients(
    () => dropoutLoss(problem, theta, sampleDropoutMask(stream, 50, 0.8)).gradient,
    4000,
  );
  const closed = dropoutGradientCovariance(problem, theta, 0.8), sampled = sampleCovariance(sample);
  const distance = (matrix: ArrayLike<number>) =>
    Math.hypot(...Array.from(matrix, (value, k) => value - sampled[k])) / Math.hypot(...sampled);
  assertLess(distance(closed), 0.1);
  const blocks = closed.map((value, at) => Math.floor(at / P / 3) === Math.floor(at % P / 3) ? value : 0);
  assertGreater(distance(blocks), 0.3);
});

Deno.test("nothing is random without dropout", () => {
  const { problem, theta } = smallProblem(4, 5, 2);
  assertEquals(dropoutGradientCovariance(problem, theta, 1).every((value) => Math.abs(value) < 1e-16), true);
});

Deno.test("bad input to the covariance is refused", async () => {
  const { problem, theta } = smallProblem(3, 4, 2);
  assertThrows(() => dropoutGradientCovariance(problem, theta, 0), RangeError, "(0, 1]");
  assertThrows(() => dropoutGradientCovariance(problem, theta.fill(NaN), 0.5), RangeError, "theta[0] is NaN");
  let message = "";
  await sampleGradients(() => [1, 2], 1).catch((error) => message = error.message);
  assertEquals(message.includes("2 or more, got 1"), true, message);
  await sampleGradients((k) => k === 0 ? [1, 2] : [1], 2).catch((error) => message = error.message);
  assertEquals(message.includes("row 1 has 1 numbers"), true, message);
  await sampleGradients(() => [1, NaN], 2).catch((error) => message = error.message);
  assertEquals(message.includes("number 1 of row 0 is NaN"), true, message);
});
