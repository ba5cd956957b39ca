import * as tf from "@tensorflow/tfjs-core";
import { assert, assertAlmostEquals, assertEquals, assertLess, assertRejects } from "@std/assert";
import fc from "fast-check";
import { constant } from "../../lib/graph/mod.ts";
import {
  DivergenceError,
  type LeastSquaresProblem,
  levenbergMarquardtStart,
  levenbergMarquardtStep,
  rmsProp,
  type ValueAndGradient,
} from "../../lib/optim/mod.ts";
import { leastSquares, minimize, minimizeFunction, train, TrainingStopped } from "../../lib/train/mod.ts";
import { hardMatrix } from "../support/hard_matrices.ts";
import { singleParameter } from "../support/single_parameter.ts";

const of = (value: number, ...gradient: number[]) =>
  Promise.resolve({ value, gradient: Float64Array.from(gradient) });

async function divergence(run: () => Promise<unknown>, message: string): Promise<DivergenceError> {
  return await assertRejects(run, DivergenceError, message) as DivergenceError;
}

Deno.test("L-BFGS from a point whose gradient is not finite says so, with the step and the point", async () => {
  for (const bad of [NaN, Infinity, -Infinity]) {
    const { step, point } = await divergence(
      () =>
        minimizeFunction({
          evaluate: () => of(1, 0, bad),
          initial: Float64Array.of(2, 3),
          maxIterations: 5,
        }),
      `at step 0: number 1 of the gradient is ${bad} at the point [2, 3]`,
    );
    assertEquals([step, [...point!]], [0, [2, 3]]);
  }
});

Deno.test("a function that falls without end is no minimum at −∞", async () => {
  const { step, point } = await divergence(
    () =>
      minimizeFunction({
        evaluate: ([x]) => of(-Math.exp(x), -Math.exp(x)),
        initial: Float64Array.of(0),
        maxIterations: 500,
      }),
    "the loss is -Infinity at the point [",
  );
  assert(step > 0 && point![0] > 709);
});

Deno.test("points where the gradient is not finite are too far, and all of them together an error", async () => {
  // x·√x − x for x ≥ 0, whose derivative at 0 and below it is none; its minimum is at 4/9.
  const evaluate: ValueAndGradient = ([x]) =>
    of(x * Math.sqrt(Math.abs(x)) - x, x > 0 ? 1.5 * Math.sqrt(x) - 1 : NaN);
  const found = await minimizeFunction({ evaluate, initial: Float64Array.of(9), maxIterations: 60 });
  assertAlmostEquals(found.parameters[0], 4 / 9, 1e-7);
  await divergence(
    () =>
      minimizeFunction({
        evaluate: ([x]) => (x === 1 ? of(1, 1) : of(0, NaN)),
        initial: Float64Array.of(1),
        maxIterations: 5,
      }),
    "at step 1: number 0 of the gradient is NaN",
  );
});

Deno.test("L-BFGS finds the minimum of a function times any number that leaves it finite", async () => {
  for (const factor of [1, 1e100, 1e150, 1e200, 1e290]) {
    const found = await minimizeFunction({
      evaluate: ([x, y]) => {
        const a = x - 3, b = y + 1;
        return of(factor * (a * a + 10 * b * b), factor * 2 * a, factor * 20 * b);
      },
      initial: Float64Array.of(0, 0),
      gradientTolerance: 1e-8 * factor,
      maxIterations: 100,
    });
    assertEquals(found.end, "gradient");
    assertAlmostEquals(found.parameters[0], 3, 1e-7);
    assertAlmostEquals(found.parameters[1], -1, 1e-7);
  }
});

Deno.test("a gradient of another length than the point is refused", async () => {
  await assertRejects(
    () => minimizeFunction({ evaluate: () => of(1, 1), initial: new Float64Array(2), maxIterations: 1 }),
    RangeError,
    "the gradient has 1 numbers, the point has 2",
  );
});

Deno.test("a stop is heeded between two evaluations of a line search, and the step begins anew", async () => {
  const stop = new AbortController();
  let evaluations = 0;
  const error = await assertRejects(
    () =>
      minimizeFunction({
        evaluate: ([x]) => {
          if (++evaluations === 3) stop.abort();
          // An everlasting line search: far too short a first step.
          return of(-x, -1);
        },
        initial: Float64Array.of(0),
        maxIterations: 10,
        signal: stop.signal,
      }),
    TrainingStopped,
  );
  assertEquals([(error as TrainingStopped).step, evaluations], [0, 3]);
});

/** A problem with constant numbers, whatever the point. */
const problemOf = (
  residuals: (x: Float64Array) => readonly number[],
  jacobian: (x: Float64Array) => readonly number[],
): LeastSquaresProblem => ({
  residuals: (x) => Promise.resolve(Float64Array.from(residuals(x))),
  jacobian: (x) => Promise.resolve(Float64Array.from(jacobian(x))),
});

