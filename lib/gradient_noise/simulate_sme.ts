import { simulateEulerMaruyama } from "./paths/euler_maruyama.ts";
import type { PathOptions, PathStatistics } from "./paths/path_options.ts";
import { simulatePaths } from "./paths/simulate_paths.ts";

/** What {@linkcode simulateSme} solves, and how. */
export interface SmeOptions extends Omit<PathOptions, "process"> {
  /** Order of weak convergence: 1, or 2 with the drift's correction (ε/4)‖∇L_S‖². */
  readonly order: 1 | 2;
  /** ℓ, steps of the equation in one step of dropout; 8 or more show the equation and not the step. */
  readonly substeps: number;
  /** Takes off the drift error of the Euler steps themselves; false by default. */
  readonly corrected?: boolean;
  /** `"square-root-free"` by default; `"euler-maruyama"` takes Σ^{1/2} and normal noise. */
  readonly method?: "square-root-free" | "euler-maruyama";
}

/**
 * Paths of the stochastic modified equation of dropout.
 *
 * @throws {RangeError} for options out of range, such as ε ≤ 0 or less than one substep
 */
export function simulateSme(options: SmeOptions): PathStatistics {
  const { order, substeps, corrected = false, method = "square-root-free", ...rest } = options;
  const simulate = method === "euler-maruyama" ? simulateEulerMaruyama : simulatePaths;
  return simulate({ ...rest, process: { kind: "sme", order, substeps, corrected } });
}
