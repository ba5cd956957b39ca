/** Outgoing weights by least squares. */
import * as tf from "@tensorflow/tfjs-core";
import { CholeskyDecomposition, Matrix } from "ml-matrix";
import { requirePositive } from "../checks.ts";
import { parametersByName } from "../nn/mod.ts";
import { type Calibration, onCalibration } from "./calibration.ts";
import { layerAt, type TrainedNetwork } from "./trained_network.ts";

/**
 * The weights and the bias behind a cut layer, refitted by ridge regression so that the next layer's sums on the
 * calibration inputs are those of the original network: min Σ_x ‖Σ_j a_j h_j − Σ_G A_G h_G − Δb‖² + μ‖A_G‖².
 *
 * Dense layers and 1×1 convolutions of stride 1 only; behind other layers nothing is changed.
 *
 * @param index of the cut layer
 * @param ridge μ, in units of the mean variance of the inputs h_G; 1e-6 by default
 * @throws {RangeError} for a μ that is not positive, or networks that differ in the layers behind
 */
export async function refitOutgoing(
  network: TrainedNetwork,
  original: TrainedNetwork,
  index: number,
  data: Calibration,
  ridge = 1e-6,
): Promise<TrainedNetwork> {
  requirePositive("refitOutgoing", "μ", ridge);
  const { next } = layerAt(network, index), wide = layerAt(original, index).next;
  if (next.outputs !== wide.outputs) {
    throw new RangeError(
      `refitOutgoing: the next layer must be uncut, got ${next.outputs} of ${wide.outputs} units`,
    );
  }
  if (next.area !== 1) return network;
  let fits = true;
  const sums = await onCalibration([network, original], data, ([cut, whole]): Record<string, tf.Tensor> => {
    const h = cut.rowsInto(next), y = whole.rowsFrom(wide);
    if (y.shape[0] !== h.shape[0]) {
      fits = false;
      return { none: tf.scalar(0) };
    }
    const [meanH, meanY] = [tf.mean(h, 0), tf.mean(y, 0)], centred = tf.sub(h, meanH);
    const rows = h.shape[0];
    return {
      meanH,
      meanY,
      gram: tf.div(tf.matMul(centred, centred, true), rows),
      products: tf.div(tf.matMul(centred, tf.sub(y, meanY), true), rows),
    };
  });
  if (!fits) return network;
  const gram = Matrix.from1DArray(next.inputs, next.inputs, sums.gram);
  const level = gram.trace() / next.inputs;
  if (!(level > 0)) return network;
  for (let i = 0; i < next.inputs; i++) gram.set(i, i, gram.get(i, i) + ridge * level);
  const solved = new CholeskyDecomposition(gram)
    .solve(Matrix.from1DArray(next.inputs, next.outputs, sums.products)).to1DArray();
  const parameters = network.parameters.slice();
  const named = parametersByName(parameters, network.build(network.widths).parameters);
  named[next.weight].set(solved);
  if (next.bias !== null) {
    named[next.bias].set(Float64Array.from(sums.meanY, (mean, o) => {
      let sum = mean;
      for (let i = 0; i < next.inputs; i++) sum -= sums.meanH[i] * solved[i * next.outputs + o];
      return sum;
    }));
  }
  return { ...network, parameters };
}
