import * as tf from "@tensorflow/tfjs-core";
import { assert } from "@std/assert";
import { compile, grad, interpret, trace } from "../../lib/graph/mod.ts";
import { assertSameVector, centralDifferences } from "../support/differences.ts";
import { useCpuBackend } from "../support/tensors.ts";

type Elementwise = (x: tf.Tensor) => tf.Tensor;

/** Activations whose second derivatives TF.js 4.22 gets wrong (tensorflow/tfjs#3252). */
const ACTIVATIONS: Record<string, Elementwise> = {
  tanh: tf.tanh,
  sigmoid: tf.sigmoid,
  exp: tf.exp,
  softmax: (x) => tf.softmax(x),
};

const POINTS = [-0.5, 0.25, 1], OUTER = [1, -0.75], WEIGHTS = [0.8125, -1.125];

/** u(x) = v·σ(xw) of each point. */
function network(x: tf.Tensor, w: tf.Tensor, activation: Elementwise): tf.Tensor {
  return tf.matMul(activation(tf.matMul(x, w)), tf.tensor2d(OUTER, [2, 1]));
}

for (const [name, activation] of Object.entries(ACTIVATIONS)) {
  Deno.test(`the gradient of mean(u_x²) of a ${name} network is right, and TF.js's own is not`, async () => {
    const program = trace(
      ({ w }) => {
        const x = tf.tensor2d(POINTS, [3, 1]);
        const slope = grad(tf.sum(network(x, w, activation)), x), loss = tf.mean(tf.square(slope));
        return { loss, gradient: grad(loss, w) };
      },
      { w: [1, 2] },
      { precision: "float64" },
    );
    const inputs = { w: Float64Array.from(WEIGHTS) };
    const expected = centralDifferences(program, "loss", inputs, "w");
    assertSameVector(interpret(program, inputs).gradient, expected, 1e-8, "interpreter");
    const onnx = await compile(program, { engine: "onnx" });
    assertSameVector((await onnx.run(inputs)).gradient, expected, 1e-8, "onnx");
    await onnx.dispose();

    await useCpuBackend();
    const ownLoss = (w: tf.Tensor) => {
      const slope = tf.grad((x) => tf.sum(network(x, w, activation)));
      return tf.mean(tf.square(slope(tf.tensor2d(POINTS, [3, 1]))));
    };
    let own: Float32Array | null = null;
    try {
      own = tf.grad(ownLoss)(tf.tensor2d(WEIGHTS, [1, 2])).dataSync() as Float32Array;
    } catch {
      // Throwing is the other way in which TF.js does not have it.
    }
    const errors = Array.from(own ?? [], (value, k) => Math.abs(value - expected[k]) / Math.abs(expected[k]));
    assert(own === null || errors.every((error) => error > 0.05), `TF.js is off by ${errors}`);
  });
}
