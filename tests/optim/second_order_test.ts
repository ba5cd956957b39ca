import * as tf from "@tensorflow/tfjs-core";
import { assert, assertEquals, assertGreater, assertLess, assertRejects, assertThrows } from "@std/assert";
import { constant } from "../../lib/graph/mod.ts";
import {
  checkLbfgsOptions,
  checkLevenbergMarquardtOptions,
  type LinePoint,
  strongWolfe,
  type ValueAndGradient,
} from "../../lib/optim/mod.ts";
import {
  CheckpointError,
  DivergenceError,
  leastSquares,
  type LeastSquaresOptions,
  minimize,
  minimizeFunction,
  type MinimizeOptions,
  TrainingStopped,
} from "../../lib/train/mod.ts";
import golden from "../golden/second_order.json" with { type: "json" };

const LOSSES: Record<string, MinimizeOptions["loss"]> = {
  rosenbrock([x]) {
    const n = x.shape[0] - 1, head = tf.slice(x, [0], [n]), tail = tf.slice(x, [1], [n]);
    const valley = tf.square(tf.sub(tail, tf.square(head)));
    return tf.sum(tf.add(tf.mul(100, valley), tf.square(tf.sub(1, head)))) as tf.Scalar;
  },
  wells([x]) {
    const well = tf.square(tf.sub(tf.square(x), constant(golden.b)));
    const waves = tf.sin(tf.mul(constant(golden.c), x));
    return tf.sum(tf.add(tf.mul(constant(golden.a), tf.mul(well, 0.25)), waves)) as tf.Scalar;
  },
};

type LbfgsCase = Pick<typeof golden.lbfgs[number], "name" | "start">;

function minimization({ name, start }: LbfgsCase, changes: Partial<MinimizeOptions> = {}): MinimizeOptions {
  return {
    parameters: [{ name: "x", shape: [start.length], fanIn: 1 }],
    initial: Float64Array.from(start),
    loss: LOSSES[name],
    maxIterations: 50,
    ...changes,
  };
}

/** Row-major parameters after each iteration, by runs of 1, 2, … iterations. */
async function pathOf(run: (maxIterations: number) => Promise<{ parameters: Float64Array }>, length: number) {
  const path: Float64Array[] = [];
  for (let k = 1; k <= length; k++) path.push((await run(k)).parameters);
  return path;
}

function assertSamePath(path: readonly Float64Array[], expected: readonly number[][], within: number): void {
  path.forEach((x, k) =>
    x.forEach((value, i) => {
      const difference = Math.abs(value - expected[k][i]);
      assertLess(
        difference,
        within,
        `iteration ${k + 1}, number ${i}: ${value}, reference ${expected[k][i]}`,
      );
    })
  );
}

Deno.test("the golden iterations were made by PyTorch", () => {
  assert(golden.madeBy.startsWith("PyTorch "), golden.madeBy);
});

for (const one of golden.lbfgs) {
  Deno.test(`50 iterations of L-BFGS with ${one.history} changes on ${one.name} equal PyTorch's`, async () => {
    const run = (maxIterations: number) =>
      minimize(minimization(one, { history: one.history, maxIterations }));
    assertSamePath(await pathOf(run, 50), one.path, 1e-6);
  });
}

Deno.test("L-BFGS goes down to a stationary point and says why it ended", async () => {
  const [{ start }] = golden.lbfgs, losses: number[] = [];
  const found = await minimize(minimization({ name: "rosenbrock", start }, {
    maxIterations: 500,
    progress: ({ step, steps, loss }) => {
      assertEquals([step, steps], [losses.length + 1, 500]);
      losses.push(loss);
    },
  }));
  assertEquals(found.end, "gradient");
  assertLess(found.loss, 1e-15);
  assertEquals(found.losses.slice(1), losses);
  assertEquals(found.iterations, losses.length);
  assertGreater(found.evaluations, found.iterations);
  found.losses.slice(1).forEach((loss, k) => assertLess(loss, found.losses[k]));
  assertEquals(
    (await minimize(minimization({ name: "rosenbrock", start }, { maxIterations: 3 }))).end,
    "iterations",
  );
  const done = await minimize(minimization({ name: "rosenbrock", start: [1, 1, 1] }));
  assertEquals([done.end, done.iterations], ["gradient", 0]);
});

Deno.test("a line search keeps off points where the function is not finite", async () => {
  // −log(1 − x) − 10x is finite below 1 only; its minimum is at 0.9.
  const evaluate: ValueAndGradient = ([x]) =>
    Promise.resolve({ value: -Math.log(1 - x) - 10 * x, gradient: Float64Array.of(1 / (1 - x) - 10) });
  const found = await minimizeFunction({ evaluate, initial: Float64Array.of(-3), maxIterations: 60 });
  assertLess(Math.abs(found.parameters[0] - 0.9), 1e-8);
});

Deno.test("the steps of a line search satisfy the strong Wolfe conditions", async () => {
  for (let k = 0; k < 40; k++) {
    const phase = k / 3, first = 10 ** (k % 7 - 3);
    const at = (t: number): Promise<LinePoint> =>
      Promise.resolve({
        step: t,
        value: 0.1 * (t - 2) ** 2 + Math.sin(2 * t + phase),
        slope: 0.2 * (t - 2) + 2 * Math.cos(2 * t + phase),
        gradient: new Float64Array(),
      });
    const start = await at(0);
    if (start.slope >= 0) continue;
    const { point, evaluations } = await strongWolfe(at, start, first, { curvature: 0.3 });
    assert(point.value <= start.value + 1e-4 * point.step * start.slope, `decrease from phase ${phase}`);
    assert(Math.abs(point.slope) <= -0.3 * start.slope, `curvature from phase ${phase}`);
    assert(evaluations <= 25);
  }
});

