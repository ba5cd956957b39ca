/** Kernels of networks before training, beside those after it. */
import { chainModel } from "../../lib/sequences/chains/training/mod.ts";
import { layerKernel } from "../../lib/interpret/matching/layer_kernel.ts";
import { matchingLayers } from "../../lib/interpret/model/matching_layers.ts";
import { generator } from "../../lib/random/mod.ts";
import { type ChainSettings, chainTraining, type Condition, taskOf } from "./chain_training.ts";

/**
 * The kernels of the network that a seed starts from.
 *
 * @param layers numbers of the layers, from 2
 * @returns `[layer][width][width]`
 * @throws {RangeError} for a layer that does not match, or that the network has not
 */
export function untrainedKernels(
  settings: ChainSettings,
  condition: Condition,
  seed: number,
  layers: readonly number[],
): number[][][] {
  const { length, vocabulary } = taskOf(settings), { network, gamma } = chainTraining(settings, condition);
  const model = chainModel(network, { vocabulary, positions: length }), { width } = network;
  const start = matchingLayers(model, model.initial(gamma, generator(seed, "initial")));
  return layers.map((layer) => {
    const kernel = layerKernel(start, layer);
    return Array.from({ length: width }, (_, i) => [...kernel.subarray(i * width, (i + 1) * width)]);
  });
}
