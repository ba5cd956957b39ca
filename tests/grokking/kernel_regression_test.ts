import * as tf from "@tensorflow/tfjs-core";
import { assertAlmostEquals, assertEquals, assertLess, assertThrows } from "@std/assert";
import { compile, trace } from "../../lib/graph/mod.ts";
import { halfErrors, kernelMatrix, linearisedOutputs, outputJacobian } from "../../lib/grokking/mod.ts";
import { symmetricEigen } from "../../lib/linalg/mod.ts";
import { multilayerPerceptron, uniformFanIn } from "../../lib/nn/mod.ts";
import { generator } from "../../lib/random/mod.ts";

Deno.test("rows of the Jacobian are finite differences of the output", async () => {
  const model = multilayerPerceptron({ widths: [1, 4, 1], activation: "tanh" });
  const theta = uniformFanIn(model.parameters, generator(0, "initial")),
    x = Float64Array.of(0.3, -1),
    step = 1e-3;
  const { rows, outputs } = await outputJacobian(model, theta, x);
  const moved = await outputJacobian(model, theta.map((value, q) => q === 0 ? value + step : value), x);
  assertAlmostEquals((moved.outputs[0] - outputs[0]) / step, rows[0][0], 2e-3);
  assertEquals(kernelMatrix(rows, rows)[1], kernelMatrix(rows, rows)[2]);
});

Deno.test("in the linearised dynamics residuals vanish in time, and nothing moves at step 0", () => {
  const kernel = Float64Array.of(2, 1, 1, 2), eigen = symmetricEigen(kernel, 2);
  const initial = Float64Array.of(0, 1), residual = Float64Array.of(1, -3);
  const after = (t: number) => [...linearisedOutputs(kernel, initial, residual, eigen, 0.1, t)];
  assertEquals(after(0), [0, 1]);
  after(1000).forEach((value, i) => assertAlmostEquals(value, [1, -2][i], 1e-9));
});

Deno.test("errors of both halves of a band, and an odd number of frequencies", async () => {
  const x = Float64Array.from({ length: 64 }, (_, i) => -Math.PI + 2 * Math.PI * i / 64);
  const column = (of: (v: number) => number) => tf.tensor2d([...x].map(of), [64, 1]);
  const labels = (v: number) => Math.sin(v) + Math.sin(6 * v), k = Float64Array.of(1, 2, 6, 7);
  const program = trace(() => halfErrors(column(Math.sin), column(labels), x, k), {});
  const compiled = await compile(program);
  const { low, high } = await compiled.run({});
  await compiled.dispose();
  assertLess(low[0], 1e-3);
  assertAlmostEquals(high[0], 1, 1e-3);
  assertThrows(() => halfErrors(column(Math.sin), column(labels), x, k.subarray(1)), RangeError, "got 3");
});
