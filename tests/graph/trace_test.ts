// deno-lint-ignore-file papers/seeded-randomness -- these tests show that the trace refuses them
import * as tf from "@tensorflow/tfjs-core";
import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import {
  constant,
  type DType,
  grad,
  GradientError,
  type InputSpec,
  interpret,
  type Precision,
  stopGradient,
  trace,
  TraceError,
  TraceReadError,
  UnsupportedOpError,
} from "../../lib/graph/mod.ts";
import { useCpuBackend } from "../support/tensors.ts";

type Inputs = Record<string, tf.Tensor>;
type Image = tf.Tensor3D;

/** The error of a trace, whose message must hold each of `words` and a line of this file. */
function failing<E extends Error>(
  // deno-lint-ignore no-explicit-any -- a constructor of any arguments
  type: new (...args: any[]) => E,
  words: readonly string[],
  fn: (x: Inputs) => Record<string, tf.Tensor>,
  inputs: Record<string, InputSpec> = { x: [2, 3], y: [4] },
  precision: Precision = "float32",
): E {
  const error = assertThrows(() => trace(fn, inputs, { precision }), type);
  for (const word of words) assertStringIncludes(error.message, word);
  assert(/trace_test\.ts:\d+:\d+/.test(error.message), `no line of the user's code: ${error.message}`);
  return error;
}

Deno.test("an op without a rule is refused with its name and the user's line", () => {
  const words = ["kernel LRN", "allowed Abs, Acos, Acosh, Add"];
  const call = ({ x }: Inputs) => ({ y: tf.localResponseNormalization(x as Image) });
  // The line is that of the call, two lines above the next one.
  const here = /trace_test\.ts:(\d+)/.exec(new Error().stack!)![1];
  const error = failing(UnsupportedOpError, words, call, { x: [1, 2, 3] });
  assertStringIncludes(error.message, `trace_test.ts:${Number(here) - 2}:`);
});

Deno.test("reading a value while tracing is refused, however it is read", () => {
  const words = ["was read while tracing", "tanh [2,3]"];
  failing(TraceReadError, words, ({ x }) => (tf.tanh(x).dataSync(), { x }));
  failing(TraceReadError, words, ({ x }) => (tf.tanh(x).arraySync(), { x }));
  failing(TraceReadError, ["was read"], ({ x }) => (tf.max(x).dataSync()[0] > 0 ? { x } : { y: x }));
  failing(TraceReadError, words, ({ x }) => (tf.tanh(x).print(), { x }));
});

Deno.test("a constant of the trace can be read", () => {
  let read: ArrayLike<number> = [];
  trace(({ x }) => {
    read = tf.tensor1d([1, 2]).dataSync();
    return { x };
  }, { x: [1] });
  assertEquals(Array.from(read), [1, 2]);
});

Deno.test("random ops are refused, with and without a seed", () => {
  const words = ["a random op", "lib/random"];
  failing(TraceError, words, () => ({ y: tf.randomNormal([2]) }));
  failing(TraceError, words, () => ({ y: tf.randomNormal([2], 0, 1, "float32", 7) }));
  failing(TraceError, words, () => ({ y: tf.randomUniform([2], 0, 1, "float32", 7) }));
  failing(TraceError, words, () => ({ y: tf.truncatedNormal([2]) }));
  failing(TraceError, words, ({ x }) => ({ y: tf.dropout(x, 0.5, [2, 3], 3) }));
  failing(UnsupportedOpError, ["Multinomial"], () => ({ y: tf.multinomial(tf.tensor1d([0.5, 0.5]), 3, 1) }));
});

Deno.test("a user's function may be named like a random op", () => {
  function randomFeatures(x: tf.Tensor) {
    return tf.mul(x, tf.tensor1d([1, 2]));
  }
  trace(({ x }) => ({ y: randomFeatures(x) }), { x: [2] });
});

Deno.test("a trace inside a trace is refused, and the outer one can be made again", () => {
  const inner = () => trace(({ x }) => ({ x }), { x: [1] });
  failing(TraceError, ["inside a trace"], ({ x }) => (inner(), { x }));
  inner();
});

Deno.test("an asynchronous function is refused, and its later failure does not end the program", async () => {
  const asynchronous = async ({ x }: Inputs) => {
    await x.data();
    return { x };
  };
  // deno-lint-ignore no-explicit-any -- the types refuse it too
  assertThrows(() => trace(asynchronous as any, { x: [1] }), TraceError, "synchronously");
  const later = async ({ x }: Inputs) => {
    await Promise.resolve();
    return { y: tf.tanh(x) };
  };
  // deno-lint-ignore no-explicit-any -- the types refuse it too
  assertThrows(() => trace(later as any, { x: [1] }), TraceError, "synchronously");
  await new Promise((resolve) => setTimeout(resolve));
});

