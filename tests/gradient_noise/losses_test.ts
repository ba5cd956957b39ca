import { assertAlmostEquals, assertLess, assertThrows } from "@std/assert";
import {
  allDropoutMasks,
  dropoutLoss,
  empiricalLoss,
  explicitRegularizer,
  hyperbolicTangent,
  modifiedLoss,
  modifiedLossHessianVector,
  sampleDropoutMask,
  twoLayerProblem,
} from "../../lib/gradient_noise/mod.ts";
import { generator, normalArray } from "../../lib/random/mod.ts";
import { largestDifference, smallProblem } from "./small_problem.ts";

Deno.test("tanh is right to two units of the last place of 1", () => {
  for (let x = -25; x <= 25; x += 1e-3) assertAlmostEquals(hyperbolicTangent(x), Math.tanh(x), 4.5e-16);
  if (!Number.isNaN(hyperbolicTangent(NaN))) throw new Error("NaN stays NaN");
});

for (const activation of ["tanh", "relu"] as const) {
  Deno.test(`gradients and the Hessian are the central differences of the losses, ${activation}`, () => {
    const { problem, theta } = smallProblem(3, 5, 1, activation), h = 1e-5;
    const mask = [1.25, 0, 1.25], vector = normalArray(generator(2, "v"), theta.length, 0, 1);
    const losses = {
      plain: (at: Float64Array) => empiricalLoss(problem, at),
      masked: (at: Float64Array) => dropoutLoss(problem, at, mask),
      extra: (at: Float64Array) => explicitRegularizer(problem, at, 0.8),
      modified: (at: Float64Array) => modifiedLoss(problem, at, 0.8),
    };
    const moved = (k: number, by: number) => theta.map((value, j) => j === k ? value + by : value);
    for (const loss of Object.values(losses)) {
      const differences = theta.map((_, k) => (loss(moved(k, h)).loss - loss(moved(k, -h)).loss) / (2 * h));
      assertLess(largestDifference(loss(theta).gradient, differences), 1e-8);
    }
    const along = (by: number) => losses.modified(theta.map((value, k) => value + by * vector[k])).gradient;
    const ahead = along(h), behind = along(-h);
    const product = modifiedLossHessianVector(problem, theta, 0.8, vector);
    assertLess(largestDifference(product, ahead.map((value, k) => (value - behind[k]) / (2 * h))), 1e-7);
  });
}

Deno.test("the mean loss of all masks is R_S + R_1", () => {
  for (const keep of [0.05, 0.5, 0.9, 1]) {
    const { problem, theta } = smallProblem(5, 4, 3);
    const mean = allDropoutMasks(5, keep).reduce(
      (sum, { mask, probability }) => sum + probability * dropoutLoss(problem, theta, mask).loss,
      0,
    );
    assertAlmostEquals(mean / modifiedLoss(problem, theta, keep).loss, 1, 1e-12);
  }
});

Deno.test("masks keep with probability p, and all of them have probability 1", () => {
  for (const keep of [0.01, 0.5, 0.8]) {
    const mask = sampleDropoutMask(generator(4, keep), 40_000, keep);
    const kept = mask.filter((z) => z !== 0).length / 40_000;
    assertLess(Math.abs(kept - keep), 4 * Math.sqrt(keep * (1 - keep) / 40_000));
    assertAlmostEquals(Math.max(...mask), 1 / keep);
    assertAlmostEquals(allDropoutMasks(6, keep).reduce((sum, one) => sum + one.probability, 0), 1, 1e-12);
  }
});

Deno.test("what is no dropout is refused", () => {
  const { problem, theta } = smallProblem(3, 4, 5), { x, y } = problem;
  for (const keep of [0, -0.1, 1.01, NaN]) {
    assertThrows(() => sampleDropoutMask(generator(0), 3, keep), RangeError, "(0, 1]");
    assertThrows(() => modifiedLoss(problem, theta, keep), RangeError, "(0, 1]");
    assertThrows(() => explicitRegularizer(problem, theta, keep), RangeError, "(0, 1]");
  }
  assertThrows(() => twoLayerProblem({ ...problem, x: x.slice(2) }), RangeError, "4 rows of 2 inputs");
  assertThrows(
    () => twoLayerProblem({ ...problem, y: y.with(1, NaN) as Float64Array<ArrayBuffer> }),
    RangeError,
    "y[1] is NaN",
  );
  assertThrows(
    () => twoLayerProblem({ ...problem, x: x.with(0, Infinity) as Float64Array<ArrayBuffer> }),
    RangeError,
    "x[0]",
  );
  assertThrows(() => empiricalLoss(problem, theta.slice(1)), RangeError, "8 parameters");
  assertThrows(() => dropoutLoss(problem, theta, [1, 1]), RangeError, "2 entries for 3 neurons");
});