const TIMES = golden.times;

/** p0·e^(−p1·t) + p2·e^(−p3·t) fitted to two decays and a wave, as in the script of the golden file. */
function decays(changes: Partial<LeastSquaresOptions> = {}): LeastSquaresOptions {
  const observed = TIMES.map((t) => 2 * Math.exp(-0.5 * t) + 0.7 * Math.exp(-4 * t) + 0.01 * Math.sin(9 * t));
  return {
    parameters: [{ name: "amplitude", shape: [2], fanIn: 1 }, { name: "rate", shape: [2], fanIn: 1 }],
    initial: Float64Array.of(...[0, 2, 1, 3].map((k) => golden.decayStart[k])),
    residuals([amplitude, rate]) {
      const t = constant(TIMES, [TIMES.length, 1]);
      const sum = tf.sum(tf.mul(amplitude, tf.exp(tf.neg(tf.mul(rate, t)))), 1);
      return tf.sub(sum, constant(observed));
    },
    maxIterations: 50,
    ...changes,
  };
}

/** The golden file's order of the parameters. */
const inOrder = (x: Float64Array) => Float64Array.of(x[0], x[2], x[1], x[3]);

Deno.test("Levenberg–Marquardt takes the reference's path to MINPACK's solution", async () => {
  const reference = golden.levenbergMarquardt;
  const path = await pathOf((maxIterations) => leastSquares(decays({ maxIterations })), reference.length);
  assertSamePath(path.map(inOrder), reference, 1e-6);
  const found = await leastSquares(decays());
  assertSamePath([inOrder(found.parameters)], [golden.scipy], 1e-6);
  assertEquals([found.end, found.residuals.length], ["gradient", TIMES.length]);
  assertLess(Math.abs(found.loss - found.residuals.reduce((sum, r) => sum + r * r, 0) / 2), 1e-18);
});

Deno.test("Levenberg–Marquardt fits exactly what can be fitted, also from a singular Jacobian", async () => {
  const found = await leastSquares({
    parameters: [{ name: "x", shape: [2], fanIn: 1 }],
    initial: Float64Array.of(0, 2.5),
    // Both residuals and their derivatives by the first number vanish together at 0.
    residuals: ([x]) => tf.mul(tf.square(x), tf.sub(x, constant([2, 3]))),
    maxIterations: 200,
  });
  assertEquals([found.parameters[0], found.loss < 1e-20], [0, true]);
});

Deno.test("a stop keeps the iterations, and the run goes on bit for bit", async () => {
  const folder = await Deno.makeTempDir({ prefix: "second-order-test-" });
  try {
    const [one] = golden.lbfgs;
    const runs = {
      lbfgs: (changes: object) => minimize(minimization(one, changes)),
      leastSquares: (changes: object) => leastSquares(decays(changes)),
    };
    for (const [name, run] of Object.entries(runs)) {
      const checkpoint = `${folder}/${name}.checkpoint`, whole = await run({});
      for (const stopAt of [3, 9]) {
        const stop = new AbortController();
        const progress = ({ step }: { step: number }) => {
          if (step === stopAt) stop.abort();
        };
        const error = await assertRejects(
          () => run({ checkpoint, signal: stop.signal, progress }),
          TrainingStopped,
          `stopped after step ${stopAt}; run it again`,
        );
        assertEquals((error as TrainingStopped).step, stopAt);
      }
      await assertRejects(() => run({ checkpoint, gradientTolerance: 1 }), CheckpointError, "another run");
      assertEquals(await run({ checkpoint }), whole, name);
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("what cannot be minimised is refused", async () => {
  const [one] = golden.lbfgs;
  const refused = (changes: Partial<MinimizeOptions>, kind: typeof RangeError, text: string) =>
    assertRejects(() => minimize(minimization(one, changes)), kind, text);
  await refused({ history: 0 }, RangeError, "history must be a positive integer, got 0");
  await refused(
    { maxIterations: 1.5 },
    RangeError,
    "maxIterations: must be a non-negative integer, got 1.5",
  );
  await refused(
    { initial: Float64Array.of(1) },
    RangeError,
    "1 initial numbers do not fit a model of 10 parameters",
  );
  await refused({ initial: new Float64Array(10).fill(NaN) }, RangeError, "initial parameter 0 is NaN");
  await assertRejects(
    () => minimize(minimization(one, { loss: ([x]) => tf.sum(tf.log(x)) as tf.Scalar })),
    DivergenceError,
    "at step 0: the loss is NaN",
  );
  await assertRejects(
    () =>
      minimizeFunction({
        initial: new Float64Array(1),
        maxIterations: 1,
        evaluate: () => Promise.reject(),
        checkpoint: "x",
      }),
    RangeError,
    "a checkpoint needs a key",
  );
  await assertRejects(() => leastSquares(decays({ initial: new Float64Array(3) })), RangeError, "do not fit");
  assertThrows(
    () => checkLbfgsOptions({ stepTolerance: -1 }),
    RangeError,
    "stepTolerance must be 0 or more, got -1",
  );
  assertThrows(() => checkLevenbergMarquardtOptions({ initialDamping: 0 }), RangeError, "initialDamping");
  assertThrows(
    () => checkLevenbergMarquardtOptions({ gradientTolerance: NaN }),
    RangeError,
    "gradientTolerance",
  );
});
