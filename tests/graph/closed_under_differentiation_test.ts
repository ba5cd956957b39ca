import * as tf from "@tensorflow/tfjs";
import { assertGreater, assertLess, assertThrows } from "@std/assert";
import { compile, constant, grad, interpret, trace } from "../../lib/graph/mod.ts";
import { assertSameVector, centralDifferences } from "../support/differences.ts";
import { assertAllClose, between, drawTensor, specsOf, useCpuBackend, valuesOf } from "../support/tensors.ts";

const HIDDEN = 4;
const PARAMETERS = {
  w1: drawTensor([1, HIDDEN], 1, between(-1, 1)),
  b1: drawTensor([HIDDEN], 2, between(-1, 1)),
  w2: drawTensor([HIDDEN, HIDDEN], 3, between(-1, 1)),
  w3: drawTensor([HIDDEN, 1], 4, between(-1, 1)),
};
const POINTS = drawTensor([5, 1], 5, between(-1, 1));

/** A tanh network u(x). */
function network(x: tf.Tensor, p: Record<string, tf.Tensor>): tf.Tensor {
  const h = tf.tanh(tf.add(tf.matMul(x, p.w1), p.b1));
  return tf.matMul(tf.tanh(tf.matMul(h, p.w2)), p.w3);
}

const names = Object.keys(PARAMETERS);

Deno.test("mean u_x² of a tanh network, differentiated by its parameters, agrees with central differences", async () => {
  const program = trace(
    (p) => {
      const x = constant(POINTS.values, POINTS.shape);
      const slope = grad(tf.sum(network(x, p)), x);
      const loss = tf.mean(tf.square(slope));
      const byParameter = grad(loss, names.map((name) => p[name]));
      return { loss, ...Object.fromEntries(byParameter.map((g, k) => [`by ${names[k]}`, g])) };
    },
    specsOf(PARAMETERS),
    { precision: "float64" },
  );
  const inputs = valuesOf(PARAMETERS), found = interpret(program, inputs);
  for (const name of names) {
    const expected = centralDifferences(program, "loss", inputs, name);
    assertSameVector(found[`by ${name}`], expected, 1e-8, `by ${name}`);
  }
  const onnx = await compile(program, { engine: "onnx" });
  assertAllClose(await onnx.run(inputs), found, { relative: 1e-11 }, "onnx");
  await onnx.dispose();
});

Deno.test("mean (u_xx + f)² of a tanh network, differentiated by its parameters, agrees as well", () => {
  const program = trace(
    (p) => {
      const x = constant(POINTS.values, POINTS.shape);
      const slope = grad(tf.sum(network(x, p)), x), curvature = grad(tf.sum(slope), x);
      const loss = tf.mean(tf.square(tf.add(curvature, tf.sin(x))));
      return { loss, by: grad(loss, p.w2) };
    },
    specsOf(PARAMETERS),
    { precision: "float64" },
  );
  const inputs = valuesOf(PARAMETERS);
  const expected = centralDifferences(program, "loss", inputs, "w2");
  assertSameVector(interpret(program, inputs).by, expected, 1e-6, "by w2");
});

Deno.test("TF.js's own nested gradients of tanh throw or are wrong, which is why the graph has its own", async () => {
  await useCpuBackend();
  const x = 0.5, slope = 1 - Math.tanh(x) ** 2, right = -2 * Math.tanh(x) * slope;
  const program = trace(
    ({ x, w }) => ({
      second: grad(grad(tf.tanh(x), x), x),
      // d/dw (d/dx tanh(w x))²
      mixed: grad(tf.square(grad(tf.tanh(tf.mul(w, x)), x)), w),
    }),
    { x: [], w: [] },
    { precision: "float64" },
  );
  const { second, mixed } = interpret(program, { x: Float64Array.of(x), w: Float64Array.of(1) });
  const rightMixed = 2 * slope * (slope + x * right);
  assertLess(Math.abs(second[0] - right), 1e-15);
  assertLess(Math.abs(mixed[0] - rightMixed), 1e-15);

  const nested = tf.grad((t) => tf.grad((s) => tf.tanh(s))(t));
  assertThrows(() => nested(tf.scalar(x)), Error, "Cannot compute gradient");
  const bySlope = tf.grad((w) => tf.square(tf.grad((t) => tf.tanh(tf.mul(w, t)))(tf.scalar(x))));
  const own = tf.tidy(() => bySlope(tf.scalar(1)).dataSync()[0]);
  assertGreater(Math.abs(own - rightMixed), 0.1, `TF.js has ${own}, right is ${rightMixed}`);
});
