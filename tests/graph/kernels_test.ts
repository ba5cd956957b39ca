import * as tf from "@tensorflow/tfjs-core";
import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import {
  compile,
  type DType,
  type EngineName,
  interpret,
  type Precision,
  type Program,
  trace,
} from "../../lib/graph/mod.ts";
import { KERNELS } from "../../lib/graph/kernels/mod.ts";
import { FUNCTION_CASES, KERNEL_CASES, type KernelCall } from "../support/kernel_cases.ts";
import { assertAllClose, eagerTensor, specsOf, useCpuBackend, valuesOf } from "../support/tensors.ts";

const RUNS = { seed: 1, numRuns: 6 };
const FLOAT32 = { relative: 1e-5, absolute: 2e-6 };
const FLOAT64 = { relative: 1e-13, absolute: 1e-14 };

function outputs(result: tf.Tensor | tf.Tensor[]): Record<string, tf.Tensor> {
  const list = Array.isArray(result) ? result : [result];
  return Object.fromEntries(list.map((tensor, k) => [`output${k}`, tensor]));
}

function traced(call: KernelCall, precision: Precision): Program {
  return trace((x) => outputs(call.apply(x)), specsOf(call.inputs), { precision });
}

function arrayOf(dtype: DType, precision: Precision) {
  if (dtype === "float") return precision === "float64" ? Float64Array : Float32Array;
  return dtype === "int32" ? Int32Array : Uint8Array;
}

async function run(program: Program, call: KernelCall, engine: EngineName) {
  const { precision } = program, executable = await compile(program, { engine });
  try {
    const results = await executable.run(valuesOf(call.inputs));
    for (const [name, { dtype }] of Object.entries(program.outputs)) {
      assert(
        results[name] instanceof arrayOf(dtype, precision),
        `${engine}, ${name}: the class of the array`,
      );
    }
    return results;
  } finally {
    await executable.dispose();
  }
}

/** What TF.js itself computes, with the kernels that it called. */
async function eager(call: KernelCall) {
  const inputs = Object.fromEntries(Object.entries(call.inputs).map(([k, x]) => [k, eagerTensor(x)]));
  let results: Record<string, tf.Tensor> = {};
  const { kernelNames } = await tf.profile(() =>
    Object.values(results = outputs((call.eager ?? call.apply)(inputs)))
  );
  const types = Object.entries(results).map(([name, { shape, dtype }]) => [name, shape, dtype]);
  const values = Object.fromEntries(Object.entries(results).map(([name, x]) => [name, x.dataSync().slice()]));
  tf.dispose([inputs, results]);
  return { kernelNames, types, values };
}

Deno.test("every traced kernel has cases, and no case is of another kernel", () => {
  assertEquals(Object.keys(KERNEL_CASES).sort(), Object.keys(KERNELS).sort());
});

for (const [kernel, cases] of Object.entries({ ...KERNEL_CASES, ...FUNCTION_CASES })) {
  Deno.test(`${kernel} agrees on TF.js, the interpreter, onnx and the cpu replay`, async () => {
    await useCpuBackend();
    for (const { what, call } of cases) {
      let called = false;
      await fc.assert(
        fc.asyncProperty(call, async (drawn) => {
          const label = `${kernel}, ${what}`;
          const own = await eager(drawn);
          called ||= own.kernelNames.includes(kernel) || kernel in FUNCTION_CASES;
          const program = traced(drawn, "float32");
          const types = Object.entries(program.outputs).map((
            [name, { shape, dtype }],
          ) => [name, [...shape], dtype === "float" ? "float32" : dtype]);
          assertEquals(types, own.types, `${label}: shapes and dtypes`);
          const reference = interpret(program, valuesOf(drawn.inputs));
          assertAllClose(own.values, reference, FLOAT32, `${label}, TF.js`);
          assertAllClose(await run(program, drawn, "onnx"), reference, FLOAT32, `${label}, onnx float32`);
          assertAllClose(await run(program, drawn, "cpu"), reference, FLOAT32, `${label}, cpu`);
          const double = traced(drawn, "float64");
          assertAllClose(
            await run(double, drawn, "onnx"),
            interpret(double, valuesOf(drawn.inputs)),
            FLOAT64,
            `${label}, onnx float64`,
          );
        }),
        RUNS,
      );
      assert(called, `the case "${what}" of ${kernel} never called that kernel`);
    }
  });
}
