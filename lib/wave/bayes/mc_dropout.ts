/** Dropout as approximate inference (Gal and Ghahramani, 2016). */
import type { Generator } from "../../random/mod.ts";
import { dropoutMask } from "../../train/mod.ts";
import { type Masks, velocityBridge } from "../networks/mod.ts";
import { optimizerSteps } from "../inversion/optimizer_steps.ts";
import type { Optimizer } from "../../optim/mod.ts";
import { checkPlan, type NetworkPosterior, type NetworkSamples } from "./energy.ts";

/** Settings of {@linkcode mcDropout}. */
export interface McDropoutOptions extends NetworkPosterior {
  optimizer: Optimizer;
  /** Gradients of the fit, each with new masks. */
  solves: number;
  /** Velocity maps that are drawn with new masks afterwards. */
  samples: number;
  /** Probability that a channel is kept. */
  keep: number;
  generator: Generator;
}

/**
 * Fit a network under dropout of channels, then draw maps under dropout.
 *
 * @throws {RangeError} for counts that are no positive integers, a share outside (0, 1], or a network without channels to
 *   drop
 * @throws {InversionError} from the energy
 */
export async function mcDropout(options: McDropoutOptions): Promise<NetworkSamples> {
  const { network, form, energy, priorSd, optimizer, solves, samples: wanted, keep, generator } = options;
  checkPlan("mcDropout", { burnIn: 0, every: solves, samples: wanted }, priorSd);
  const names = Object.keys(network.droppable);
  if (names.length === 0) {
    throw new RangeError("mcDropout: the network names no inner tensor to drop, got none");
  }
  const draw = (): Masks =>
    Object.fromEntries(names.map((name) => {
      const { draw } = dropoutMask({ shape: network.droppable[name], keep });
      return [name, Float32Array.from(draw(generator))];
    }));
  const bridge = await velocityBridge(network, form, { dropout: true });
  const steps = await optimizerSteps(bridge.count, optimizer), energies: number[] = [];
  try {
    let theta: Float64Array = Float64Array.from(options.theta);
    for (let n = 0; n < solves; n++) {
      const masks = draw(), now = Float32Array.from(theta);
      const { misfit, gradient } = await energy(await bridge.velocity(now, masks));
      energies.push(misfit);
      const slope = await bridge.pullBack(now, gradient, masks);
      theta = await steps.next(theta, Float64Array.from(slope, (g, i) => g + theta[i] / priorSd ** 2));
    }
    const last = Float32Array.from(theta), samples: Float64Array[] = [];
    for (let k = 0; k < wanted; k++) samples.push(await bridge.velocity(last, draw()));
    return { samples, energies };
  } finally {
    await steps.dispose();
    await bridge.dispose();
  }
}
