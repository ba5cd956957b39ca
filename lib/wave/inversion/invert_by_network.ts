/** Inversion with a network in place of the velocity grid. */
import type { Optimizer } from "../../optim/mod.ts";
import { networkSteps, type VelocityForm, type VelocityNetwork } from "../networks/mod.ts";
import { checkInversion, countedMisfit, type Inversion, type InversionOptions } from "./inversion.ts";

/** Settings of {@linkcode invertByNetwork}. */
export interface NetworkInversionOptions extends InversionOptions {
  network: VelocityNetwork;
  form: VelocityForm;
  /** Parameters at the start: pretrained ones, or random ones for an additive form. */
  theta: ArrayLike<number>;
  optimizer: Optimizer;
  /** Weight of ½‖θ‖² added to J/J₀: a Gaussian prior on the parameters; 0 by default. */
  decay?: number;
}

/** What the inversion leaves, parameters included. */
export interface NetworkInversion extends Inversion {
  /** Parameters of the last model. */
  readonly theta: Float32Array;
}

/**
 * Inversion over the parameters of a network: J by the wave solver, ∂J/∂v through the network by one compiled step.
 *
 * @throws {RangeError} for a budget that is not a positive integer
 * @throws {InversionError} where a misfit or gradient is not finite
 */
export async function invertByNetwork(options: NetworkInversionOptions): Promise<NetworkInversion> {
  checkInversion("invertByNetwork", options);
  const { network, form, optimizer, decay, solves, stopBelow = 0, watch, signal } = options;
  const misfitOf = countedMisfit(options.misfit), steps = await networkSteps(network, form, optimizer, decay);
  try {
    let state = steps.start(options.theta), velocity = await steps.velocity(state), first = 0;
    for (;;) {
      const { misfit, gradient } = await misfitOf(velocity), done = misfitOf.solves();
      first ||= misfit || 1;
      watch?.({ solves: done, misfit, velocity });
      const end = misfit < stopBelow ? "discrepancy" : done >= solves || signal?.aborted ? "budget" : null;
      if (end) return { velocity, misfit, solves: done, end, theta: state.theta };
      ({ state, velocity } = await steps.next(state, gradient.map((g) => g / first), done));
    }
  } finally {
    await steps.dispose();
  }
}
