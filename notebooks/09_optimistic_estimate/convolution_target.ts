/** The target of figure 4, f* = Σ_{s=1}^{3} tanh(0.6x_s + 0.8x_{s+1} + x_{s+2}), and networks for it. */
import { type Architecture, nullEmbedding, optimisticSampleSize } from "../../lib/identifiability/mod.ts";
import type { RankActivationName, Samples, TanhSpec } from "../../lib/identifiability/mod.ts";
import { type TwoLayerNetwork, twoLayerNetwork } from "../../lib/identifiability/mod.ts";
import { generator, normalArray } from "../../lib/random/mod.ts";

/** d, and the kernel length of the convolution. */
export const INPUTS = 5, KERNEL = 3;

/** The target in an architecture: one kernel, or a neuron for each of its positions. */
export function targetSpec(kind: Architecture): TanhSpec {
  return {
    kind,
    inputs: INPUTS,
    kernel: KERNEL,
    targetWidth: kind === "dense" ? INPUTS + 1 - KERNEL : 1,
    bias: true,
  };
}

/** The optimistic sample size of the target in an architecture. */
export function targetRank(architecture: Architecture): number {
  return optimisticSampleSize(targetSpec(architecture));
}

/** A network with a number of neurons (dense) or kernels. */
export function networkOfWidth(
  architecture: Architecture,
  width: number,
  activation: RankActivationName = "tanh",
): TwoLayerNetwork {
  return twoLayerNetwork({ architecture, inputs: INPUTS, kernel: KERNEL, width, bias: true, activation });
}

/** A network `times` as wide as the target needs; all architectures have 3 · `times` hidden units. */
export function networkOf(architecture: Architecture, times: number): TwoLayerNetwork {
  return networkOfWidth(architecture, targetSpec(architecture).targetWidth * times);
}

/** The parameters of a network at which it is the target: those of the narrowest one, and zeros. */
export function bestParameters({ options, parametersPerWidth }: TwoLayerNetwork): Float64Array {
  const { architecture, width } = options, { parameterCount, units } = networkOf(architecture, 1);
  const theta = new Float64Array(parameterCount);
  units.forEach(({ weights, output }, u) => {
    theta.set([0.6, 0.8, 1], weights + (architecture === "dense" ? u : 0));
    theta[output] = 1;
  });
  return nullEmbedding(theta, parametersPerWidth, width);
}

/** n standard normal inputs `[n, 5]`. */
export function normalInputs(seed: number, label: string, count: number): Float64Array {
  return normalArray(generator(seed, label), count * INPUTS, 0, 1);
}

/** Samples of the target at normal inputs. */
export function targetSamples(seed: number, label: string, count: number): Samples {
  const inputs = normalInputs(seed, label, count), network = networkOf("convolution", 1);
  return { inputs, targets: network.values(bestParameters(network), inputs) };
}
