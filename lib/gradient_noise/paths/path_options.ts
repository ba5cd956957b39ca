/** Many paths of dropout, and of the stochastic differential equations that approximate it. */
import { checkedKeep } from "../mask.ts";
import { requireParameters, type TwoLayerProblem, twoLayerProblem } from "../two_layer_net.ts";

/**
 * Process that moves a path.
 *
 * - `dropout`: θ ← θ − ε ∇R^drop(θ; η), a new mask η at every step.
 * - `sme`: the stochastic modified equation of order 1 or 2, dΘ = −∇L_S dt + √ε Σ^{1/2} dW, for order 2 with the drift
 *   −∇(L_S + (ε/4)‖∇L_S‖²), cut into `substeps` of dt = ε/ℓ. Euler steps have their own drift error, of the same
 *   form as that of the learning rate: they follow −∇(L_S + (dt/4)‖∇L_S‖²). With `corrected` it is subtracted, by
 *   ε − dt instead of ε (order 2) and −dt instead of 0 (order 1); otherwise an error of order ε/ℓ hides the order 2.
 * - `naive`: the same noise with the drift −∇R_S, without R_1.
 */
export type PathProcess =
  | { readonly kind: "dropout" }
  | { readonly kind: "sme"; readonly order: 1 | 2; readonly substeps: number; readonly corrected?: boolean }
  | { readonly kind: "naive"; readonly substeps: number };

/** Options of a simulation. */
export interface PathOptions {
  readonly problem: TwoLayerProblem;
  /** θ_0, where every path starts. */
  readonly start: ArrayLike<number>;
  /** p, the probability to keep. */
  readonly keep: number;
  /** ε, the learning rate. */
  readonly rate: number;
  /** N, steps of dropout; the equation runs to time Nε. */
  readonly steps: number;
  readonly paths: number;
  readonly process: PathProcess;
  readonly seed: number;
}

/** Observables of a path: R_S, L_S and ‖θ‖². */
export const OBSERVABLES = ["R_S", "L_S", "norm2"] as const;

/** Name of an observable. */
export type Observable = typeof OBSERVABLES[number];

/** Mean over the paths of each observable after 0, 1, …, N steps. */
export interface PathStatistics {
  /** Nε, N + 1 numbers */
  readonly times: Float64Array;
  readonly mean: Readonly<Record<Observable, Float64Array>>;
  /** Standard deviation over the paths (divisor paths − 1). */
  readonly sd: Readonly<Record<Observable, Float64Array>>;
  readonly paths: number;
}

/**
 * Checks the options of a simulation.
 *
 * @throws {RangeError} for a probability outside (0, 1], ε ≤ 0, fewer than one substep, one step or 2 paths, or
 *   parameters
 * that do not fit
 * @throws {TypeError} for an unknown process
 */
export function checkedPathOptions(where: string, options: PathOptions): PathOptions {
  const { problem, start, keep, rate, steps, paths, process } = options;
  twoLayerProblem(problem);
  requireParameters(where, problem, start);
  checkedKeep(where, keep);
  if (!(rate > 0) || !Number.isFinite(rate)) {
    throw new RangeError(`${where}: the learning rate ε must be positive and finite, got ${rate}`);
  }
  requireCount(where, "steps", steps, 1);
  requireCount(where, "paths", paths, 2);
  if (process.kind !== "dropout") {
    if (process.kind !== "sme" && process.kind !== "naive") {
      const { kind } = process as { kind: unknown };
      throw new TypeError(`${where}: process "${kind}" is unknown, allowed "dropout", "sme" and "naive"`);
    }
    requireCount(where, "substeps", process.substeps, 1);
    if (process.kind === "sme" && process.order !== 1 && process.order !== 2) {
      throw new RangeError(`${where}: the order must be 1 or 2, got ${process.order}`);
    }
  }
  return options;
}

/** γ in the drift −∇(L_S + (γ/4)‖∇L_S‖²) of a step. */
export function driftCorrection(process: PathProcess, rate: number): number {
  if (process.kind !== "sme") return 0;
  return (process.order === 2 ? rate : 0) - (process.corrected ? rate / process.substeps : 0);
}

function requireCount(where: string, name: string, value: number, least: number): void {
  if (!Number.isInteger(value) || value < least) {
    throw new RangeError(`${where}: ${name} must be an integer of ${least} or more, got ${value}`);
  }
}