Deno.test("Levenberg–Marquardt says at which step and point a Jacobian is not finite", async () => {
  const fit = (residuals: (x: tf.Tensor) => tf.Tensor, initial: number[]) =>
    leastSquares({
      parameters: [{ name: "a", shape: [initial.length], fanIn: 1 }],
      initial: Float64Array.from(initial),
      residuals: ([a]) => residuals(a),
      maxIterations: 20,
    });
  const root = await divergence(
    () => fit((a) => tf.sub(tf.sqrt(a), 1), [0]),
    "at step 0: the Jacobian's entry [0, 0] is Infinity at the point [0]",
  );
  assertEquals([root.step, [...root.point!]], [0, [0]]);
  await divergence(() => fit((a) => tf.log(a), [-1]), "at step 0: residual 0 is NaN at the point [-1]");
  // ‖a‖ − 1 at 0, where there is no derivative.
  const length = problemOf(
    ([a, b]) => [Math.hypot(a, b) - 1],
    ([a, b]) => [a / Math.hypot(a, b), b / Math.hypot(a, b)],
  );
  const start = await levenbergMarquardtStart(length, new Float64Array(2));
  await divergence(() => levenbergMarquardtStep(length, start), "the Jacobian's entry [0, 0] is NaN");
  const steep = problemOf(() => [1], () => [1e200]);
  const above = await levenbergMarquardtStart(steep, Float64Array.of(1));
  await divergence(
    () => levenbergMarquardtStep(steep, above),
    "the square of the Jacobian's column 0 is Infinity",
  );
});

Deno.test("Levenberg–Marquardt ends where no step lowers the sum of squares, heeds a stop within one, and refuses wrong lengths", async () => {
  // A Jacobian of the wrong sign: every step goes up, or to where there is no residual.
  for (const residual of [(x: number) => 1 + x * x + x, (x: number) => (x === 0 ? 1 : NaN)]) {
    const problem = problemOf(([x]) => [residual(x)], () => [-1]);
    const start = await levenbergMarquardtStart(problem, new Float64Array(1));
    const { end, evaluations, iteration } = await levenbergMarquardtStep(problem, start);
    assertEquals([end, iteration], ["step", 1]);
    assertLess(evaluations, 80);

    const stop = new AbortController();
    stop.abort();
    const state = await levenbergMarquardtStep(problem, start, { signal: stop.signal });
    assert(state === start);
  }
  const short = problemOf(() => [1, 2], () => [1, 2, 3]);
  const start = await levenbergMarquardtStart(short, new Float64Array(2));
  await assertRejects(
    () => levenbergMarquardtStep(short, start),
    RangeError,
    "2 residuals of 2 parameters need 4",
  );
});

Deno.test("Levenberg–Marquardt ends on linear problems of low rank and bad scale, no higher than it began", async () => {
  await fc.assert(
    fc.asyncProperty(hardMatrix, async ({ rows, columns, entries }) => {
      const top = entries.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      const problem = problemOf(
        (x) =>
          Array.from({ length: rows }, (_, i) => {
            let sum = -top;
            for (let j = 0; j < columns; j++) sum += entries[i * columns + j] * x[j];
            return sum;
          }),
        () => [...entries],
      );
      let state = await levenbergMarquardtStart(problem, new Float64Array(columns));
      const first = state.value;
      while (state.end === null && state.iteration < 40) {
        state = await levenbergMarquardtStep(problem, state, { gradientTolerance: 0 });
      }
      assert(state.value <= first && state.x.every(Number.isFinite));
    }),
    { seed: 2, numRuns: 150 },
  );
});

Deno.test("centred RMSProp goes down a slope that does not change, in steps that stay bounded", async () => {
  for (const precision of ["float32", "float64"] as const) {
    for (const slope of [0.1, 0.3, 1000 / 3]) {
      const { snapshots } = await train(singleParameter({
        loss: ([w]) => tf.mul(constant(slope), w) as tf.Scalar,
        optimizer: rmsProp({ learningRate: 1e-6, centred: true }),
        steps: 4000,
        snapshot: ([w]) => ({ w }),
        snapshotAt: Array.from({ length: 401 }, (_, k) => 10 * k),
        precision,
      }));
      const path = snapshots.map(({ values }) => values.w[0]);
      // g/√(8 u g²), u the unit in the last place.
      const most = 10 * 1e-6 / Math.sqrt(8 * (precision === "float32" ? 2 ** -23 : 2 ** -52));
      path.slice(1).forEach((w, k) =>
        assert(w < path[k] && w > path[k] - 1.3 * most, `${precision} ${k}: ${w}`)
      );
    }
  }
});

Deno.test("misspelt settings of host-driven methods are refused", async () => {
  const extra = { tolerance: 1 } as object, initial = new Float64Array(1), maxIterations = 1;
  const parameters = [{ name: "x", shape: [1], fanIn: 1 }];
  const message = 'the setting "tolerance" is unknown, allowed are maxIterations, progress, signal,';
  await assertRejects(
    () => minimizeFunction({ evaluate: () => of(0, 0), initial, maxIterations, ...extra }),
    RangeError,
    `minimizeFunction: ${message}`,
  );
  await assertRejects(
    () => minimize({ loss: ([x]) => tf.sum(x) as tf.Scalar, parameters, initial, maxIterations, ...extra }),
    RangeError,
    `minimize: ${message}`,
  );
  await assertRejects(
    () => leastSquares({ residuals: ([x]) => x, parameters, initial, maxIterations, ...extra }),
    RangeError,
    `leastSquares: ${message}`,
  );
});
