import * as tf from "@tensorflow/tfjs-core";
import { assertEquals } from "@std/assert";
import { compile, grad, hessian, hvp, interpret, jvp, trace, vmap } from "../../lib/graph/mod.ts";
import { ENGINE_STATUSES, engineTest } from "../support/present_engines.ts";

type Elementwise = (x: tf.Tensor) => tf.Tensor;

const X = Float64Array.of(0, 1, -2);

/** Functions of |x| with derivatives of order 2 at 0, and these at 0, 1 and −2. */
const SMOOTH: Record<string, [Elementwise, number[]]> = {
  "square of abs": [(x) => tf.square(tf.abs(x)), [2, 2, 2]],
  "abs to the power 2": [(x) => tf.pow(tf.abs(x), 2), [2, 2, 2]],
  "abs to the power of a tensor": [(x) => tf.pow(tf.abs(x), tf.tensor1d([2, 2, 2])), [2, 2, 2]],
  "abs to the power 3": [(x) => tf.pow(tf.abs(x), 3), [0, 6, 12]],
  "abs to the power 4": [(x) => tf.pow(tf.abs(x), 4), [0, 12, 48]],
  "abs times abs": [(x) => tf.mul(tf.abs(x), tf.abs(x)), [2, 2, 2]],
  "square of a reshaped abs": [(x) => tf.reshape(tf.square(tf.reshape(tf.abs(x), [1, 3])), [3]), [2, 2, 2]],
  "cosh of abs": [(x) => tf.cosh(tf.abs(x)), [1, Math.cosh(1), Math.cosh(2)]],
  "square of log(1 + abs)": [
    (x) => tf.square(tf.log1p(tf.abs(x))),
    [0, 1, 2].map((a) => 2 * (1 - Math.log1p(a)) / (1 + a) ** 2),
  ],
  "square of the larger of x and -x": [(x) => tf.square(tf.maximum(x, tf.neg(x))), [2, 2, 2]],
  "square of the smaller of x and -x": [(x) => tf.square(tf.minimum(x, tf.neg(x))), [2, 2, 2]],
  "square of a leaky ReLU": [(x) => tf.square(tf.leakyRelu(x, -1)), [2, 2, 2]],
  "Huber loss": [(x) => tf.losses.huberLoss(tf.zeros([3]), x, undefined, 1.5, tf.Reduction.NONE), [1, 1, 0]],
};

for (const [name, [fn, expected]] of Object.entries(SMOOTH)) {
  Deno.test(`${name}: the second derivative is right also at 0, in every mode`, () => {
    const program = trace(
      ({ x }) => {
        const ones = tf.onesLike(x), y = fn(x), sum = tf.sum(y), slope = grad(sum, x);
        return {
          reverse: grad(tf.sum(slope), x),
          hessian: tf.sum(hessian(sum, x), 0),
          product: hvp(sum, x, ones),
          forward: jvp(jvp(y, x, ones), x, ones),
          forwardOverReverse: jvp(slope, x, ones),
          reverseOverForward: grad(tf.sum(jvp(y, x, ones)), x),
        };
      },
      { x: [3] },
      { precision: "float64" },
    );
    const found = interpret(program, { x: X });
    for (const [mode, values] of Object.entries(found)) {
      assertEquals(rounded(values), rounded(expected), mode);
    }
  });
}

const rounded = (values: ArrayLike<number>) =>
  Array.from(values, (value) => Math.round(1e5 * value) / 1e5 + 0);

for (const status of ENGINE_STATUSES) {
  engineTest(status, "norms have right first and second derivatives where a coordinate is 0", async () => {
    const program = trace(({ x, rows }) => {
      const square = tf.square(tf.norm(x)), ofRows = tf.square(tf.norm(rows, 2, 1));
      const each = vmap((row) => tf.square(tf.norm(row)), [rows]);
      return {
        slope: grad(square as tf.Scalar, x),
        hessian: hessian(square, x),
        ofNorm: hessian(tf.norm(x), x),
        ofRows: tf.sum(hessian(tf.sum(ofRows), rows), [0, 1]),
        each: tf.sum(hessian(tf.sum(each), rows), [0, 1]),
        inside: vmap((row) => hessian(tf.square(tf.norm(row)), row), [rows]),
        absolute: grad(tf.sum(tf.norm(x, 1)), x),
      };
    }, { x: [2], rows: [2, 2] });
    const executable = await compile(program, { engine: status.engine });
    const found = await executable.run({ x: Float32Array.of(0, 1), rows: Float32Array.of(0, 2, -3, 0) });
    await executable.dispose();
    assertEquals(Object.fromEntries(Object.entries(found).map(([name, values]) => [name, rounded(values)])), {
      slope: [0, 2],
      hessian: [2, 0, 0, 2],
      ofNorm: [1, 0, 0, 0],
      ofRows: [2, 2, 2, 2],
      each: [2, 2, 2, 2],
      inside: [2, 0, 0, 2, 2, 0, 0, 2],
      absolute: [0, 1],
    });
  });
}

