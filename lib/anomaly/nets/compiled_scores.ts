import type * as tf from "@tensorflow/tfjs-core";
import { compile, type Precision, trace } from "../../graph/mod.ts";
import { parameterCount, type ParameterSpec, unflatten } from "../../nn/mod.ts";
import type { Windows } from "../windows.ts";

/** Windows of one call: always as many, so that a window alone goes through the same program as in company. */
const ROWS = 64;

/** A trained net, compiled for scoring. */
export interface CompiledScores<Name extends string> {
  /** The numbers of each output, window after window. */
  read(windows: Windows): Promise<Record<Name, Float64Array>>;
  dispose(): void;
}

/**
 * Compiles what is read from a trained net.
 *
 * The program has a fixed number of rows; missing ones are zeros. Each row of a result depends on its own window only.
 *
 * @param outputs traced: from parameter tensors and windows `[rows, length]` to numbers `[rows]` or `[rows, width]`
 */
export async function compiledScores<Name extends string>(
  net: {
    readonly parameters: readonly ParameterSpec[];
    readonly trained: Float64Array;
    readonly precision: Precision;
  },
  length: number,
  outputs: (tensors: tf.Tensor[], windows: tf.Tensor2D) => Record<Name, tf.Tensor>,
): Promise<CompiledScores<Name>> {
  const { parameters, trained, precision } = net;
  const program = trace(
    ({ flat, windows }) => outputs(unflatten(flat, parameters), windows as tf.Tensor2D),
    { flat: [parameterCount(parameters)], windows: [ROWS, length] },
    { precision },
  );
  const compiled = await compile(program, { engine: "onnx" });
  return {
    async read({ values, count }) {
      const found = {} as Record<Name, Float64Array>;
      for (let from = 0; from < count; from += ROWS) {
        const rows = Math.min(ROWS, count - from), block = new Float64Array(ROWS * length);
        block.set(values.subarray(from * length, (from + rows) * length));
        const results = await compiled.run({ flat: trained, windows: block });
        for (const name of Object.keys(results) as Name[]) {
          const width = results[name].length / ROWS;
          (found[name] ??= new Float64Array(count * width)).set(
            results[name].subarray(0, rows * width),
            from * width,
          );
        }
      }
      return found;
    },
    dispose: () => void compiled.dispose(),
  };
}
