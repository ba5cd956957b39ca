/** The target of figure 4, f* = Σ_{s=1}^{3} tanh(0.6x_s + 0.8x_{s+1} + x_{s+2}), and networks for it. */
import {
  type Architecture,
  type Samples,
  type TwoLayerNetwork,
  twoLayerNetwork,
  type TwoLayerOptions,
} from "../../lib/identifiability/mod.ts";
import { generator, normalArray } from "../../lib/random/mod.ts";

/** d, and the kernel length of the convolution. */
export const INPUTS = 5, KERNEL = 3;
/** Positions of a kernel, hidden units of one kernel. */
const POSITIONS = INPUTS + 1 - KERNEL;

/** Options of a network that is `times` as wide as the target needs: so many kernels, or three times as many neurons. */
export function networkOptions(architecture: Architecture, times: number): TwoLayerOptions {
  return {
    architecture,
    inputs: INPUTS,
    kernel: KERNEL,
    width: architecture === "dense" ? POSITIONS * times : times,
    bias: true,
  };
}

/** The network; all architectures have 3 · `times` hidden units. */
export function networkOf(architecture: Architecture, times: number): TwoLayerNetwork {
  return twoLayerNetwork(networkOptions(architecture, times));
}

/** The parameters of the narrowest network at which it is the target. */
export function bestParameters(architecture: Architecture): Float64Array {
  const weights = [0.6, 0.8, 1], { parameterCount, units } = networkOf(architecture, 1);
  const theta = new Float64Array(parameterCount);
  units.forEach(({ weights: at, output }, u) => {
    theta.set(weights, at + (architecture === "dense" ? u : 0));
    theta[output] = 1;
  });
  return theta;
}

/** n standard normal inputs `[n, 5]`. */
export function normalInputs(seed: number, label: string, count: number): Float64Array {
  return normalArray(generator(seed, label), count * INPUTS, 0, 1);
}

/** Samples of the target at given inputs. */
export function targetSamples(inputs: Float64Array): Samples {
  return { inputs, targets: networkOf("convolution", 1).values(bestParameters("convolution"), inputs) };
}
