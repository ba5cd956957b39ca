/** Values of traced expressions without parameters, in float64 through ONNX Runtime. */
import type * as tf from "@tensorflow/tfjs-core";
import { compile, trace } from "../../lib/graph/mod.ts";

/** Outputs of a traced function by name. */
export async function tracedValues(
  fn: () => Record<string, tf.Tensor>,
): Promise<Record<string, Float64Array>> {
  const compiled = await compile(trace(fn, {}, { precision: "float64" }));
  try {
    const outputs = await compiled.run({});
    return Object.fromEntries(
      Object.entries(outputs).map(([name, values]) => [name, Float64Array.from(values)]),
    );
  } finally {
    await compiled.dispose();
  }
}

/** Largest absolute value. */
export function largest(values: ArrayLike<number>): number {
  return Array.from(values).reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}
