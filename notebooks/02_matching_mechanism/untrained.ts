/** Kernels and read-outs of the networks that the seeds start from, compared with those after training. */
import { bufferReadout } from "../../lib/interpret/matching/mod.ts";
import { layerKernel } from "../../lib/interpret/matching/layer_kernel.ts";
import { matchingLayers } from "../../lib/interpret/model/matching_layers.ts";
import { generator } from "../../lib/random/mod.ts";
import { chainModel } from "../../lib/sequences/chains/training/mod.ts";
import type { BuffersSettings } from "./buffers.ts";
import { type ChainSettings, chainTraining, type Condition, taskOf } from "./chain_training.ts";
import { itemRows } from "./matching_readings.ts";
import { selectivity } from "./measures.ts";

function startOf(settings: ChainSettings, condition: Condition, seed: number) {
  const task = taskOf(settings), { network, gamma } = chainTraining(settings, condition);
  const model = chainModel(network, { vocabulary: task.vocabulary, positions: task.length });
  const parameters = model.initial(gamma, generator(seed, "initial"));
  return { task, model, parameters, layers: matchingLayers(model, parameters) };
}

/**
 * The kernels of the network that a seed starts from.
 *
 * @param layers numbers of the layers, from 2
 * @returns `[layer][width][width]`
 * @throws {RangeError} for a layer that does not match, or that the network does not have
 */
export function untrainedKernels(
  settings: ChainSettings,
  condition: Condition,
  seed: number,
  layers: readonly number[],
): number[][][] {
  const start = startOf(settings, condition, seed);
  const { width } = settings;
  return layers.map((layer) => {
    const kernel = layerKernel(start.layers, layer);
    return Array.from({ length: width }, (_, i) => [...kernel.subarray(i * width, (i + 1) * width)]);
  });
}

/** The newest buffer's read-out over the largest other, of the network that a seed starts from. */
export function untrainedSelectivity(settings: BuffersSettings, seed: number): number {
  const { task, model, parameters, layers } = startOf(settings, settings.condition, seed);
  return selectivity(bufferReadout(itemRows(model, parameters, task), layers));
}
