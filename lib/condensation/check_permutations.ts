/** Whether hidden layers are what the parameter list suggests. */
import { generator, permutation } from "../random/mod.ts";
import type { Calibration } from "./calibration.ts";
import { plainGroup } from "./group.ts";
import { outputChange } from "./judge.ts";
import { mergeLayer } from "./merge_layer.ts";
import { readLayer } from "./read_layer.ts";
import { recalibrateBatchNorm } from "./recalibrate_batch_norm.ts";
import { layerAt, layersOf, type TrainedNetwork } from "./trained_network.ts";

/** Largest relative change of the outputs that counts as rounding, by precision. */
const ROUNDING = { float64: 1e-6, float32: 1e-2 };

/**
 * Checks that the neurons of each hidden layer can be permuted, which holds only where nothing but the next layer
 * uses them: neither a skip connection, nor a reordering between the layers, nor a second part with the same weights.
 *
 * @throws {RangeError} that names a layer whose neurons cannot
 */
export async function checkPermutations(network: TrainedNetwork, data: Calibration): Promise<void> {
  const { targets: _, ...inputs } = data, most = ROUNDING[data.precision ?? "float64"];
  let all = network;
  for (const [index, { name, first }] of layersOf(network).entries()) {
    const { statistics } = await readLayer(all, layerAt(all, index), inputs);
    const groups = Array.from(permutation(generator(0, name), first.outputs), (j) => plainGroup([j]));
    all = await recalibrateBatchNorm(mergeLayer(all, index, { groups, dropped: [] }, { statistics }), inputs);
    const change = await outputChange(all, network, inputs);
    if (!(change <= most)) {
      throw new RangeError(
        `reduce: layer "${name}" cannot be cut, its neurons are used elsewhere: in another order the outputs change, ` +
          `got ${change.toPrecision(2)}, allowed ${most}`,
      );
    }
  }
}
