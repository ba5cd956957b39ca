import type * as tf from "@tensorflow/tfjs-core";
import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import {
  compile,
  type DType,
  type HostArrays,
  type InputSpec,
  interpret,
  jvp,
  type Program,
  trace,
  type Values,
  vjp,
  vmap,
} from "../../../lib/graph/mod.ts";
import { OP_RULES } from "../../../lib/graph/rules/mod.ts";
import { FUNCTION_CASES, KERNEL_CASES, type KernelCall } from "../../support/kernel_cases.ts";
import { assertAllClose, assertClose } from "../../support/tensors.ts";

const SAMPLES = 3;
const RUNS = { seed: 6, numRuns: 6 };
const SAME = { relative: 1e-12, absolute: 1e-12 };

/** What is computed of one sample: the op's results and, of a smooth op, products with its Jacobian from both sides. */
function outputsOf(call: KernelCall, tensors: Record<string, tf.Tensor>, smooth: boolean): tf.Tensor[] {
  const result = call.apply(tensors), ys = Array.isArray(result) ? result : [result];
  if (!smooth) return ys;
  const xs = Object.values(tensors).filter((x) => x.dtype === "float32");
  return [...ys, ...jvp(ys, xs, xs), ...vjp(ys, xs, ys)];
}

const join = (parts: Values[], dtype: DType): Values => {
  const numbers = parts.flatMap((part) => [...part]);
  if (dtype === "float") return Float64Array.from(numbers);
  return dtype === "int32" ? Int32Array.from(numbers) : Uint8Array.from(numbers);
};

/** The op on several samples: of each input the drawn elements, in another order for each sample, or one for all. */
function samplesOf(call: KernelCall, shared: readonly string[]) {
  const perSample = Array.from({ length: SAMPLES }, (_, i) =>
    Object.fromEntries(
      Object.entries(call.inputs).map(([name, { values }]) => {
        const turn = shared.includes(name) ? 0 : i;
        return [name, values.map((_, k) => values[(k + turn) % values.length])];
      }),
    ));
  const specs: Record<string, InputSpec> = {}, all: Record<string, Values> = {};
  for (const [name, { shape, dtype }] of Object.entries(call.inputs)) {
    const whole = shared.includes(name);
    specs[name] = { shape: whole ? shape : [SAMPLES, ...shape], dtype };
    all[name] = whole ? perSample[0][name] : join(perSample.map((sample) => sample[name]), dtype);
  }
  return { perSample, specs, all };
}

function named(tensors: readonly tf.Tensor[]): Record<string, tf.Tensor> {
  return Object.fromEntries(tensors.map((tensor, k) => [`y${k}`, tensor]));
}

function programs(
  call: KernelCall,
  shared: readonly string[],
  smooth: boolean,
  specs: Record<string, InputSpec>,
) {
  const varied = Object.keys(call.inputs).filter((name) => !shared.includes(name));
  const options = { precision: "float64" as const };
  const batched = trace(
    (given: Record<string, tf.Tensor>) =>
      named(vmap((...sample) => {
        const own = Object.fromEntries(varied.map((name, k) => [name, sample[k]]));
        const inOrder = Object.keys(call.inputs).map((name) => [name, own[name] ?? given[name]]);
        return outputsOf(call, Object.fromEntries(inOrder), smooth);
      }, varied.map((name) => given[name]))),
    specs,
    options,
  );
  const single = trace(
    (given: Record<string, tf.Tensor>) => named(outputsOf(call, given, smooth)),
    Object.fromEntries(
      Object.entries(call.inputs).map(([name, { shape, dtype }]) => [name, { shape, dtype }]),
    ),
    options,
  );
  return { batched, single };
}

function compare(single: Program, perSample: readonly HostArrays[], found: HostArrays, what: string): void {
  const rows = perSample.map((sample) => interpret(single, sample));
  for (const name of Object.keys(single.outputs)) {
    const expected = join(rows.map((row) => row[name]), single.outputs[name].dtype);
    assertClose(found[name], expected, SAME, `${what}, ${name}`);
  }
}

const seen = new Set<string>();

for (const [kernel, cases] of Object.entries({ ...KERNEL_CASES, ...FUNCTION_CASES })) {
  Deno.test(`${kernel} of all samples at once is ${kernel} of each`, async () => {
    for (const { what, call, smooth } of cases) {
      await fc.assert(
        fc.asyncProperty(
          call,
          fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
          async (drawn, flags) => {
            const names = Object.keys(drawn.inputs);
            if (names.length === 0) return;
            // At least one input differs between the samples.
            const shared = names.filter((_, k) => flags[k % 3]).slice(0, names.length - 1);
            const { perSample, specs, all } = samplesOf(drawn, shared);
            const { batched, single } = programs(drawn, shared, smooth, specs);
            for (const node of batched.graph.nodes) seen.add(node.op.name);
            const found = interpret(batched, all);
            compare(single, perSample, found, `${kernel}, ${what}`);
            const onnx = await compile(batched, { engine: "onnx" });
            assertAllClose(await onnx.run(all), found, SAME, `${kernel}, ${what}, onnx`);
            await onnx.dispose();
          },
        ),
        RUNS,
      );
    }
  });
}

Deno.test("every batched op has been compared with its samples", () => {
  const rules = [...OP_RULES].filter(([, { batching }]) => batching).map(([name]) => name);
  assert(rules.length > 30);
  assertEquals(rules.filter((name) => !seen.has(name)), []);
});