Deno.test("an output may be named then", () => {
  const program = trace(({ x }) => ({ then: tf.neg(x) }), { x: [1] });
  assertEquals(Object.keys(program.outputs), ["then"]);
});

Deno.test("a result that is not an object of tensors is refused", () => {
  const of = (result: unknown) => () => trace(() => result as Record<string, tf.Tensor>, { x: [1] });
  for (const result of [undefined, null, 3, "x"]) {
    assertThrows(of(result), TraceError, "an object of tensors");
  }
  assertThrows(() => trace(({ x }) => x as unknown as Record<string, tf.Tensor>, { x: [1] }), TraceError);
  assertThrows(of({ loss: 3 }), TraceError, `trace: output "loss" must be a tensor, got 3`);
});

Deno.test("a number that TF.js rounds is refused in a float64 graph, and constant() keeps it", () => {
  const one = { x: [1] };
  const words = ["rounded a number", "write constant(number)"];
  for (const number of [0.1, 1 / 3, 100.1, 4000.3, 1_000_000.3, 1e-8, 2 ** 24 + 3, 1e9]) {
    failing(TraceError, words, ({ x }) => ({ y: tf.mul(x, number) }), one, "float64");
    trace(({ x }) => ({ y: tf.mul(x, number) }), one);
  }
  for (const number of [0, 1, -2, 0.5, -0.375, 10_000, 2 ** 24, 2 ** -30, 1e-8 * 0, Infinity]) {
    trace(({ x }) => ({ y: tf.mul(x, number) }), one, { precision: "float64" });
  }
  failing(TraceError, words, ({ x }) => ({ y: tf.add(x, tf.tensor1d([1, 0.7])) }), one, "float64");
  const exact = trace(
    ({ x }) => ({ y: tf.add(tf.mul(x, constant(0.1)), constant([1 / 3])) }),
    one,
    { precision: "float64" },
  );
  assertEquals(interpret(exact, { x: Float64Array.of(1) }).y[0], 0.1 + 1 / 3);
});

Deno.test("an outer float32 tensor is refused in a float64 graph, also after it was used in another trace", async () => {
  await useCpuBackend();
  const outer = tf.tensor1d([0.1]), one = { x: [1] };
  trace(({ x }) => ({ y: tf.add(x, outer) }), one);
  failing(TraceError, ["rounded a number"], ({ x }) => ({ y: tf.add(x, outer) }), one, "float64");
  outer.dispose();
});

Deno.test("shapes that do not fit are named with the user's line", () => {
  failing(RangeError, ["[2,3]", "[4]"], ({ x, y }) => ({ z: tf.add(x, y) }));
  failing(RangeError, ["[2,3]", "[2,3]", "3 and 2"], ({ x }) => ({ z: tf.matMul(x, x) }));
  failing(RangeError, ["[2,3]", "[3,2]ᵀ"], ({ x }) => ({ z: tf.matMul(x, tf.transpose(x), false, true) }), {
    x: [2, 3],
  });
  failing(RangeError, ["[2,3]", "[1,4]"], ({ x, y }) => ({ z: tf.concat([x, tf.reshape(y, [1, 4])]) }));
  failing(RangeError, ["split", "4"], ({ y }) => ({ z: tf.split(y, 3)[0] }));
  failing(RangeError, ["outside a tensor of rank 2"], ({ x }) => ({ z: tf.mean(x, 2) }));
});

Deno.test("dtypes that do not fit are named with the user's line", () => {
  const inputs: Record<string, InputSpec> = { n: { shape: [2], dtype: "int32" }, x: [2] };
  failing(TypeError, ["needs a float tensor", "int32"], ({ n }) => ({ z: tf.exp(n) }), inputs);
  // TF.js checks this one itself.
  failing(Error, ["'tanh'", "float32", "int32"], ({ n }) => ({ z: tf.tanh(n) }), inputs);
});

Deno.test("an error of the user's own code is passed on as it is", () => {
  const own = new Error("my own");
  const thrown = assertThrows(() =>
    trace(() => {
      throw own;
    }, { x: [1] }), Error);
  assert(thrown === own && thrown.message === "my own");
});

