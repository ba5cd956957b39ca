/** NaN, infinities, zeros, the ends of int32, axes without elements, leading axes of 1 and one tensor in two roles. */
import * as tf from "@tensorflow/tfjs-core";
import { assert, assertEquals } from "@std/assert";
import { compile, type EngineName, interpret, type Precision, trace } from "../../lib/graph/mod.ts";
import { ENGINE_STATUSES, engineTest } from "../support/present_engines.ts";
import {
  allSpecialCalls,
  type SpecialValueFindings,
  specialValueFindings,
} from "../support/special_value_check.ts";
import { SPECIAL_VALUE_HOLES } from "../support/special_value_holes.ts";
import { SPECIAL_KINDS } from "../support/special_values.ts";
import { assertClose, useCpuBackend } from "../support/tensors.ts";

const SPECIAL = [NaN, Infinity, -Infinity, -0, 0, 1, -1, 60, -60];
const FIRST = SPECIAL.flatMap((x) => SPECIAL.map(() => x)), SECOND = SPECIAL.flatMap(() => SPECIAL);
/** ONNX Runtime's float32 sigmoid is 0 below about −18. */
const TOLERANCE = { relative: 1e-5, absolute: 1e-7 };

/** Ops of one tensor; not sign, whose NaN TF.js turns into 0, nor casts of what no integer holds, see `nan_test.ts`. */
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

/** Engines whose device is slow: kinds that never reach it, or that other engines tell, are left out. */
const SLOW = ["webgpu"], OF_THE_DEVICE = ["NaN", "infinities", "ends of int32", "two roles"];

async function findings(engine: EngineName, precision: Precision): Promise<SpecialValueFindings> {
  const isSlow = SLOW.includes(engine);
  // Otherwise what is small and on the host already is computed there, by the kernels of cpu.
  if (engine === "webgpu") tf.env().set("WEBGPU_CPU_FORWARD", false);
  const calls = allSpecialCalls();
  return await specialValueFindings(
    engine,
    precision,
    isSlow
      ? calls.map(([name, list]) => [name, list.filter(({ kind }) => OF_THE_DEVICE.includes(kind))] as const)
      : calls,
  );
}

for (const status of ENGINE_STATUSES.filter(({ engine }) => engine !== "interpreter")) {
  for (const precision of status.engine === "onnx" ? ["float32", "float64"] as const : ["float32"] as const) {
    engineTest(status, `every kernel with special values as the interpreter, ${precision},`, async () => {
      const { differences, compared } = await findings(status.engine, precision);
      for (const kind of SLOW.includes(status.engine) ? OF_THE_DEVICE : SPECIAL_KINDS) {
        assert((compared.get(kind as "NaN") ?? 0) > 40, `${compared.get(kind as "NaN")} calls of ${kind}`);
      }
      const holes = SPECIAL_VALUE_HOLES.filter((hole) =>
        hole.engine === status.engine && (hole.precision ?? precision) === precision
      );
      const names = holes.flatMap(({ kernels, kinds }) =>
        kernels === "all" ? [] : kernels.flatMap((kernel) => kinds.map((kind) => `${kernel}, ${kind}`))
      );
      const everywhere = holes.flatMap(({ kernels, kinds }) => kernels === "all" ? kinds : []);
      const unlisted = [...differences].filter(([name]) =>
        !names.includes(name) && !everywhere.some((kind) => name.endsWith(`, ${kind}`))
      );
      assertEquals(unlisted, [], "differences that are not in special_value_holes.ts");
      // Devices differ.
      if (SLOW.includes(status.engine)) return;
      const mended = names.filter((name) => !differences.has(name));
      assertEquals(mended, [], "holes in special_value_holes.ts that are none");
    });
  }
}

/** Has a kernel of the cpu backend change the result that it gives while `body` runs. */
async function planted(
  name: string,
  change: (values: Float32Array) => Float32Array,
  body: () => Promise<void>,
): Promise<void> {
  const own = tf.getKernel(name, "cpu");
  tf.unregisterKernel(name, "cpu");
  tf.registerKernel({
    ...own,
    kernelFunc(given) {
      const { dataId, shape, dtype } = own.kernelFunc(given) as tf.TensorInfo;
      return tf.engine().makeTensor(change(tf.engine().readSync(dataId) as Float32Array), shape, dtype);
    },
  });
  try {
    await body();
  } finally {
    tf.unregisterKernel(name, "cpu");
    tf.registerKernel(own);
  }
}

Deno.test("a kernel that drops NaN, holds at the end of int32 or turns matrices round is found", async () => {
  await useCpuBackend();
  const plants = [
    ["Maximum", "NaN", (x: number) => Number.isNaN(x) ? 0 : x],
    ["Max", "infinities", (x: number) => x === Infinity ? Number.MAX_VALUE : x],
    ["Add", "ends of int32", (x: number) => x === -(2 ** 31) ? 2 ** 31 - 1 : x],
  ] as const;
  for (const [name, kind, change] of plants) {
    await planted(name, (values) => values.map(change), async () => {
      const calls = allSpecialCalls().filter(([kernel]) => kernel === name);
      const { differences } = await specialValueFindings("cpu", "float32", calls);
      assert(differences.has(`${name}, ${kind}`), `${name} of ${kind}: found ${[...differences.keys()]}`);
    });
  }
  await planted("BatchMatMul", (values) => values.toReversed(), async () => {
    const calls = allSpecialCalls().filter(([kernel]) => kernel === "BatchMatMul");
    const { differences } = await specialValueFindings("cpu", "float32", calls);
    for (const kind of ["leading ones", "two roles"]) assert(differences.has(`BatchMatMul, ${kind}`), kind);
  });
});
