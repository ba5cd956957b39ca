import * as tf from "@tensorflow/tfjs-core";
import { assertEquals, assertRejects, assertStringIncludes, assertThrows } from "@std/assert";
import {
  compile,
  EngineError,
  type EngineName,
  ENGINES,
  Graph,
  type HostArrays,
  InputError,
  interpret,
  trace,
} from "../../lib/graph/mod.ts";
import type { Op } from "../../lib/graph/op.ts";
import { useCpuBackend } from "../support/tensors.ts";

/** Those that need nothing but the packages. */
const PRESENT = ["onnx", "wasm", "cpu", "interpreter"] as const satisfies readonly EngineName[];

const program = trace(({ x, n, on }) => ({
  y: tf.where(on as tf.Tensor, tf.mul(x, tf.cast(n, "float32")), tf.neg(x)),
  n: tf.add(n, tf.scalar(1, "int32")),
  on,
  x,
  fixed: tf.tensor1d([1, 2]),
}), { x: [2], n: { shape: [2], dtype: "int32" }, on: { shape: [2], dtype: "bool" } });

const INPUTS = { x: Float32Array.of(0.5, 3), n: Int32Array.of(4, 5), on: Uint8Array.of(1, 0) };

Deno.test("every engine takes and gives all dtypes, inputs and constants that are outputs included", async () => {
  await useCpuBackend();
  for (const engine of PRESENT) {
    const executable = await compile(program, { engine });
    assertEquals(executable.engine, engine);
    assertEquals(await executable.run(INPUTS), {
      y: Float32Array.of(2, -3),
      n: Int32Array.of(5, 6),
      on: Uint8Array.of(1, 0),
      x: Float32Array.of(0.5, 3),
      fixed: Float32Array.of(1, 2),
    }, engine);
    await executable.dispose();
  }
});

Deno.test("results belong to the caller: changing them changes neither inputs nor later results", async () => {
  await useCpuBackend();
  for (const engine of PRESENT) {
    const executable = await compile(program, { engine });
    const inputs = { x: INPUTS.x.slice(), n: INPUTS.n.slice(), on: INPUTS.on.slice() };
    const first = await executable.run(inputs);
    for (const array of Object.values(first)) array.fill(1);
    assertEquals(inputs, INPUTS, engine);
    assertEquals((await executable.run(inputs)).fixed, Float32Array.of(1, 2), engine);
    await executable.dispose();
  }
});

Deno.test("missing, unknown and wrongly sized inputs are refused by every engine", async () => {
  await useCpuBackend();
  const { x, n, on } = INPUTS;
  const cases: [HostArrays, string][] = [
    [{ x, n }, `input "on": missing, got x, n`],
    [{}, `input "x": missing, got nothing`],
    [{ x, n, on, z: x }, `input "z": not of this program, allowed x, n, on`],
    [{ x, n, on, toString: x } as HostArrays, `input "toString": not of this program`],
    [{ x: Float32Array.of(1), n, on }, `input "x": needs 2 values (shape [2]), got 1`],
    [{ x: Float32Array.of(1, 2, 3), n, on }, "got 3"],
  ];
  for (const engine of PRESENT) {
    const executable = await compile(program, { engine });
    for (const [inputs, message] of cases) {
      await assertRejects(async () => await executable.run(inputs), InputError, message);
    }
    await executable.dispose();
  }
  for (const [inputs, message] of cases) assertThrows(() => interpret(program, inputs), InputError, message);
});

Deno.test("numbers that an integer input cannot hold are refused", async () => {
  const executable = await compile(program, { engine: "onnx" });
  const { x, on } = INPUTS;
  for (const value of [0.5, NaN, Infinity, 2 ** 31]) {
    await assertRejects(
      async () => await executable.run({ x, n: Float64Array.of(1, value), on }),
      InputError,
      `input "n": int32 cannot hold ${value} (value 1)`,
    );
  }
  const { n } = await executable.run({ x, n: Float64Array.of(1, -7), on });
  assertEquals(n, Int32Array.of(2, -6));
  await executable.dispose();
});

Deno.test("float32 programs round inputs and float64 programs keep them", async () => {
  for (const precision of ["float32", "float64"] as const) {
    const identity = trace(({ x }) => ({ y: tf.neg(x) }), { x: [1] }, { precision });
    const executable = await compile(identity, { engine: "onnx" });
    const { y } = await executable.run({ x: Float64Array.of(0.1) });
    assertEquals(y[0], precision === "float32" ? -Math.fround(0.1) : -0.1);
    await executable.dispose();
  }
});

Deno.test("an unknown engine is refused with the known ones", async () => {
  const error = await assertRejects(() => compile(program, { engine: "abacus" as EngineName }), EngineError);
  assertStringIncludes(error.message, `engine: "abacus" is unknown, allowed ${ENGINES.join(", ")}, auto`);
});

Deno.test("the cpu engine refuses float64 and names the engine that has it", async () => {
  const double = trace(({ x }) => ({ y: tf.neg(x) }), { x: [1] }, { precision: "float64" });
  await assertRejects(() => compile(double, { engine: "cpu" }), EngineError, "which engine onnx runs");
});

Deno.test("an op that a TF.js backend lacks is named with its dtypes, its shapes and the engine", async () => {
  const op: Op = {
    name: "antimatter",
    infer: ([x]) => ({ shape: x.shape, dtype: x.dtype }),
    evaluate: ([x]) => x,
    onnx: (_, [x]) => x,
    tfjs: (_, [x]) => tf.engine().runKernel("Antimatter", { x }) as tf.Tensor,
  };
  const graph = new Graph(), x = graph.input("x", [2, 3], "int32");
  const lacking = {
    graph,
    precision: "float32",
    inputs: { x },
    outputs: { y: graph.apply(op, [x]) },
  } as const;
  for (const engine of ["wasm", "cpu"] as const) {
    const executable = await compile(lacking, { engine });
    const error = await assertRejects(
      async () => await executable.run({ x: new Int32Array(6) }),
      EngineError,
    );
    assertStringIncludes(
      error.message,
      `engine ${engine}: does not compute op antimatter of int32 [2,3]: Kernel`,
    );
    await executable.dispose();
  }
});

Deno.test("running the cpu engine leaves TF.js's backend and tensors as they were", async () => {
  await useCpuBackend();
  const before = tf.memory().numTensors;
  const executable = await compile(program, { engine: "cpu" });
  await executable.run(INPUTS);
  await executable.dispose();
  assertEquals(tf.getBackend(), "cpu");
  assertEquals(tf.memory().numTensors, before);
});
