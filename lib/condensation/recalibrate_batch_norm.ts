/** Batch norm behind merged kernels. */
import type * as tf from "@tensorflow/tfjs-core";
import { constant } from "../graph/mod.ts";
import { type Hook, parametersByName } from "../nn/mod.ts";
import { type Calibration, onCalibration } from "./calibration.ts";
import type { MergedLayer } from "./merge_layer.ts";
import { NORM_EPSILON } from "./neurons.ts";
import type { TrainedNetwork } from "./trained_network.ts";

/**
 * Gains and shifts with which each batch norm gives the folded values z + b on the calibration data: γ = √(v + ε) and
 * β = μ + b, with μ and v of z as they are measured behind the merged kernels.
 *
 * @param data the statistics of one batch, so all of it is run at once
 * @throws {RangeError} where the inputs do not fit the network
 */
export async function recalibrateBatchNorm(
  { network, foldedBiases }: MergedLayer,
  data: Calibration,
): Promise<TrainedNetwork> {
  const norms = Object.entries(foldedBiases);
  if (norms.length === 0) return network;
  const seen: Record<string, tf.Tensor> = {};
  const keep = (name: string, put: Float64Array): [string, Hook] => [name, (value) => {
    seen[name] = value;
    return constant(put, [put.length]);
  }];
  // Mean −b and variance 1 − ε make each norm the folded z + b, so one run measures all of them.
  const hooks = Object.fromEntries(norms.flatMap(([name, bias]) => [
    keep(`${name}.mean`, bias.map((value) => -value)),
    keep(`${name}.variance`, bias.map(() => 1 - NORM_EPSILON)),
  ]));
  const measured = await onCalibration([network], data, () => ({ ...seen }), [hooks]);
  const parameters = network.parameters.slice();
  const named = parametersByName(parameters, network.build(network.widths).parameters);
  for (const [name, bias] of norms) {
    const { [`${name}.mean`]: mean, [`${name}.variance`]: variance } = measured;
    named[`${name}.gain`].set(Float64Array.from(variance, (value) => Math.sqrt(value + NORM_EPSILON)));
    named[`${name}.shift`].set(bias.map((value, o) => mean[o] + value));
  }
  return { ...network, parameters };
}
