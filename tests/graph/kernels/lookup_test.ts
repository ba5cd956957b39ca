import * as tf from "@tensorflow/tfjs-core";
import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { compile, interpret, softmaxCrossEntropy, trace, vmap } from "../../../lib/graph/mod.ts";

const X = Float64Array.of(1, 2, 3, 4, 5, 6);

/** Look-ups in a matrix [3, 2] by indices of a shape. */
const LOOKUPS: Record<
  string,
  [shape: number[], good: number[], bad: number[], (x: tf.Tensor, at: tf.Tensor) => tf.Tensor]
> = {
  gather: [[2], [0, 2], [0, -1], (x, at) => tf.gather(x, at as tf.Tensor1D)],
  "gather beyond the end": [[2], [0, 2], [0, 3], (x, at) => tf.gather(x, at as tf.Tensor1D)],
  // Position 2 of row 0 is outside, though its place in memory is that of row 1.
  gatherND: [[1, 2], [2, 1], [0, 2], (x, at) => tf.gatherND(x, at)],
  "gatherND of a negative position": [[1, 2], [2, 1], [1, -1], (x, at) => tf.gatherND(x, at)],
  scatterND: [
    [3, 2],
    [0, 0, 0, 0, 2, 1],
    [0, 0, 1, 0, 0, 2],
    (x, at) => tf.scatterND(at, tf.slice(tf.reshape(x, [6]), [0], [3]), [3, 2]),
  ],
  // Here too the place in memory is that of another row.
  "gather in each row": [[3, 1], [1, 0, 1], [2, 0, 1], (x, at) => tf.gather(x, at as tf.Tensor1D, 1, 1)],
  "gather in each sample": [
    [3, 1],
    [1, 0, 1],
    [0, -1, 1],
    (x, at) => vmap((row, at) => tf.gather(row, at as tf.Tensor1D), [x, at]),
  ],
  "sum at indices of each sample": [
    [3, 2],
    [1, 0, 1, 1, 0, 1],
    [0, 1, 0, 1, 2, 0],
    (x, at) => vmap((row, at) => tf.unsortedSegmentSum(row, at as tf.Tensor1D, 2), [x, at]),
  ],
  "cross-entropy": [[3], [1, 0, 1], [0, 2, 1], (x, at) => tf.round(softmaxCrossEntropy(x, at))],
  "cross-entropy of a negative label": [
    [3],
    [1, 0, 1],
    [0, -1, 1],
    (x, at) => tf.round(softmaxCrossEntropy(x, at)),
  ],
  unsortedSegmentSum: [[3], [0, 1, 1], [0, -1, 1], (x, at) => tf.unsortedSegmentSum(x, at as tf.Tensor1D, 2)],
};

for (const [name, [shape, good, bad, op]] of Object.entries(LOOKUPS)) {
  Deno.test(`${name}: an index outside the tensor is refused by the interpreter and by onnx`, async () => {
    const program = trace(({ x, at }) => ({ y: op(x, at) }), { x: [3, 2], at: { shape, dtype: "int32" } });
    const inside = { x: X, at: Int32Array.from(good) }, outside = { x: X, at: Int32Array.from(bad) };
    const onnx = await compile(program, { engine: "onnx" });
    assertEquals([...(await onnx.run(inside)).y], [...interpret(program, inside).y]);
    assertThrows(() => interpret(program, outside), RangeError, "is outside");
    await assertRejects(() => onnx.run(outside), Error, "ind");
    await onnx.dispose();
  });
}