Deno.test("the fourth derivative of abs to the power 4, and the third to the power 3 beside its kink", () => {
  const nth = (fn: Elementwise, order: number) => (x: tf.Tensor) => {
    let y = fn(x);
    for (let k = 0; k < order; k++) y = grad(tf.sum(y), x);
    return y;
  };
  const { fourth, third } = interpret(
    trace(
      ({ x }) => ({
        fourth: nth((x) => tf.pow(tf.abs(x), 4), 4)(x),
        third: nth((x) => tf.pow(tf.abs(x), 3), 3)(tf.slice(x, [1], [2])),
      }),
      { x: [3] },
      { precision: "float64" },
    ),
    { x: X },
  );
  assertEquals(rounded(fourth), [24, 24, 24]);
  assertEquals(rounded(third), [6, -6]);
});

Deno.test("a first derivative at a kink stays the mean of both sides, in every mode", () => {
  const found = interpret(
    trace(({ x, y }) => ({
      reverse: grad(tf.sum(tf.abs(x)), x),
      forward: jvp(tf.abs(x), x, tf.onesLike(x)),
      each: vmap((one) => grad(tf.abs(one), one), [x]),
      larger: grad(tf.sum(tf.maximum(x, y)), x),
      other: grad(tf.sum(tf.maximum(x, y)), y),
      smaller: jvp(tf.minimum(x, y), x, tf.onesLike(x)),
      second: grad(tf.sum(grad(tf.sum(tf.abs(x)), x)), x),
    }), { x: [3], y: [3] }),
    { x: X, y: Float64Array.of(0, 3, -5) },
  );
  assertEquals(Object.fromEntries(Object.entries(found).map(([name, values]) => [name, rounded(values)])), {
    reverse: [0, 1, -1],
    forward: [0, 1, -1],
    each: [0, 1, -1],
    larger: [0.5, 0, 1],
    other: [0.5, 1, 0],
    smaller: [0.5, 1, 0],
    second: [0, 0, 0],
  });
});

Deno.test("the kinks cost nothing in a compiled first derivative", () => {
  const count = (fn: Elementwise) =>
    trace(({ x }) => ({ y: grad(tf.sum(fn(x)), x) }), { x: [3] }).graph.nodes.map(({ op }) => op.name);
  assertEquals(count((x) => tf.square(tf.abs(x))).filter((name) => name === "sign").length, 1);
  assertEquals(count((x) => tf.square(tf.abs(x))).includes("notBelow"), false);
  assertEquals(count((x) => tf.square(tf.maximum(x, 0.5))).includes("notBelow"), false);
});

Deno.test("a Hessian at kinks is symmetric: that of one side of all of them", () => {
  const program = trace(
    ({ x }) => {
      const [a, b] = tf.split(x, [1, 2]), apart = tf.add(tf.sum(tf.abs(a)), tf.sum(tf.maximum(b, tf.neg(b))));
      return {
        together: hessian(tf.square(tf.norm(x, 1)), x),
        apart: hessian(tf.square(apart), x),
        penalty: hessian(tf.sum(tf.square(grad(tf.sum(tf.square(tf.abs(x))), x))), x),
      };
    },
    { x: [3] },
    { precision: "float64" },
  );
  const { together, apart, penalty } = interpret(program, { x: X });
  assertEquals(rounded(together), [2, 2, -2, 2, 2, -2, -2, -2, 2]);
  assertEquals(rounded(apart), [2, 2, -2, 2, 2, -2, -2, -2, 2]);
  assertEquals(rounded(penalty), [8, 0, 0, 0, 8, 0, 0, 0, 8]);
});

Deno.test("a first derivative beside one of higher order stays a mean", () => {
  const program = trace(
    ({ x }) => {
      const curved = tf.sum(tf.square(grad(tf.sum(tf.square(tf.abs(x))), x)));
      return {
        slope: grad(tf.add(curved, tf.sum(tf.abs(tf.mul(2, x)))), x),
        alone: grad(tf.sum(tf.abs(x)), x),
      };
    },
    { x: [3] },
    { precision: "float64" },
  );
  const { slope, alone } = interpret(program, { x: X });
  // 8x + 2·sign 2x
  assertEquals(rounded(slope), [0, 10, -18]);
  assertEquals(rounded(alone), [0, 1, -1]);
});
