import { simulateEulerMaruyama } from "./paths/euler_maruyama.ts";
import type { PathOptions, PathStatistics } from "./paths/path_options.ts";
import { simulatePaths } from "./paths/simulate_paths.ts";

/** Options of {@linkcode simulateSme}. */
export interface SmeOptions extends Omit<PathOptions, "process"> {
  /** Order of weak convergence: 1, or 2 with the drift's correction (ε/4)‖∇L_S‖². */
  readonly order: 1 | 2;
  /** ℓ, steps of the equation in one step of dropout; 8 or more show the equation instead of the step. */
  readonly substeps: number;
  /** Subtracts the drift error of the Euler steps themselves; false by default. */
  readonly corrected?: boolean;
  /** `"square-root-free"` by default; `"euler-maruyama"` takes Σ^{1/2} and normal noise. */
  readonly method?: "square-root-free" | "euler-maruyama";
}

/**
 * Paths of the stochastic modified equation of dropout.
 *
 * ```ts
 * import { simulateSme } from "@paper-notebooks/lib/gradient_noise";
 *
 * const problem = {
 *   activation: "tanh" as const,
 *   neurons: 2,
 *   inputs: 1,
 *   x: Float64Array.of(-1, 1),
 *   y: Float64Array.of(-0.5, 0.5),
 * };
 * const start = [0.4, 1, 0.2, -1], common = { problem, start, keep: 0.9, rate: 0.1, steps: 20, paths: 100, seed: 0 };
 * const { mean } = simulateSme({ ...common, order: 2, substeps: 8 });
 * if (!(mean.L_S[20] < mean.L_S[0])) throw new Error("the modified loss falls");
 * ```
 *
 * @throws {RangeError} for options out of range, such as ε ≤ 0 or fewer than one substep
 */
export function simulateSme(options: SmeOptions): PathStatistics {
  const { order, substeps, corrected = false, method = "square-root-free", ...rest } = options;
  const simulate = method === "euler-maruyama" ? simulateEulerMaruyama : simulatePaths;
  return simulate({ ...rest, process: { kind: "sme", order, substeps, corrected } });
}
