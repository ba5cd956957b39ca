import * as tf from "@tensorflow/tfjs-core";
import { assert, assertEquals, assertLess } from "@std/assert";
import { compile, constant, hessian, hvp, interpret, trace } from "../../lib/graph/mod.ts";
import { lanczos, symmetricEigen } from "../../lib/linalg/mod.ts";
import { meanSquaredError, multilayerPerceptron, unflatten, uniformFanIn } from "../../lib/nn/mod.ts";
import { generator, normalArray } from "../../lib/random/mod.ts";

const MODEL = multilayerPerceptron({ widths: [2, 6, 6, 1], activation: "tanh" });
const ROWS = 20, LARGEST = 4;

Deno.test("Lanczos on Hessian-vector products finds the top of the Hessian's spectrum", async () => {
  const flat = uniformFanIn(MODEL.parameters, generator(1)), size = flat.length;
  const data = normalArray(generator(2), 2 * ROWS, 0, 1);
  const loss = (flat: tf.Tensor) => {
    const x = constant(data, [ROWS, 2]);
    return meanSquaredError(MODEL.apply(unflatten(flat, MODEL.parameters), x), tf.sin(tf.sum(x, 1, true)));
  };
  const options = { precision: "float64" } as const;
  const whole = trace(({ flat }) => ({ h: hessian(loss(flat), flat) }), { flat: [size] }, options);
  const { values } = symmetricEigen(interpret(whole, { flat }).h as Float64Array, size);
  const expected = [...values].reverse().slice(0, LARGEST);

  const product = trace(
    ({ flat, v }) => ({ product: hvp(loss(flat), flat, v) }),
    { flat: [size], v: [size] },
    options,
  );
  const onnx = await compile(product);
  const found = await lanczos(async (v) => (await onnx.run({ flat, v })).product, size, { count: LARGEST });
  await onnx.dispose();
  assertEquals(found.eigenvalues.length, LARGEST);
  assert(expected[0] > 2 * expected[LARGEST - 1] && expected[LARGEST - 1] > 0, `${expected}`);
  expected.forEach((value, k) => {
    assertLess(Math.abs(found.eigenvalues[k] - value), 1e-8 * expected[0], `eigenvalue ${k}`);
  });
});
