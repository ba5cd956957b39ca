/** Names of losses, cures, methods and equations in figures and tables. */
import type { CureName } from "./cures.ts";
import type { EquationName } from "./equations.ts";
import type { MethodName } from "./optimisers.ts";
import type { Continuation } from "./switch_training.ts";

/** Continuations of the training, those that jump first. */
export const CONTINUATIONS: Record<Continuation, string> = {
  model: "model loss",
  kept: "moments kept",
  modelFast: "rate 10×",
  modelSlow: "rate 1/10",
  weighted: "boundary ×1000",
  ritz: "Ritz (u′)",
  blend: "with 10⁴ data",
  sobolev: "H¹ (u′)",
  data: "data loss (control)",
  dataFast: "data loss, rate 10×",
};

/** Equations in space and time. */
export const EQUATIONS: Record<EquationName, string> = {
  burgers: "Burgers",
  heat: "heat",
  diffusion: "diffusion",
  wave: "wave",
};

/** Cures, from worst to best by expectation. */
export const CURES: Record<CureName, string> = {
  none: "none",
  "boundary weight": "boundary ×1000",
  "hard boundary": "hard boundary",
  ramp: "slow ramp",
  "few points": "10 data points",
  blend: "200 data points",
  "H^-1": "H⁻¹ residual",
  "per mode": "per mode",
};

/** Methods that minimise a loss. */
export const METHODS: Record<MethodName, string> = {
  adam: "Adam",
  descent: "gradient descent",
  "l-bfgs": "L-BFGS",
  "gauss-newton": "Gauss–Newton",
};

/** The names of a record, in its order. */
export function namesOf<Name extends string>(record: Record<Name, string>): Name[] {
  return Object.keys(record) as Name[];
}
