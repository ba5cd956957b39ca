import * as tf from "@tensorflow/tfjs-core";
import { assertEquals } from "@std/assert";
import { grad, trace } from "../../lib/graph/mod.ts";
import { meanSquaredError, multilayerPerceptron } from "../../lib/nn/mod.ts";
import { floatingPointOperations } from "./floating_point_operations.ts";
import { tracedTraining } from "./training_workload.ts";
import { sineRegressionOptions } from "./sine_regression.ts";

Deno.test("floatingPointOperations() counts two for each multiplication of a matrix product, transposed or not", () => {
  const program = trace(({ a, b, c }) => ({
    plain: tf.matMul(a, b),
    turned: tf.matMul(a, c, true, true),
  }), { a: [2, 3, 4], b: [4, 5], c: [6, 3] });
  assertEquals(floatingPointOperations(program), 2 * (2 * 3 * 4 * 5) + 2 * (2 * 4 * 3 * 6));
});

Deno.test("floatingPointOperations() counts a convolution and its gradients alike", () => {
  const program = trace(({ x, w }) => {
    const y = tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, "same");
    const [dx, dw] = grad(tf.sum(tf.square(y)), [x, w]);
    return { y, dx, dw };
  }, { x: [2, 6, 7, 3], w: [3, 3, 3, 4] });
  assertEquals(floatingPointOperations(program), 3 * 2 * (2 * 6 * 7 * 4) * (3 * 3 * 3));
});

Deno.test("floatingPointOperations() of a training step is that of the textbook, fused or not", async () => {
  const rows = 9, widths = [2, 5, 5, 3], values = (count: number) => new Float32Array(count).fill(0.5);
  const model = multilayerPerceptron({ widths, activation: "tanh" });
  const { program } = await tracedTraining({
    ...sineRegressionOptions(widths, rows),
    data: {
      x: { shape: [rows, 2], values: values(2 * rows) },
      y: { shape: [rows, 3], values: values(3 * rows) },
    },
    loss: (parameters, { x, y }) => meanSquaredError(model.apply(parameters, x), y),
  });
  const [first, second, third] = [2 * 5, 5 * 5, 5 * 3];
  // Forward, by the weights, and by the inputs of all layers but the first.
  assertEquals(floatingPointOperations(program), 2 * rows * (2 * first + 3 * second + 3 * third));
});
