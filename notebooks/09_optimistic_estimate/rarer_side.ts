/** Whether random ReLU targets show their kinks on the inputs at which ranks are taken. */
import { twoLayerNetwork } from "../../lib/identifiability/mod.ts";
import { generator, normalArray } from "../../lib/random/mod.ts";
import { INPUTS, KERNEL } from "./convolution_target.ts";
import type { RankSettings } from "./exact_ranks.ts";

/**
 * Of the local target of a seed of `exact_ranks.ts`: the number of inputs on the rarer side of a neuron's kink, the least
 * of its neurons. Where it is small, the neuron is nearly linear, or nearly off, on all inputs.
 */
export function rarerSide({ probes }: RankSettings, seed: number): number {
  const network = twoLayerNetwork({
    architecture: "local",
    inputs: INPUTS,
    kernel: KERNEL,
    width: 1,
    bias: true,
    activation: "relu",
  });
  const target = normalArray(
    generator(seed, "network", "local").fork("target"),
    network.parameterCount,
    0,
    1,
  );
  const count = Math.max(probes.least, probes.each * network.parameterCount);
  const inputs = normalArray(generator(seed, "probes"), count * INPUTS, 0, 1);
  return Math.min(...network.units.map(({ weights, start }) => {
    let on = 0;
    for (let i = 0; i < count; i++) {
      let z = target[weights + KERNEL];
      for (let k = 0; k < KERNEL; k++) z += target[weights + k] * inputs[i * INPUTS + start + k];
      if (z > 0) on++;
    }
    return Math.min(on, count - on);
  }));
}
