/** Langevin dynamics with the preconditioner of RMSProp (Li, Chen, Carlson and Carin, 2016). */
import { requirePositive } from "../../checks.ts";
import type { Generator } from "../../random/mod.ts";
import { velocityBridge } from "../networks/mod.ts";
import { checkPlan, type NetworkPosterior, type NetworkSamples, type SamplePlan } from "./energy.ts";

/** Settings of {@linkcode sgld}. */
export interface SgldOptions extends NetworkPosterior, SamplePlan {
  /** η: twice the length of a step where the gradient keeps its sign. */
  step: number;
  /** T: 1 for the posterior; less for one that is sharper. */
  temperature?: number;
  generator: Generator;
}

/** Decay of the mean of squared gradients, and what keeps its root from 0. */
const DECAY = 0.99, EPSILON = 1e-5;

/**
 * Samples by θ ← θ − η/2·P∇U + √(ηTP)·ξ with P = 1/(√V + ε), V the running mean of (∇U)². The change of P along the
 * path is left out, as usual; `effectiveSampleSize` tells how well the chain mixes.
 *
 * @throws {RangeError} for a step, prior or temperature that is not positive, or counts that are no integers
 * @throws {InversionError} from the energy
 */
export async function sgld(options: SgldOptions): Promise<NetworkSamples> {
  const { network, form, energy, priorSd, step, temperature = 1, generator, burnIn, every, samples: wanted } =
    options;
  checkPlan("sgld", options, priorSd);
  requirePositive("sgld", "step", step);
  requirePositive("sgld", "temperature", temperature);
  const bridge = await velocityBridge(network, form), theta = Float32Array.from(options.theta);
  const squares = new Float64Array(bridge.count), samples: Float64Array[] = [], energies: number[] = [];
  try {
    for (let n = 0; samples.length < wanted; n++) {
      const velocity = await bridge.velocity(theta);
      if (n >= burnIn && (n - burnIn) % every === 0) samples.push(velocity);
      const { misfit, gradient } = await energy(velocity);
      energies.push(misfit);
      const slope = await bridge.pullBack(theta, gradient);
      for (let i = 0; i < theta.length; i++) {
        const g = slope[i] + theta[i] / priorSd ** 2;
        squares[i] = n === 0 ? g * g : DECAY * squares[i] + (1 - DECAY) * g * g;
        const p = 1 / (Math.sqrt(squares[i]) + EPSILON);
        theta[i] += -step / 2 * p * g + Math.sqrt(step * temperature * p) * generator.normal();
      }
    }
    return { samples, energies };
  } finally {
    await bridge.dispose();
  }
}
