import * as tf from "@tensorflow/tfjs";
import { assert, assertAlmostEquals, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import {
  compile,
  compileLoop,
  grad,
  GradientError,
  hessian,
  hvp,
  interpret,
  jacobian,
  jvp,
  trace,
  vjp,
  vmap,
} from "../../lib/graph/mod.ts";
import { assertSameVector, centralDifferences } from "../support/differences.ts";
import { ENGINE_STATUSES, engineTest } from "../support/present_engines.ts";
import { useCpuBackend } from "../support/tensors.ts";

type Op = (...x: tf.Tensor[]) => tf.Tensor;
type GradFunc = (dy: tf.Tensor, saved: tf.Tensor[]) => tf.Tensor | tf.Tensor[];

/** A function of one tensor with a gradient function, which may use the tensors that `saved` chooses. */
function custom(
  value: (x: tf.Tensor) => tf.Tensor,
  gradFunc: GradFunc,
  saved: (x: tf.Tensor, y: tf.Tensor) => tf.Tensor[] = () => [],
): Op {
  return tf.customGrad((...given: unknown[]) => {
    const [x, save] = given as [tf.Tensor, (tensors: tf.Tensor[]) => void], y = value(x);
    save(saved(x, y));
    return { value: y, gradFunc };
  });
}

const straightThrough = custom((x) => tf.round(x), (dy) => dy);
const reversed = custom((x) => tf.clone(x), (dy) => tf.neg(dy));
const tenfold = custom((x) => x, (dy) => tf.mul(dy, 10));
/** e^x, whose gradient needs its own result. */
const exponential = custom((x) => tf.exp(x), (dy, [y]) => tf.mul(dy, y), (_, y) => [y]);
/** The example of TF.js's documentation: x², differentiated as x·|x|/2. */
const square = custom((x) => tf.square(x), (dy, [x]) => tf.mul(dy, tf.abs(x)), (x) => [x]);

const X = Float64Array.of(-2, 0, 0.4, 1.5);
const DOUBLE = { precision: "float64" } as const;

/** Results of a traced function of x, by the interpreter. */
function results(fn: (x: tf.Tensor) => Record<string, tf.Tensor>, x = X): Record<string, number[]> {
  const found = interpret(trace(({ x }) => fn(x), { x: [x.length] }, DOUBLE), { x });
  return Object.fromEntries(Object.entries(found).map(([name, values]) => [name, [...values]]));
}

const slope = (y: tf.Tensor, x: tf.Tensor) => grad(tf.sum(y), x);

for (const status of ENGINE_STATUSES) {
  engineTest(status, "functions made by customGrad have the user's gradients, to any order", async () => {
    const program = trace(({ x }) => {
      const made = custom((x) => tf.sign(x), (dy, [x]) => tf.mul(dy, x), (x) => [x]);
      return {
        value: straightThrough(x),
        straight: slope(straightThrough(x), x),
        reversed: slope(tf.square(reversed(x)), x),
        tenfold: slope(tenfold(x), x),
        made: slope(made(x), x),
        twice: slope(tf.square(slope(made(x), x)), x),
        third: slope(slope(slope(exponential(tf.round(x)), tf.round(x)), tf.round(x)), x),
      };
    }, { x: [4] });
    const executable = await compile(program, { engine: status.engine });
    const found = await executable.run({ x: Float32Array.from(X) });
    await executable.dispose();
    const rounded = Object.entries(found).map(([name, values]) => [
      name,
      Array.from(values, (value) => Math.round(1e4 * value) / 1e4 + 0),
    ]);
    assertEquals(Object.fromEntries(rounded), {
      value: [-2, 0, 0, 2],
      straight: [1, 1, 1, 1],
      reversed: [4, 0, -0.8, -3],
      tenfold: [10, 10, 10, 10],
      made: [-2, 0, 0.4, 1.5],
      twice: [-4, 0, 0.8, 3],
      third: [0, 0, 0, 0],
    });
  });
}

Deno.test("a saved input and a saved result are differentiated again, the result by the user's gradient", () => {
  const ownResult = custom((x) => tf.round(x), (dy, [y]) => tf.mul(dy, tf.add(y, 2)), (_, y) => [y]);
  const captured = custom((x) => tf.exp(x), (dy) => dy);
  const found = results((x) => {
    const first = slope(ownResult(x), x);
    return {
      first,
      second: slope(first, x),
      third: slope(slope(slope(exponential(x), x), x), x),
      fromDocs: slope(slope(square(x), x), x),
      captured: slope(tf.mul(captured(x), x), x),
    };
  });
  // (2 + y)·dy with y' = 2 + y.
  assertEquals(found.first, [0, 2, 2, 4]);
  assertEquals(found.second, [0, 2, 2, 4]);
  found.third.forEach((value, k) => assertAlmostEquals(value, Math.exp(X[k]), 1e-14));
  assertEquals(found.fromDocs, [-1, 0, 1, 1]);
  found.captured.forEach((value, k) => assertAlmostEquals(value, X[k] + Math.exp(X[k]), 1e-14));
});

Deno.test("a saved intermediate result is differentiated as what it is", () => {
  // The step function with the slope of a sigmoid.
  const step = tf.customGrad((...given: unknown[]) => {
    const [x, save] = given as [tf.Tensor, (tensors: tf.Tensor[]) => void], s = tf.sigmoid(x);
    save([s]);
    const gradFunc = (dy: tf.Tensor, [s]: tf.Tensor[]) => tf.mul(dy, tf.mul(s, tf.sub(1, s)));
    return { value: tf.step(x), gradFunc };
  }) as Op;
  const program = trace(
    ({ x }) => {
      const first = slope(step(x), x), sigmoid = slope(tf.sigmoid(x), x);
      return { first, second: slope(first, x), same: sigmoid, sameSecond: slope(sigmoid, x) };
    },
    { x: [4] },
    DOUBLE,
  );
  const { first, second, same, sameSecond } = interpret(program, { x: X });
  assertSameVector(first, same, 1e-14, "first");
  assertSameVector(second, sameSecond, 1e-14, "second");
});

Deno.test("a gradient function may use what its function has computed, saved or not, also after tidy", () => {
  const op = tf.customGrad((...given: unknown[]) => {
    const x = given[0] as tf.Tensor, s = tf.sigmoid(x), y = tf.mul(x, s);
    return { value: y, gradFunc: (dy: tf.Tensor) => tf.mul(dy, tf.add(s, y)) };
  }) as Op;
  const found = results((x) => ({
    slope: grad(tf.tidy(() => tf.sum(op(tf.mul(x, 1)))), x),
    expected: tf.mul(tf.sigmoid(x), tf.add(x, 1)),
  }));
  assertSameVector(found.slope, found.expected, 1e-14, "slope");
});

Deno.test("a function of several tensors, some of them whole numbers, that are broadcast", () => {
  const scaled = tf.customGrad((...given: unknown[]) => {
    const [x, w, n, save] = given as [tf.Tensor, tf.Tensor, tf.Tensor, (tensors: tf.Tensor[]) => void];
    save([x, w]);
    const gradFunc = (dy: tf.Tensor, [x, w]: tf.Tensor[]) => [
      tf.mul(dy, tf.mul(w, 2)),
      tf.reshape(tf.mul(3, tf.sum(tf.mul(dy, x))), [1]),
      tf.zerosLike(dy),
    ];
    const value = tf.add(tf.mul(x, w), tf.cast(n, "float32"));
    return { value, gradFunc };
  }) as Op;
  const found = results((x) => {
    const w = tf.tensor1d([5]), [byX, byW] = grad(tf.sum(scaled(x, w, tf.scalar(1, "int32"))), [x, w]);
    return { byX, byW, mixed: grad(tf.sum(byX), w), again: grad(tf.sum(byW), x) };
  }, Float64Array.of(1, 2));
  assertEquals(found, { byX: [10, 10], byW: [9], mixed: [4], again: [3, 3] });
});

Deno.test("directional derivatives and Hessians go through the user's gradient", () => {
  const found = results((x) => {
    const y = tf.sum(square(x));
    return {
      forward: jvp(straightThrough(x), x, x),
      reverse: vjp(straightThrough(x), x, x),
      mixed: jvp(slope(square(x), x), x, tf.onesLike(x)),
      product: hvp(y, x, tf.onesLike(x)),
      diagonal: tf.sum(hessian(y, x), 0),
      jacobian: tf.sum(jacobian(tf.concat([reversed(x), reversed(x)]), x), 0),
    };
  });
  const second = [-1, 0, 1, 1];
  assertEquals(found, {
    forward: [...X],
    reverse: [...X],
    mixed: second,
    product: second,
    diagonal: second,
    jacobian: [-2, -2, -2, -2],
  });
});

Deno.test("vmap keeps the user's gradient, inside of it and through it", () => {
  const found = interpret(
    trace(
      ({ x, w }) => {
        const all = vmap((row) => square(tf.mul(row, w)), [x]);
        const nested = vmap((row) => vmap((one) => square(tf.mul(one, w)), [row]), [x]);
        return {
          inside: vmap((row) => slope(square(row), row), [x]),
          byX: slope(all, x),
          byW: slope(all, w),
          twice: slope(slope(all, x), x),
          nested: slope(nested, w),
          shared: slope(vmap((row) => tf.mul(row, square(w)), [x]), w),
          constant: slope(vmap((row) => tf.add(row, tenfold(tf.mul(w, 1))), [x]), w),
          forward: jvp(all, x, x),
        };
      },
      { x: [3, 2], w: [] },
      DOUBLE,
    ),
    { x: Float64Array.of(1, -2, 3, -4, 5, -6), w: Float64Array.of(2) },
  );
  const rounded = Object.entries(found).map(([name, values]) => [name, [...values]]);
  assertEquals(Object.fromEntries(rounded), {
    inside: [1, 2, 3, 4, 5, 6],
    // |wx|·w
    byX: [4, 8, 12, 16, 20, 24],
    // Σ |wx|·x
    byW: [2 * (1 - 4 + 9 - 16 + 25 - 36)],
    // w²·sign(wx)
    twice: [4, -4, 4, -4, 4, -4],
    nested: [2 * (1 - 4 + 9 - 16 + 25 - 36)],
    // |w|·Σx
    shared: [2 * (1 - 2 + 3 - 4 + 5 - 6)],
    constant: [60],
    forward: [4, -16, 36, -64, 100, -144],
  });
});

Deno.test("a gradient function may clip gradients, and then has no forward derivative", () => {
  const clipped = custom((x) => tf.clone(x), (dy) => tf.clipByValue(dy, -1, 1));
  const found = results((x) => ({
    clipped: slope(tf.mul(x, clipped(tf.square(x))), x),
    // Forward mode would be shorter; only reverse mode has it.
    jacobian: tf.sum(jacobian(tf.concat([clipped(x), clipped(x)]), x), 0),
  }));
  // x² + clip(x)·2x
  assertEquals(found.clipped.map((value) => Math.round(1e9 * value) / 1e9), [8, 0, 0.48, 5.25]);
  assertEquals(found.jacobian, [2, 2, 2, 2]);
  const refused: [GradFunc, string][] = [
    [(dy) => tf.clipByValue(dy, -1, 1), "is not linear in dy (by clip)"],
    [(dy) => tf.sign(dy), "is not linear in dy (by sign)"],
    [(dy) => tf.add(dy, 1), "is not linear in dy (by add)"],
    [(dy) => tf.onesLike(dy), "does not depend on dy"],
  ];
  for (const [gradFunc, message] of refused) {
    const op = custom((x) => tf.clone(x), gradFunc);
    const error = assertThrows(
      () => trace(({ x }) => ({ y: jvp(tf.square(op(x)), x, x) }), { x: [2] }),
      GradientError,
    );
    assertStringIncludes(error.message, `forward mode: a gradient function given to customGrad ${message}`);
    assertStringIncludes(error.message, "custom_gradients_test.ts:");
  }
});

Deno.test("a gradient that does not fit its input is refused with both shapes", () => {
  const attempt = (gradFunc: GradFunc) => () =>
    results((x) => ({ y: slope(custom((x) => tf.clone(x), gradFunc)(x), x) }));
  const error = assertThrows(
    attempt((dy) => tf.sum(dy)),
    GradientError,
    "customGrad: the gradient by input 0",
  );
  assertStringIncludes(error.message, "is float [], needs float [4] as the input");
  assertThrows(attempt((dy) => tf.cast(dy, "int32")), GradientError, "is int32 [4], needs float [4]");
  assertThrows(attempt((dy) => [dy, dy]), Error, "the same number of tensors as inputs");
});

Deno.test("a custom gradient costs nothing in the compiled program", () => {
  const nodes = (op: Op) =>
    trace(({ x }) => ({ y: slope(tf.square(op(x)), x) }), { x: [4] }).graph.nodes.length;
  assertEquals(nodes(custom((x) => tf.tanh(x), (dy) => dy)), nodes((x) => tf.tanh(x)) - 4);
});

Deno.test("a loop trains through a straight-through estimate", async () => {
  const program = trace(({ w }) => {
    const loss = tf.sum(tf.squaredDifference(straightThrough(w), 3)) as tf.Scalar;
    return { w: tf.sub(w, tf.mul(0.125, grad(loss, w))), loss };
  }, { w: [1] });
  const loop = await compileLoop(program, ["w"], { engine: "onnx" });
  const { state, metrics } = await loop.run({ w: Float32Array.of(0.25) }, {}, 4);
  await loop.dispose();
  // 0.25 → 1 (rounds to 0: slope −6) → 1.5 (to 1: −4) → 1.75 (to 2: −2) → 2 (to 2: −2).
  assertEquals([[...state.w], [...metrics.loss]], [[2], [9, 4, 1, 1]]);
});

const OWN_OPS: Record<string, (x: tf.Tensor, labels: tf.Tensor) => tf.Tensor> = {
  "losses.softmaxCrossEntropy": (x, labels) => tf.losses.softmaxCrossEntropy(labels, x),
  logSoftmax: (x, labels) => tf.sum(tf.mul(labels, tf.logSoftmax(x))),
  logSigmoid: (x, labels) => tf.sum(tf.mul(labels, tf.logSigmoid(x))),
};

for (const [name, op] of Object.entries(OWN_OPS)) {
  Deno.test(`tf.${name}, which TF.js makes by customGrad, has right first and second derivatives`, async () => {
    const program = trace(
      ({ x, labels }) => {
        const value = op(x, labels), [byX, byLabels] = grad(value, [x, labels]);
        const first = tf.sum(tf.mul(byX, tf.tensor2d([[1, -2, 0.5], [3, 0.25, -1]])));
        return { value, byX, byLabels, first, second: grad(first, x) };
      },
      { x: [2, 3], labels: [2, 3] },
      DOUBLE,
    );
    // The labels do not add up to 1, for which TF.js's own gradient would be wrong.
    const inputs = {
      x: Float64Array.of(0.5, -1, 2, 0, 0.25, -0.5),
      labels: Float64Array.of(0.5, 0.25, 1, 0, 1, 0.125),
    };
    const found = interpret(program, inputs);
    assertSameVector(found.byX, centralDifferences(program, "value", inputs, "x"), 1e-8, "by x");
    assertSameVector(
      found.byLabels,
      centralDifferences(program, "value", inputs, "labels"),
      1e-8,
      "by labels",
    );
    assertSameVector(found.second, centralDifferences(program, "first", inputs, "x"), 1e-8, "second");
    const onnx = await compile(program, { engine: "onnx" });
    assertSameVector((await onnx.run(inputs)).second, found.second, 1e-12, "onnx");
    await onnx.dispose();
  });
}

Deno.test("TF.js's own gradients of such functions, in a trace and outside of it, are as they were", async () => {
  await useCpuBackend();
  const before = tf.memory().numTensors;
  const found = results(
    (x) => ({ own: tf.grad((x) => tf.sum(tf.mul(square(x), x)))(x) }),
    Float64Array.of(-2, 3),
  );
  assertEquals(found.own, [4 - 4, 9 + 9]);
  assertThrows(() =>
    trace(({ x }) => {
      straightThrough(x);
      throw new SyntaxError("the user's own");
    }, { x: [1] }), SyntaxError);
  assert(!Object.hasOwn(tf.engine(), "runKernelFunc"));
  const eager = tf.tidy(() => tf.grad((x) => tf.sum(reversed(x)))(tf.tensor1d([1, 2])).dataSync());
  assertEquals([...eager], [-1, -1]);
  assertEquals(tf.memory().numTensors, before);
});
