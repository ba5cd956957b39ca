import * as tf from "@tensorflow/tfjs-core";
import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { compile, grad, interpret, trace } from "../../lib/graph/mod.ts";
import { accuracy, crossEntropy, meanSquaredError, signAccuracy } from "../../lib/nn/mod.ts";
import { assertSameVector, centralDifferences } from "../support/differences.ts";

const LABELS = { shape: [3], dtype: "int32" } as const;

Deno.test("the mean squared error is a mean over all elements", () => {
  const program = trace(({ a, b }) => ({ loss: meanSquaredError(a, b) }), { a: [2, 2], b: [2, 2] });
  const { loss } = interpret(program, { a: Float64Array.of(1, 2, 3, 4), b: Float64Array.of(1, 0, 3, 1) });
  assertEquals([...loss], [13 / 4]);
});

Deno.test("losses refuse shapes that would broadcast rows against rows", () => {
  const inputs = { a: [4, 1], b: [4] };
  const message = "the shapes [4,1] and [4] must be equal";
  assertThrows(() => trace(({ a, b }) => ({ l: meanSquaredError(a, b) }), inputs), RangeError, message);
  assertThrows(() => trace(({ a, b }) => ({ l: signAccuracy(a, b) }), inputs), RangeError, message);
  const labelled = { y: [4, 3], n: LABELS };
  const fit = "labels [3] do not fit outputs [4,3]";
  assertThrows(() => trace(({ y, n }) => ({ l: crossEntropy(y, n) }), labelled), RangeError, fit);
  assertThrows(() => trace(({ y, n }) => ({ l: accuracy(y, n) }), labelled), RangeError, fit);
});

Deno.test("cross-entropy is the mean of −log softmax at the label, with its gradient", () => {
  const program = trace(
    ({ y, n }) => {
      const loss = crossEntropy(y, n);
      return { loss, by: grad(loss, y) };
    },
    { y: [3, 2], n: LABELS },
    { precision: "float64" },
  );
  const inputs = { y: Float64Array.of(1, 2, -1, 0.5, 0, 0), n: Int32Array.of(0, 1, 1) };
  const { loss, by } = interpret(program, inputs);
  const softplus = (x: number) => Math.log1p(Math.exp(x));
  assertAlmostEquals(loss[0], (softplus(1) + softplus(-1.5) + softplus(0)) / 3, 1e-15);
  assertSameVector(by, centralDifferences(program, "loss", inputs, "y"), 1e-9, "gradient");
});

Deno.test("cross-entropy of large logits neither overflows nor vanishes in float64", async () => {
  const program = trace(
    ({ y, n }) => {
      const loss = crossEntropy(y, n);
      return { loss, by: grad(loss, y) };
    },
    { y: [3, 2], n: LABELS },
    { precision: "float64" },
  );
  const onnx = await compile(program, { engine: "onnx" });
  const { loss, by } = await onnx.run({
    y: Float64Array.of(1000, -1000, 20, 0, -5000, -5000),
    n: Int32Array.of(1, 0, 0),
  });
  assertAlmostEquals(loss[0], (2000 + Math.log1p(Math.exp(-20)) + Math.log(2)) / 3, 1e-12);
  assertAlmostEquals(by[3], 1 / (1 + Math.exp(20)) / 3, 1e-16);
  await onnx.dispose();
});

Deno.test("accuracy counts rows whose largest output is at the label", () => {
  const program = trace(({ y, n }) => ({ share: accuracy(y, n) }), { y: [3, 3], n: LABELS });
  const y = Float64Array.of(0, 5, 1, 2, 1, 0, 0, 1, 2);
  assertEquals(interpret(program, { y, n: Int32Array.of(1, 1, 2) }).share[0], 2 / 3);
});

Deno.test("sign accuracy counts equal signs, and 0 has neither", () => {
  const program = trace(({ a, b }) => ({ share: signAccuracy(a, b) }), { a: [4], b: [4] });
  const { share } = interpret(program, {
    a: Float64Array.of(2, -0.1, 0, 1),
    b: Float64Array.of(1, -1, 1, -1),
  });
  assertEquals(share[0], 0.5);
});

Deno.test("tf.logSoftmax, which TF.js composes, is traced with right derivatives as well", () => {
  const program = trace(
    ({ x }) => {
      const y = tf.sum(tf.square(tf.logSoftmax(x)));
      return { y, by: grad(y, x) };
    },
    { x: [2, 3] },
    { precision: "float64" },
  );
  const inputs = { x: Float64Array.of(1, 2, 0.5, -1, 3, 0) };
  assertSameVector(
    interpret(program, inputs).by,
    centralDifferences(program, "y", inputs, "x"),
    1e-9,
    "gradient",
  );
});
