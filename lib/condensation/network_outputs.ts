/** What a network gives. */
import { compile, trace } from "../graph/mod.ts";
import { recordInner, repeatInner, unflatten } from "../nn/mod.ts";
import type { EvaluationArray } from "../train/mod.ts";
import { type Calibration, onCalibration } from "./calibration.ts";
import type { TrainedNetwork } from "./trained_network.ts";

/**
 * Outputs of a network for inputs, flat, row by row.
 *
 * @param data inputs the network was made for; targets are not looked at
 * @param moments inputs whose means and variances the batch norms have; without them the inputs' own
 * @throws {RangeError} where the inputs do not fit the network
 */
export async function networkOutputs(
  network: TrainedNetwork,
  { targets: _, ...data }: Calibration,
  moments?: EvaluationArray,
): Promise<Float64Array> {
  if (!moments) {
    const { output } = await onCalibration([network], data, ([{ output }]) => ({ output }));
    return Float64Array.from(output);
  }
  const { inputs, precision = "float64" } = data, model = network.build(network.widths);
  const gains = model.parameters.filter(({ name }) => name.endsWith(".gain"));
  const inner = recordInner(
    gains.flatMap(({ name }) => ["mean", "variance"].map((what) => name.replace(/gain$/, what))),
  );
  const program = trace(
    ({ flat, known, x }) => {
      const tensors = unflatten(flat, model.parameters);
      model.apply(tensors, known, inner.hooks);
      return { output: model.apply(tensors, x, repeatInner(inner)) };
    },
    { flat: [network.parameters.length], known: moments.shape, x: inputs.shape },
    { precision },
  );
  const compiled = await compile(program, { engine: "onnx" });
  try {
    const { output } = await compiled.run({
      flat: network.parameters,
      known: moments.values,
      x: inputs.values,
    });
    return Float64Array.from(output);
  } finally {
    await compiled.dispose();
  }
}
