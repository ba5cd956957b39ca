import * as tf from "@tensorflow/tfjs-core";
import { compile, trace } from "../../lib/graph/mod.ts";
import { ENGINE_STATUSES, engineTest } from "../support/present_engines.ts";
import { assertClose } from "../support/tensors.ts";

const LOW = -(2 ** 31), HIGH = 2 ** 31 - 1;

type Op = (a: tf.Tensor, b: tf.Tensor) => tf.Tensor;
const int = (value: number) => tf.scalar(value, "int32");

/** Ops of two int32 vectors, and NumPy's result in int32; division by 0 gives 0. */
const RIGHT: readonly (readonly [string, Op, number[], number[], number[]])[] = [
  ["min", (a) => tf.min(a), [5, LOW, 3], [], [LOW]],
  ["max", (a) => tf.max(a), [HIGH - 1, LOW, HIGH], [], [HIGH]],
  ["argMin", (a) => tf.argMin(a), [5, LOW, 3, LOW], [], [1]],
  ["argMax", (a) => tf.argMax(a), [HIGH - 1, LOW, HIGH], [], [2]],
  ["argMax of truth values", (a) => tf.argMax(tf.greater(a, int(2))), [1, 2, 3, 4], [], [2]],
  ["argMin of truth values", (a) => tf.argMin(tf.less(a, int(2))), [1, 2, 3, 4], [], [1]],
  ["topk", (a) => tf.topk(a, 2).indices, [HIGH - 1, LOW, HIGH], [], [2, 0]],
  ["sum", (a) => tf.sum(a), [HIGH, 2 ** 24 + 1, 1], [], [-2130706431]],
  ["sum of rows", (a) => tf.sum(tf.reshape(a, [2, 2]), 1), [HIGH, 1, LOW, -1], [], [LOW, HIGH]],
  ["neg", (a) => tf.neg(a), [LOW, HIGH, 2 ** 24 + 1], [], [LOW, -HIGH, -(2 ** 24) - 1]],
  ["abs", (a) => tf.abs(a), [LOW, -HIGH, 2 ** 24 + 1], [], [LOW, HIGH, 2 ** 24 + 1]],
  ["mul", (a, b) => tf.mul(a, b), [LOW, HIGH, 123456789], [LOW, HIGH, 987654321], [0, 1, -67153019]],
  [
    "floorDiv",
    (a, b) => tf.floorDiv(a, b),
    [LOW, HIGH, 7, -7, 2 ** 24 + 1, LOW, 7, HIGH],
    [-1, -2, 2, 2, 2 ** 24, 1, 0, 1],
    [LOW, -1073741824, 3, -4, 1, LOW, 0, HIGH],
  ],
  ["mod", (a, b) => tf.mod(a, b), [LOW, HIGH, 7, -7, 7, -7], [-1, -2, -2, 2, 0, 0], [0, -1, -1, 1, 0, 0]],
  [
    "scatterND",
    (a, b) => tf.scatterND(tf.reshape(b, [3, 1]), a, [4]),
    [2 ** 24 + 1, 2, 3],
    [1, 1, 0],
    [3, 2 ** 24 + 3, 0, 0],
  ],
  [
    "unsortedSegmentSum",
    (a, b) => tf.unsortedSegmentSum(a, b as tf.Tensor1D, 3),
    [1, 1, 1, 1],
    [2, 0, 2, 2],
    [1, 0, 3],
  ],
];

/** webgpu computes whole numbers in float32, see `special_value_holes.ts`. */
const EXACT = ENGINE_STATUSES.filter(({ engine }) => engine !== "webgpu");

for (const status of EXACT) {
  engineTest(status, "int32 is right up to its ends", async () => {
    for (
      const precision of status.engine === "onnx" ? ["float32", "float64"] as const : ["float32"] as const
    ) {
      for (const [name, op, a, b, right] of RIGHT) {
        const program = trace(({ a, b }) => ({ y: op(a, b) }), {
          a: { shape: [a.length], dtype: "int32" },
          b: { shape: [b.length], dtype: "int32" },
        }, { precision });
        const executable = await compile(program, { engine: status.engine });
        const { y } = await executable.run({ a: Int32Array.from(a), b: Int32Array.from(b) });
        await executable.dispose();
        assertClose(y, Int32Array.from(right), { relative: 0 }, `${name}, ${precision}`);
      }
    }
  });
}

for (const status of ENGINE_STATUSES) {
  engineTest(status, "int32 rows are added at indices", async () => {
    const program = trace(({ a, b }) => ({ y: tf.unsortedSegmentSum(a, b as tf.Tensor1D, 3) }), {
      a: { shape: [4], dtype: "int32" },
      b: { shape: [4], dtype: "int32" },
    });
    const executable = await compile(program, { engine: status.engine });
    const { y } = await executable.run({ a: Int32Array.of(1, 2, 3, 4), b: Int32Array.of(2, 0, 2, 2) });
    await executable.dispose();
    assertClose(y, Int32Array.of(2, 0, 8), { relative: 0 }, "counts");
  });
}
