import * as tf from "@tensorflow/tfjs-core";
import { assertThrows } from "@std/assert";
import { compile, grad, logSumExp, trace } from "../../lib/graph/mod.ts";
import { ENGINE_STATUSES, engineTest } from "../support/present_engines.ts";
import { assertClose } from "../support/tensors.ts";

type Ops = (x: tf.Tensor, row: tf.Tensor) => tf.Tensor;

/** Ops of an empty tensor and of a row of two, and NumPy's result. */
const RIGHT: readonly (readonly [string, Ops, number[], number[]])[] = [
  ["mean", (x) => tf.mean(x, 0), [0, 3], [NaN, NaN, NaN]],
  ["mean of all", (x) => tf.mean(x), [0, 3], [NaN]],
  ["sum over leading axes", (x) => tf.sum(x, [0, 1]), [2, 0, 3], [0, 0, 0]],
  ["sum over the last axis", (x) => tf.sum(x, 1), [2, 0], [0, 0]],
  ["prod", (x) => tf.prod(x, 0), [0, 2], [1, 1]],
  ["all", (x) => tf.all(tf.cast(x, "bool"), 0), [0, 2], [1, 1]],
  ["any", (x) => tf.any(tf.cast(x, "bool"), 0), [0, 2], [0, 0]],
  ["logSumExp", (x) => logSumExp(x, 0), [0, 2], [-Infinity, -Infinity]],
  ["max along another axis", (x) => tf.max(x, 1), [0, 2], []],
  ["reshape", (x) => tf.reshape(x, [0, 5]), [2, 0], []],
  ["tile", (_, row) => tf.tile(row, [0]), [0], []],
  ["add", (x, row) => tf.add(x, row), [0, 2], []],
  ["add to a sum", (x, row) => tf.sum(tf.mul(x, row), 0), [0, 2], [0, 0]],
  ["concat", (x, row) => tf.concat([x, tf.reshape(row, [1, 2]), x]), [0, 2], [5, 7]],
  ["pad", (x) => tf.pad(x, [[1, 0], [0, 1]]), [0, 2], [0, 0, 0]],
  ["matMul", (x) => tf.matMul(x, x, true), [0, 2], [0, 0, 0, 0]],
  ["unsortedSegmentSum", (x) => tf.unsortedSegmentSum(x, tf.tensor1d([], "int32"), 2), [0], [0, 0]],
  ["gradient of a sum", (x, row) => grad(tf.sum(tf.add(tf.sum(tf.mul(x, row), 0), row)), [row])[0], [0, 2], [
    1,
    1,
  ]],
];

for (const status of ENGINE_STATUSES) {
  engineTest(status, "tensors without elements", async () => {
    for (
      const precision of status.engine === "onnx" ? ["float32", "float64"] as const : ["float32"] as const
    ) {
      for (const [name, op, shape, right] of RIGHT) {
        const program = trace(({ x, row }) => ({ y: op(x, row) }), { x: shape, row: [2] }, { precision });
        const executable = await compile(program, { engine: status.engine });
        const { y } = await executable.run({ x: new Float64Array(0), row: Float64Array.of(5, 7) });
        await executable.dispose();
        assertClose(y, Float64Array.from(right), { relative: 0 }, `${name}, ${precision}`);
      }
    }
  });
}

Deno.test("the largest of no elements is refused by name", () => {
  const tracing = (op: (x: tf.Tensor) => tf.Tensor) => () => trace(({ x }) => ({ y: op(x) }), { x: [0, 3] });
  assertThrows(tracing((x) => tf.max(x, 0)), RangeError, "max: no elements along axes [0] of shape [0,3]");
  assertThrows(tracing((x) => tf.min(x)), RangeError, "min: no elements along axes [0,1] of shape [0,3]");
  assertThrows(
    tracing((x) => tf.argMax(x, 0)),
    RangeError,
    "argMax: no elements along axes [0] of shape [0,3]",
  );
});
