/** Outgoing weights by least squares. */
import * as tf from "@tensorflow/tfjs-core";
import { CholeskyDecomposition, Matrix } from "ml-matrix";
import { requirePositive } from "../checks.ts";
import type { Results } from "../graph/mod.ts";
import { parametersByName } from "../nn/mod.ts";
import { type Calibration, onCalibration } from "./calibration.ts";
import type { Unit } from "./hidden_layers.ts";
import { layerAt, type TrainedNetwork } from "./trained_network.ts";

/** μ of a ridge fit, or its choice by inputs that are held out. */
export type Ridge = number | "held out";

/** What is tried on held-out inputs. */
const RIDGES = [1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1];

/**
 * The weights and the bias behind a cut layer, refitted by ridge regression so that the next layer's sums on the
 * calibration inputs are those of the original network: min Σ_x ‖Σ_j a_j h_j − Σ_G A_G h_G − Δb‖² + μ‖A_G‖².
 *
 * Chosen on held-out inputs, μ is the one whose fit to the first half of the inputs is best on the second half; all inputs
 * are then fitted. Where no μ is better there than the weights as they are, nothing is changed.
 *
 * Dense layers and 1×1 convolutions of stride 1 only; behind other layers nothing is changed.
 *
 * @param index of the cut layer
 * @param ridge μ, in units of the mean variance of the inputs h_G
 * @throws {RangeError} for a μ that is not positive, or networks that differ in the layers behind
 */
export async function refitOutgoing(
  network: TrainedNetwork,
  original: TrainedNetwork,
  index: number,
  data: Calibration,
  ridge: Ridge = "held out",
): Promise<TrainedNetwork> {
  if (ridge !== "held out") requirePositive("refitOutgoing", "μ", ridge);
  const { next } = layerAt(network, index), wide = layerAt(original, index).next;
  if (next.outputs !== wide.outputs) {
    throw new RangeError(
      `refitOutgoing: the next layer must be uncut, got ${next.outputs} of ${wide.outputs} units`,
    );
  }
  if (next.area !== 1) return network;
  const sums = await moments(network, original, next, wide, data);
  if (sums === null) return network;
  const best = ridge === "held out" ? heldOutRidge(sums, next) : ridge;
  const solved = best === null ? null : solve(sums.gram, sums.products, next, best);
  if (solved === null) return network;
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

/**
 * Products of inputs and sums: of all rows about their means; of the first half about its means; of the second half about
 * the means of the first. `null` where a stride has left fewer sums than inputs.
 */
async function moments(
  network: TrainedNetwork,
  original: TrainedNetwork,
  next: Unit,
  wide: Unit,
  data: Calibration,
): Promise<Results | null> {
  let fits = true;
  const results = await onCalibration(
    [network, original],
    data,
    ([cut, whole]): Record<string, tf.Tensor> => {
      const h = cut.rowsInto(next), y = whole.rowsFrom(wide), rows = h.shape[0], half = Math.ceil(rows / 2);
      if (y.shape[0] !== rows) {
        fits = false;
        return { none: tf.scalar(0) };
      }
      const [firstH, firstY] = [h, y].map((all) => tf.slice(all, [0, 0], [half, -1]));
      const [restH, restY] = [h, y].map((all) => tf.slice(all, [rows > 1 ? half : 0, 0]));
      const [meanH, meanY] = [tf.mean(h, 0), tf.mean(y, 0)];
      const [startH, startY] = [tf.mean(firstH, 0), tf.mean(firstY, 0)];
      const product = (a: tf.Tensor, b: tf.Tensor) => tf.div(tf.matMul(a, b, true), a.shape[0]);
      const missing = tf.sub(y, cut.rowsFrom(next));
      const restMissing = tf.sub(
        tf.slice(missing, [rows > 1 ? half : 0, 0]),
        tf.mean(tf.slice(missing, [0, 0], [half, -1]), 0),
      );
      const pair = (name: string, x: tf.Tensor, target: tf.Tensor) => ({
        [`${name}gram`]: product(x, x),
        [`${name}products`]: product(x, target),
      });
      return {
        meanH,
        meanY,
        ...pair("", tf.sub(h, meanH), tf.sub(y, meanY)),
        ...pair("first ", tf.sub(firstH, startH), tf.sub(firstY, startY)),
        ...pair("rest ", tf.sub(restH, startH), tf.sub(restY, startY)),
        "rest squares": tf.mean(tf.sum(tf.square(tf.sub(restY, startY)), 1)),
        "rest missing": tf.mean(tf.sum(tf.square(restMissing), 1)),
      };
    },
  );
  return fits ? results : null;
}

/** The μ of the least error on the second half, or `null` where the weights as they are have a smaller one. */
function heldOutRidge(sums: Results, next: Unit): number | null {
  let best: number | null = null, least = sums["rest missing"][0];
  const gram = Matrix.from1DArray(next.inputs, next.inputs, sums["rest gram"]);
  for (const ridge of RIDGES) {
    const solved = solve(sums["first gram"], sums["first products"], next, ridge);
    if (solved === null) continue;
    const bent = gram.mmul(Matrix.from1DArray(next.inputs, next.outputs, solved)).to1DArray();
    // mean ‖y − hA‖² = mean ‖y‖² − 2 tr AᵀR + tr AᵀGA
    const error = solved.reduce(
      (sum, value, k) => sum + value * (bent[k] - 2 * sums["rest products"][k]),
      sums["rest squares"][0],
    );
    if (error < least) [best, least] = [ridge, error];
  }
  return best;
}

/** (G + μ ḡ 1)⁻¹ R with ḡ the mean of G's diagonal; `null` for inputs that do not vary. */
function solve(
  gram: ArrayLike<number>,
  products: ArrayLike<number>,
  { inputs, outputs }: Unit,
  ridge: number,
): number[] | null {
  const matrix = Matrix.from1DArray(inputs, inputs, gram), level = matrix.trace() / inputs;
  if (!(level > 0)) return null;
  for (let i = 0; i < inputs; i++) {
    matrix.set(i, i, matrix.get(i, i) + ridge * level);
    // Engines may round the two halves of a product XᵀX differently.
    for (let j = 0; j < i; j++) matrix.set(j, i, matrix.get(i, j));
  }
  return new CholeskyDecomposition(matrix).solve(Matrix.from1DArray(inputs, outputs, products)).to1DArray();
}
