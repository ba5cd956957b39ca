/** Inversion on the grid by an optimizer's steps. */
import type { Optimizer } from "../../optim/mod.ts";
import { gridObjective } from "./grid_objective.ts";
import { checkInversion, type GridOptions, type Inversion } from "./inversion.ts";
import { optimizerSteps } from "./optimizer_steps.ts";

/** Settings of {@linkcode invertBySteps}. */
export interface StepsOptions extends GridOptions {
  /** Adam in most cases; its learning rate is in km/s, 0.02 for steps of 20 m/s. */
  optimizer: Optimizer;
}

/**
 * Inversion on the grid: one step of an optimizer for each gradient, velocities in km/s, J as a share of J₀.
 *
 * @throws {RangeError} for a start outside the bounds, or a budget that is not a positive integer
 * @throws {InversionError} where a misfit or gradient is not finite
 */
export async function invertBySteps(options: StepsOptions): Promise<Inversion> {
  checkInversion("invertBySteps", options);
  const { start, bounds, optimizer, solves, stopBelow = 0, watch, signal } = options;
  const objective = gridObjective(options), steps = await optimizerSteps(start.length, optimizer);
  try {
    let x = Float64Array.from(start, (v) => v / 1e3);
    for (;;) {
      const { velocity, misfit, gradient } = await objective.at(x), done = objective.solves();
      watch?.({ solves: done, misfit, velocity });
      const end = misfit < stopBelow ? "discrepancy" : done >= solves || signal?.aborted ? "budget" : null;
      if (end) return { velocity, misfit, solves: done, end };
      x = (await steps.next(x, gradient)).map((v) =>
        Math.max(bounds.low / 1e3, Math.min(bounds.high / 1e3, v))
      );
    }
  } finally {
    await steps.dispose();
  }
}
