/** Whether random ReLU targets show their kinks on the inputs at which ranks are taken. */
import { smallest } from "../../lib/stats/mod.ts";
import { INPUTS } from "./convolution_target.ts";
import { pointsOf, probesOf, type RankSettings } from "./exact_ranks.ts";

/**
 * Of the local target of a seed of `exact_ranks.ts`: the number of inputs on the rarer side of a neuron's kink, the least
 * of its neurons. Where it is small, the neuron is nearly linear, or nearly off, on all inputs.
 */
export function rarerSide(settings: RankSettings, seed: number): number {
  // As wide as the target, the network at its null embedding is the target.
  const { network, null: target } = pointsOf("local", "relu", 1, seed), { kernel, units } = network;
  const inputs = probesOf(network, settings, seed), count = inputs.length / INPUTS;
  return smallest(units.map(({ weights, start }) => {
    let on = 0;
    for (let i = 0; i < count; i++) {
      let z = target[weights + kernel];
      for (let k = 0; k < kernel; k++) z += target[weights + k] * inputs[i * INPUTS + start + k];
      if (z > 0) on++;
    }
    return Math.min(on, count - on);
  }));
}
