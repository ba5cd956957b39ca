import * as tf from "@tensorflow/tfjs-core";
import { compile, grad, logSoftmax, logSumExp, type Precision, trace } from "../../lib/graph/mod.ts";
import { ENGINE_STATUSES, engineTest } from "../support/present_engines.ts";
import { assertClose } from "../support/tensors.ts";

type Ops = (x: tf.Tensor) => tf.Tensor;

/** Ops of one tensor of a shape, its elements, and NumPy's result (JAX's for casts and for the k largest). */
const RIGHT: readonly (readonly [string, Ops, number[], number[], number[]])[] = [
  ["max", (x) => tf.max(x), [2], [2, NaN], [NaN]],
  ["max of rows", (x) => tf.max(x, 1), [3, 3], [1, 2, NaN, 3, Infinity, -Infinity, 5, 7, 6], [
    NaN,
    Infinity,
    7,
  ]],
  ["max of columns", (x) => tf.max(x, 0), [2, 3], [1, NaN, 3, 4, 5, NaN], [4, NaN, NaN]],
  [
    "max of long rows",
    (x) => tf.max(x, 1),
    [2, 20],
    Array.from({ length: 40 }, (_, i) => i === 33 ? NaN : -i),
    [0, NaN],
  ],
  ["min", (x) => tf.min(x), [3], [2, NaN, -1], [NaN]],
  ["min of rows", (x) => tf.min(x, 1), [2, 2], [1, NaN, 3, -Infinity], [NaN, -Infinity]],
  ["argMax", (x) => tf.argMax(x), [4], [1, NaN, 3, 2], [1]],
  ["argMax of rows", (x) => tf.argMax(x, 1), [3, 3], [1, Infinity, NaN, 3, 3, 1, NaN, 9, NaN], [2, 0, 0]],
  ["argMax of columns", (x) => tf.argMax(x, 0), [3, 2], [1, 5, NaN, 4, NaN, 3], [1, 0]],
  ["argMin", (x) => tf.argMin(x), [4], [1, NaN, 3, NaN], [1]],
  ["topk", (x) => tf.topk(x, 4).indices, [5], [1, Infinity, NaN, 2, NaN], [2, 4, 1, 3]],
  ["topk of rows", (x) => tf.topk(x, 2).values, [2, 3], [1, NaN, 3, 4, Infinity, 6], [NaN, 3, Infinity, 6]],
  ["clipByValue", (x) => tf.clipByValue(x, -1, 1), [3], [NaN, -2, Infinity], [NaN, -1, 1]],
  ["relu", (x) => tf.relu(x), [3], [NaN, -2, Infinity], [NaN, 0, Infinity]],
  ["relu6", (x) => tf.relu6(x), [3], [NaN, -2, Infinity], [NaN, 0, 6]],
  ["sign", (x) => tf.sign(x), [5], [NaN, 1e-30, -1e-30, 0, -Infinity], [NaN, 1, -1, 0, -1]],
  ["maximum of a number and x", (x) => tf.maximum(1, x), [3], [NaN, 2, 0], [NaN, 2, 1]],
  ["maximum of x and a number", (x) => tf.maximum(x, 1), [3], [NaN, 2, 0], [NaN, 2, 1]],
  ["minimum of both ways round", (x) => tf.minimum(x, tf.reverse(x)), [3], [NaN, 2, 0], [NaN, 2, NaN]],
  ["maxPool", (x) => tf.maxPool(x as tf.Tensor4D, [1, 2], [1, 2], "valid"), [1, 1, 6, 1], [
    1,
    NaN,
    NaN,
    2,
    -Infinity,
    3,
  ], [NaN, NaN, 3]],
  ["maxPool with margins", (x) => tf.maxPool(x as tf.Tensor4D, 2, 1, 1), [1, 1, 2, 1], [NaN, 2], [
    NaN,
    NaN,
    2,
    NaN,
    NaN,
    2,
  ]],
  ["logSoftmax", (x) => logSoftmax(x), [2, 3], [1, NaN, 3, -Infinity, 0, 0], [
    NaN,
    NaN,
    NaN,
    -Infinity,
    -Math.LN2,
    -Math.LN2,
  ]],
  [
    "logSumExp",
    (x) => logSumExp(x, 1),
    [3, 3],
    [1, NaN, 3, -Infinity, -Infinity, -Infinity, 0, 0, Infinity],
    [NaN, -Infinity, Infinity],
  ],
  ["softmax", (x) => tf.softmax(x), [1, 3], [1, NaN, 3], [NaN, NaN, NaN]],
  ["pow", (x) => tf.pow(x, tf.reverse(x)), [4], [1, -1, Infinity, NaN], [1, 1, 0, NaN]],
  ["mod", (x) => tf.mod(x, Infinity), [4], [5, -5, Infinity, 0], [5, Infinity, NaN, 0]],
  ["unsortedSegmentSum", (x) => tf.unsortedSegmentSum(x, tf.tensor1d([0, 1, 1], "int32"), 3), [3], [
    NaN,
    Infinity,
    1,
  ], [NaN, Infinity, 0]],
  [
    "conv2d of one weight",
    (x) => tf.conv2d(x as tf.Tensor4D, tf.ones([1, 1, 1, 1]), 1, "valid"),
    [1, 1, 2, 1],
    [NaN, 2],
    [NaN, 2],
  ],
  ["cast to int32", (x) => tf.cast(x, "int32"), [7], [NaN, Infinity, -Infinity, 1e10, -1e10, -2.5, 2.5], [
    0,
    2147483647,
    -2147483648,
    2147483647,
    -2147483648,
    -2,
    2,
  ]],
  ["cast to bool", (x) => tf.cast(x, "bool"), [4], [NaN, Infinity, 0, -0], [1, 1, 0, 0]],
  ["floorDiv by 0", (x) => tf.floorDiv(x, 0), [4], [1, -1, 0, NaN], [2147483647, -2147483648, 0, 0]],
];

/** Where a device gives JavaScript's or C's result, see `special_value_holes.ts`. */
const LEFT_OUT: Readonly<Record<string, readonly string[]>> = { webgpu: ["pow", "mod"] };

for (const status of ENGINE_STATUSES) {
  const precisions: Precision[] = ["onnx", "interpreter"].includes(status.engine)
    ? ["float32", "float64"]
    : ["float32"];
  engineTest(status, "NaN and infinities come out as in NumPy", async () => {
    for (const precision of precisions) {
      for (const [name, op, shape, elements, right] of RIGHT) {
        if (LEFT_OUT[status.engine]?.includes(name)) continue;
        const program = trace(({ x }) => ({ y: op(x) }), { x: shape }, { precision });
        const executable = await compile(program, { engine: status.engine });
        const { y } = await executable.run({ x: Float64Array.from(elements) });
        await executable.dispose();
        assertClose(y, Float64Array.from(right), { relative: 1e-6 }, `${name}, ${precision}`);
      }
    }
  });

  engineTest(status, "equal maxima share the gradient", async () => {
    const program = trace(({ x }) => {
      const [g] = grad(tf.sum(tf.max(x, 1)), [x]);
      return { g };
    }, { x: [2, 3] });
    const executable = await compile(program, { engine: status.engine });
    const { g } = await executable.run({ x: Float64Array.of(1, 3, 3, 5, 4, 2) });
    await executable.dispose();
    assertClose(g, Float64Array.of(0, 0.5, 0.5, 1, 0, 0), { relative: 1e-6 }, "gradient");
  });
}
