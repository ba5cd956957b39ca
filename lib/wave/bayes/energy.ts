/** U(θ) of a network's posterior, which all samplers descend, and their options. */
import { requireInteger, requirePositive } from "../../checks.ts";
import type { VelocityMisfit } from "../inversion/mod.ts";
import type { VelocityForm, VelocityNetwork } from "../networks/mod.ts";

/** A posterior over the parameters of a network: p(d|v(θ))·N(θ; 0, σ_w²). */
export interface NetworkPosterior {
  network: VelocityNetwork;
  form: VelocityForm;
  /** −log p(d|v) and its gradient: of independent noise σ, J/σ². */
  energy: VelocityMisfit;
  /** σ_w of the parameters. */
  priorSd: number;
  /** Where it starts: parameters of a fit. */
  theta: ArrayLike<number>;
}

/** How many samples are taken. */
export interface SamplePlan {
  /** Gradients before the first sample. */
  burnIn: number;
  /** Gradients between samples. */
  every: number;
  /** Samples. */
  samples: number;
}

/** Velocity maps of the samples, and the energy before each step. */
export interface NetworkSamples {
  readonly samples: readonly Float64Array[];
  /** −log p(d|v) at each gradient. */
  readonly energies: readonly number[];
}

/** Checks the numbers of a plan. */
export function checkPlan(owner: string, { burnIn, every, samples }: SamplePlan, priorSd: number): void {
  requireInteger(owner, "burnIn", burnIn, 0);
  requireInteger(owner, "every", every);
  requireInteger(owner, "samples", samples);
  requirePositive(owner, "priorSd", priorSd);
}
