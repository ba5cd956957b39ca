/** The end of a fit by Levenberg–Marquardt. */
import {
  type LevenbergMarquardtOptions,
  levenbergMarquardtStart,
  levenbergMarquardtStep,
} from "../optim/levenberg_marquardt.ts";
import { requireInteger } from "../checks.ts";
import type { DescentRun } from "./descend.ts";
import { type DifferentiableModel, requireFitting, type Samples } from "./model.ts";
import { rowSpaceStep } from "./row_space_step.ts";

/** When a fit ends. */
export interface FinishOptions extends LevenbergMarquardtOptions {
  /** Stops once the mean squared error is below this value. */
  readonly stopBelow: number;
  readonly maxIterations: number;
  /** Solves each step for n numbers instead of M, where n < M: the same up to rounding; false by default. */
  readonly inRowSpace?: boolean;
}

/**
 * Fits a model to samples by Levenberg–Marquardt in float64 from given parameters; iterations count as steps.
 *
 * The damped step lies in the row space of the Jacobian, so directions that no sample determines do not change.
 *
 * @throws {RangeError} for settings out of their range, or parameters and samples that do not fit
 * @throws {DivergenceError} if a value at the start, or the Jacobian at an iteration, is not finite
 */
export async function finishByLeastSquares(
  model: DifferentiableModel,
  samples: Samples,
  initial: Float64Array,
  { stopBelow, maxIterations, inRowSpace = false, ...options }: FinishOptions,
): Promise<DescentRun> {
  requireInteger("finishByLeastSquares", "maxIterations", maxIterations);
  requireFitting("finishByLeastSquares", model, initial, samples.inputs, samples.targets);
  const { inputs, targets } = samples, n = targets.length, scale = 1 / Math.sqrt(n);
  const problem = {
    residuals: (x: Float64Array) =>
      Promise.resolve(model.values(x, inputs).map((value, i) => scale * (value - targets[i]))),
    jacobian: (x: Float64Array) => Promise.resolve(model.jacobian(x, inputs).map((value) => scale * value)),
  };
  const step = inRowSpace && n < initial.length ? rowSpaceStep : levenbergMarquardtStep;
  const lossOf = (half: number) => 2 * half;
  let state = await levenbergMarquardtStart(problem, initial);
  while (!(lossOf(state.value) < stopBelow) && state.iteration < maxIterations && state.end === null) {
    state = await step(problem, state, options);
  }
  const loss = lossOf(state.value);
  return { parameters: state.x, loss, steps: state.iteration, end: loss < stopBelow ? "loss" : "steps" };
}