Deno.test("dtypes that TF.js makes equal by itself are traced", () => {
  const program = trace(({ n, x }) => ({ z: tf.add(n, x) }), { n: { shape: [1], dtype: "int32" }, x: [1] });
  assertEquals(program.outputs.z.dtype, "float");
  assertEquals(interpret(program, { n: Int32Array.of(2), x: Float64Array.of(0.5) }).z[0], 2.5);
});

Deno.test("a gradient needs a float scalar and float variables, and that they enter it where that is asked for", () => {
  const strict = { unconnected: "error" } as const;
  failing(GradientError, ["float scalar", "float [2,3]"], ({ x }) => ({ g: grad(tf.tanh(x), x) }));
  failing(GradientError, ["does not depend on it", "[4]"], ({ x, y }) => ({ g: grad(tf.sum(x), y, strict) }));
  failing(GradientError, ["number 1", "[4]"], ({ x, y }) => ({ g: grad(tf.sum(x), [x, y], strict)[0] }));
  const whole: Record<string, InputSpec> = { n: { shape: [2], dtype: "int32" } };
  failing(GradientError, ["int32 []"], ({ n }) => ({ g: grad(tf.sum(n), n) }), whole);
  failing(
    GradientError,
    ["int32, not float"],
    ({ n }) => ({ g: grad(tf.sum(tf.cast(n, "float32")), n) }),
    whole,
  );
});

Deno.test("grad, constant and stopGradient outside a trace are refused", () => {
  const x = tf.tensor1d([1]);
  assertThrows(() => grad(x, x), TraceError, "grad: works only inside a traced function");
  assertThrows(() => constant(1), TraceError, "constant: works only inside");
  assertThrows(() => stopGradient(x), TraceError, "stopGradient: works only inside");
  x.dispose();
});

Deno.test("a tensor of an earlier trace is refused", () => {
  let leaked: tf.Tensor | undefined;
  trace(({ x }) => ({ x: leaked = tf.keep(tf.tanh(x)) }), { x: [1] });
  failing(TraceError, ["another traced function"], ({ x }) => ({ y: tf.add(x, leaked!) }), { x: [1] });
  leaked!.dispose();
});

Deno.test("an outer tensor becomes a constant and stays readable, over two traces", async () => {
  await useCpuBackend();
  const outer = tf.tensor1d([1, 2.5]);
  for (let round = 0; round < 2; round++) {
    const program = trace(({ x }) => ({ y: tf.mul(x, outer) }), { x: [2] });
    assertEquals([...interpret(program, { x: Float64Array.of(2, 2) }).y], [2, 5]);
    assertEquals([...outer.dataSync()], [1, 2.5]);
    assertEquals([...await tf.add(outer, 1).data()], [2, 3.5]);
  }
  outer.dispose();
});

Deno.test("TF.js's backend and tensors are as before a trace, also after an error", async () => {
  await useCpuBackend();
  const before = tf.memory().numTensors;
  trace(({ x }) => ({ y: tf.sum(tf.tanh(x)) }), { x: [3] });
  assertEquals(tf.getBackend(), "cpu");
  assertThrows(
    () => trace(({ x }) => ({ y: tf.localResponseNormalization(x as Image) }), { x: [1, 2, 3] }),
    UnsupportedOpError,
  );
  assertThrows(() =>
    trace(() => {
      throw new SyntaxError("the user's own");
    }, { x: [3] }), SyntaxError);
  assertEquals(tf.getBackend(), "cpu");
  assertEquals(tf.memory().numTensors, before);
  assertEquals([...tf.tidy(() => tf.tanh(tf.tensor1d([0])).dataSync())], [0]);
});

Deno.test("tidy and dispose inside a traced function do no harm", () => {
  const program = trace(({ x }) => {
    const y = tf.tidy(() => tf.tanh(tf.neg(x)));
    const z = tf.square(y);
    y.dispose();
    return { z };
  }, { x: [1] });
  assertEquals(interpret(program, { x: Float64Array.of(0) }).z[0], 0);
});

Deno.test("unknown precisions, dtypes and shapes of inputs are refused", () => {
  const identity = ({ x }: Inputs) => ({ x });
  const of = (spec: InputSpec, precision?: string) => () =>
    trace(identity, { x: spec }, precision === undefined ? {} : { precision: precision as Precision });
  assertThrows(
    of([1], "float16"),
    RangeError,
    `precision "float16" is unknown, allowed "float32" and "float64"`,
  );
  assertThrows(of([2, -1]), RangeError, `shape [2,-1] of input "x" holds -1`);
  assertThrows(of([2.5]), RangeError, "2.5");
  assertThrows(of({ shape: [1], dtype: "float32" as DType }), RangeError, "allowed float, int32, bool");
});
