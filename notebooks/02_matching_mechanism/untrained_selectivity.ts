/** Control of C8: read-outs of networks before training. */
import { chainModel } from "../../lib/sequences/chains/training/mod.ts";
import { bufferReadout } from "../../lib/interpret/matching/mod.ts";
import { matchingLayers } from "../../lib/interpret/model/matching_layers.ts";
import { generator } from "../../lib/random/mod.ts";
import type { BuffersSettings } from "./buffers.ts";
import { chainTraining, taskOf } from "./chain_training.ts";
import { selectivity } from "./claims_of_paper.ts";
import { itemRows } from "./matching_readings.ts";

/** The newest buffer's read-out over the largest other, of the networks that the seeds start from. */
export function untrainedSelectivity(settings: BuffersSettings, seeds: readonly number[]): number[] {
  const task = taskOf(settings), { network, gamma } = chainTraining(settings, settings.condition);
  const model = chainModel(network, { vocabulary: task.vocabulary, positions: task.length });
  return seeds.map((seed) => {
    const start = model.initial(gamma, generator(seed, "initial"));
    return selectivity(bufferReadout(itemRows(model, start, task), matchingLayers(model, start)));
  });
}
