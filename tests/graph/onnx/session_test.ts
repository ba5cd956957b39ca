import * as tf from "@tensorflow/tfjs-core";
import { assertRejects } from "@std/assert";
import { compile, compileLoop, constant, InputError, interpret, trace } from "../../../lib/graph/mod.ts";
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

Deno.test("an index outside its tensor is an InputError that names it and what is allowed", async () => {
  const lookUp = await compile(
    trace(({ x, rows }) => ({ y: tf.gather(x, rows as tf.Tensor1D) }), {
      x: [6, 2],
      rows: { shape: [2], dtype: "int32" },
    }),
    { engine: "onnx" },
  );
  const read = (row: number) => lookUp.run({ x: new Float32Array(12), rows: Int32Array.of(1, row) });
  await assertRejects(() => read(-3), InputError, "outside its tensor, got -3, allowed 0…5");
  await assertRejects(() => read(6), InputError, "outside its tensor, got 6, allowed 0…5");
  await read(5);
  await lookUp.dispose();
});
