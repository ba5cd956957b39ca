import * as tf from "@tensorflow/tfjs-core";
import { assertAlmostEquals, assertThrows } from "@std/assert";
import { constant } from "../../lib/graph/mod.ts";
import {
  blendedLoss,
  dataLoss,
  evenCollocation,
  modelLoss,
  modeWeightedLoss,
  poisson,
  problemByName,
  randomCollocation,
  residualLoss,
  ritzLoss,
  sobolevLoss,
  type TracedFunction,
  type TracedLoss,
} from "../../lib/pde/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { tracedValues } from "./traced_values.ts";

const problem = poisson({ frequencies: [1] }), collocation = evenCollocation(problem, 129);
const slope = ([x]: readonly number[]) => Math.cos(x);

/** sin x + a·sin kx + c, which misses the solution by a ripple and an offset. */
function off(a: number, k: number, c = 0): TracedFunction {
  const sine = (k: number, x: tf.Tensor) => tf.sin(tf.mul(constant(k), x));
  return (x) => tf.add(tf.add(sine(1, x), tf.mul(constant(a), sine(k, x))), constant(c));
}

async function value(loss: TracedLoss, u: TracedFunction): Promise<number> {
  return (await tracedValues(() => ({ loss: loss(u) }))).loss[0];
}

/** The mean of sin² over 129 points of whole periods, both ends counted. */
const HALF = 64 / 129;

Deno.test("a ripple a·sin kx costs a²/2 as data, k⁴ times that in the residual, k² times in H¹", async () => {
  const u = off(0.1, 5);
  assertAlmostEquals(await value(dataLoss(collocation), u), 0.01 * HALF, 1e-12);
  assertAlmostEquals(await value(residualLoss(collocation), u), 625 * 0.01 * HALF, 1e-9);
  const inH1 = await value(sobolevLoss(collocation, slope), u);
  assertAlmostEquals(inH1, 25 * 0.01 * (1 - HALF), 1e-9);
});

Deno.test("an offset leaves no residual, only the weighted boundary sees it", async () => {
  const u = off(0, 1, 0.2);
  assertAlmostEquals(await value(residualLoss(collocation), u), 0, 1e-20);
  assertAlmostEquals(await value(modelLoss(collocation), u), 0.04, 1e-12);
  assertAlmostEquals(await value(modelLoss(collocation, { boundary: 1000 }), u), 40, 1e-9);
  assertAlmostEquals(await value(modelLoss(collocation, { boundary: 0 }), u), 0, 1e-20);
});

Deno.test("the Ritz loss is lowest at the solution among those that meet the boundary", async () => {
  const loss = ritzLoss(collocation), at = (a: number) => value(loss, off(a, 2));
  const [below, exact, above] = [await at(-0.01), await at(0), await at(0.01)];
  // ½∫(a·2 cos 2x)² dx = 2π a².
  assertAlmostEquals(below - exact, 2 * Math.PI * 1e-4, 1e-5);
  assertAlmostEquals(above - exact, 2 * Math.PI * 1e-4, 1e-5);
  assertThrows(
    () => ritzLoss(randomCollocation(problemByName("heat"), { interior: 8, condition: 1 }, generator(0))),
    RangeError,
    "2 axes",
  );
});

Deno.test("weights k^−4 undo the operator mode by mode, weights 1 give the mean squared residual", async () => {
  for (const k of [1, 5, 20]) {
    const u = off(0.1, k);
    const undone = await value(modeWeightedLoss(collocation, { modes: 64, weight: (k) => k ** -4 }), u);
    assertAlmostEquals(undone, 0.005, 1e-9);
    const plain = await value(modeWeightedLoss(collocation, { modes: 64, weight: () => 1 }), u);
    assertAlmostEquals(plain / (k ** 4 * 0.005), 1, 1e-9);
  }
});

Deno.test("a blend is the weighted sum of its parts", async () => {
  const u = off(0.1, 3, 0.05), data = dataLoss(collocation), model = modelLoss(collocation);
  const expected = await value(model, u) + 1e4 * await value(data, u);
  assertAlmostEquals(await value(blendedLoss([[1, model], [1e4, data]]), u), expected, 1e-9);
});

Deno.test("negative weights, too many modes and losses that do not fit the problem are refused", () => {
  for (const boundary of [-1, NaN, Infinity]) {
    assertThrows(() => modelLoss(collocation, { boundary }), RangeError, `got ${boundary}`);
    assertThrows(() => ritzLoss(collocation, { boundary }), RangeError, `got ${boundary}`);
    assertThrows(() => sobolevLoss(collocation, slope, { boundary }), RangeError, `got ${boundary}`);
    assertThrows(() => blendedLoss([[boundary, dataLoss(collocation)]]), RangeError, `got ${boundary}`);
  }
  assertThrows(() => modelLoss(collocation, { initial: -2 }), RangeError, "β_0");
  assertThrows(() => blendedLoss([]), RangeError, "got none");
  const weight = () => 1;
  for (const modes of [0, 65, 1.5]) {
    assertThrows(() => modeWeightedLoss(collocation, { modes, weight }), RangeError, "1 … 64 (half the 129");
  }
  assertThrows(() => modeWeightedLoss(collocation, { modes: 3, weight: () => -1 }), RangeError, "got -1");
  const heat = randomCollocation(problemByName("heat"), { interior: 8, condition: 1 }, generator(0));
  assertThrows(() => sobolevLoss(heat, slope), RangeError, "axes x, t");
  assertThrows(() => modeWeightedLoss(heat, { modes: 2, weight }), RangeError, "axes x, t");
});
