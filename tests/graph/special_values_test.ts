import * as tf from "@tensorflow/tfjs";
import { compile, interpret, trace } from "../../lib/graph/mod.ts";
import { assertClose, useCpuBackend } from "../support/tensors.ts";

const SPECIAL = [NaN, Infinity, -Infinity, -0, 0, 1, -1, 60, -60];
const FIRST = SPECIAL.flatMap((x) => SPECIAL.map(() => x)), SECOND = SPECIAL.flatMap(() => SPECIAL);
/** ONNX Runtime's float32 sigmoid is 0 below about −18. */
const TOLERANCE = { relative: 1e-5, absolute: 1e-7 };

/** Ops of one tensor; not sign, whose NaN TF.js turns into 0, nor casts of what no integer holds. */
const UNARY: Record<string, (x: tf.Tensor) => tf.Tensor> = {
  abs: (x) => tf.abs(x),
  acos: (x) => tf.acos(x),
  asin: (x) => tf.asin(x),
  atan: (x) => tf.atan(x),
  ceil: (x) => tf.ceil(x),
  cosh: (x) => tf.cosh(x),
  elu: (x) => tf.elu(x),
  expm1: (x) => tf.expm1(x),
  floor: (x) => tf.floor(x),
  leakyRelu: (x) => tf.leakyRelu(x),
  log1p: (x) => tf.log1p(x),
  relu6: (x) => tf.relu6(x),
  selu: (x) => tf.selu(x),
  sinh: (x) => tf.sinh(x),
  tan: (x) => tf.tan(x),
  exp: (x) => tf.exp(x),
  log: (x) => tf.log(x),
  neg: (x) => tf.neg(x),
  reciprocal: (x) => tf.reciprocal(x),
  relu: (x) => tf.relu(x),
  rsqrt: (x) => tf.rsqrt(x),
  sigmoid: (x) => tf.sigmoid(x),
  softmax: (x) => tf.softmax(x),
  softplus: (x) => tf.softplus(x),
  sqrt: (x) => tf.sqrt(x),
  square: (x) => tf.square(x),
  step: (x) => tf.step(x),
  tanh: (x) => tf.tanh(x),
  max: (x) => tf.max(x),
  min: (x) => tf.min(x),
  sum: (x) => tf.sum(x),
};

/** Ops of two tensors; not pow, for which C and JavaScript disagree at (±1)^∞. */
const BINARY: Record<string, (a: tf.Tensor, b: tf.Tensor) => tf.Tensor> = {
  add: (a, b) => tf.add(a, b),
  div: (a, b) => tf.div(a, b),
  maximum: (a, b) => tf.maximum(a, b),
  minimum: (a, b) => tf.minimum(a, b),
  mul: (a, b) => tf.mul(a, b),
  sub: (a, b) => tf.sub(a, b),
  equal: (a, b) => tf.equal(a, b),
  greater: (a, b) => tf.greater(a, b),
  greaterEqual: (a, b) => tf.greaterEqual(a, b),
  notEqual: (a, b) => tf.notEqual(a, b),
};

async function compare(
  name: string,
  op: (a: tf.Tensor, b: tf.Tensor) => tf.Tensor,
  a: number[],
  b: number[],
) {
  await useCpuBackend();
  const own = tf.tidy(() => op(tf.tensor1d(a), tf.tensor1d(b)).dataSync().slice());
  const program = trace(({ a, b }) => ({ y: op(a, b) }), { a: [a.length], b: [b.length] });
  const inputs = { a: Float64Array.from(a), b: Float64Array.from(b) };
  const onnx = await compile(program, { engine: "onnx" });
  assertClose((await onnx.run(inputs)).y, own, TOLERANCE, `${name}, onnx`);
  // The interpreter computes in float64, which has smaller and larger numbers.
  assertClose(Float32Array.from(interpret(program, inputs).y), own, TOLERANCE, `${name}, interpreter`);
  await onnx.dispose();
}

Deno.test("NaN, infinities and zeros go through every engine as through TF.js", async () => {
  for (const [name, op] of Object.entries(UNARY)) await compare(name, (a) => op(a), SPECIAL, SPECIAL);
  for (const [name, op] of Object.entries(BINARY)) await compare(name, op, FIRST, SECOND);
});
