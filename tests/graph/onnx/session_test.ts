import * as tf from "@tensorflow/tfjs";
import { compile, compileLoop, constant, interpret, trace } from "../../../lib/graph/mod.ts";
import { assertAllClose, between, drawTensor, specsOf, valuesOf } from "../../support/tensors.ts";

const ROUNDING = { relative: 1e-14 };

Deno.test("a float64 matrix product with a scalar factor keeps all its digits on onnx", async () => {
  const inputs = { a: drawTensor([2, 3], 1, between(0.5, 1)), b: drawTensor([3, 2], 2, between(0.5, 1)) };
  // 0.02 is no float32 number.
  const program = trace(
    ({ a, b }) => ({
      after: tf.mul(constant(0.02), tf.matMul(tf.tanh(a), tf.tanh(b))),
      before: tf.matMul(tf.mul(constant(0.02), tf.tanh(a)), tf.tanh(b)),
    }),
    specsOf(inputs),
    { precision: "float64" },
  );
  const engine = await compile(program, { engine: "onnx" });
  const values = valuesOf(inputs);
  assertAllClose(await engine.run(values), interpret(program, values), ROUNDING, "call");
  await engine.dispose();
  const loop = await compileLoop(program, [], { engine: "onnx" });
  const { metrics } = await loop.run({}, values, 1);
  assertAllClose(metrics, interpret(program, values), ROUNDING, "loop");
  await loop.dispose();
});
