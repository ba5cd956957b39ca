import { requireFinite, requireSameLength } from "../checks.ts";

/**
 * Finds the first logged step whose value is at or below a threshold, e.g. of a loss.
 *
 * Later excursions above the threshold do not matter: Adam's loss can spike near the end of a run, so the last value is
 * not a good measure.
 *
 * @param steps logged steps, strictly increasing
 * @param values one value per step
 * @param threshold value to be reached
 * @returns the step, or null if it is never reached
 * @throws {RangeError} if the arrays are empty or differ in length, the steps do not rise, or a number is not finite
 */
export function firstStepBelow(
  steps: ArrayLike<number>,
  values: ArrayLike<number>,
  threshold: number,
): number | null {
  return firstStep("firstStepBelow", steps, values, threshold, "below");
}

/**
 * Finds the first logged step whose value is at or above a threshold, e.g. of an accuracy.
 *
 * @param steps logged steps, strictly increasing
 * @param values one value per step
 * @param threshold value to be reached
 * @returns the step, or null if it is never reached
 * @throws {RangeError} as {@link firstStepBelow}
 */
export function firstStepAbove(
  steps: ArrayLike<number>,
  values: ArrayLike<number>,
  threshold: number,
): number | null {
  return firstStep("firstStepAbove", steps, values, threshold, "above");
}

/** Training and test curves on the same logged steps. */
export interface LearningCurves {
  /** logged steps, strictly increasing */
  readonly steps: ArrayLike<number>;
  /** training loss or accuracy at these steps */
  readonly train: ArrayLike<number>;
  /** test loss or accuracy at these steps */
  readonly test: ArrayLike<number>;
  /** τ, the value to be reached */
  readonly threshold: number;
}

/** Result of {@link grokkingDelay}; null stands for "never reached". */
export interface GrokkingDelay {
  /** t_train(τ) */
  readonly train: number | null;
  /** t_test(τ) */
  readonly test: number | null;
  /** Δ_τ = t_test(τ) − t_train(τ), null unless both are reached; negative if the test curve came first */
  readonly delay: number | null;
}

/**
 * Measures the grokking delay Δ_τ = t_test(τ) − t_train(τ), with first passages.
 *
 * @param curves curves, threshold, and `direction`: "below" for losses, "above" for accuracies
 * @throws {RangeError} as {@link firstStepBelow}, or if the direction is another word
 */
export function grokkingDelay(
  curves: LearningCurves & { readonly direction: "below" | "above" },
): GrokkingDelay {
  const { steps, threshold, direction } = curves;
  if (direction !== "below" && direction !== "above") {
    throw new RangeError(`grokkingDelay: the direction must be "below" or "above", got ${String(direction)}`);
  }
  const train = firstStep("grokkingDelay (train)", steps, curves.train, threshold, direction);
  const test = firstStep("grokkingDelay (test)", steps, curves.test, threshold, direction);
  return { train, test, delay: train === null || test === null ? null : test - train };
}

/** Result of {@link earlyTestLossRise}. */
export interface EarlyTestLossRise {
  /** R, at least 1 since the first step counts */
  readonly ratio: number;
  /** step at which the test loss is largest */
  readonly step: number;
  /** t_train(τ), null if never reached: then R is taken over the whole run */
  readonly trainStep: number | null;
}

/**
 * Measures how far the test loss rises before the training loss is low,
 * R = max_{t < t_train(τ)} L_test(t) / L_test(0).
 *
 * @param curves losses and threshold; L_test(0) is the test loss at the first logged step
 * @throws {RangeError} as {@link firstStepBelow}, or if the first test loss is not positive, or the training loss is at
 * or below the threshold from the first step on
 */
export function earlyTestLossRise(curves: LearningCurves): EarlyTestLossRise {
  const { steps, train, test, threshold } = curves;
  const trainStep = firstStep("earlyTestLossRise (train)", steps, train, threshold, "below");
  requireCurve("earlyTestLossRise (test)", steps, test, threshold);
  if (!(test[0] > 0)) {
    throw new RangeError(`earlyTestLossRise: the first test loss must be positive, got ${test[0]}`);
  }
  if (trainStep === steps[0]) {
    throw new RangeError(
      `earlyTestLossRise: the training loss is at or below ${threshold} from the first step on, nothing comes before`,
    );
  }
  let peak = 0;
  for (let i = 1; i < steps.length && (trainStep === null || steps[i] < trainStep); i++) {
    if (test[i] > test[peak]) peak = i;
  }
  return { ratio: test[peak] / test[0], step: steps[peak], trainStep };
}

function firstStep(
  where: string,
  steps: ArrayLike<number>,
  values: ArrayLike<number>,
  threshold: number,
  direction: "below" | "above",
): number | null {
  requireCurve(where, steps, values, threshold);
  for (let i = 0; i < steps.length; i++) {
    if (direction === "below" ? values[i] <= threshold : values[i] >= threshold) return steps[i];
  }
  return null;
}

function requireCurve(
  where: string,
  steps: ArrayLike<number>,
  values: ArrayLike<number>,
  threshold: number,
): void {
  requireSameLength(where, "values", values.length, "steps", steps.length);
  requireFinite(where, "steps", steps, 1);
  requireFinite(where, "values", values, 1);
  if (!Number.isFinite(threshold)) {
    throw new RangeError(`${where}: the threshold must be finite, got ${threshold}`);
  }
  for (let i = 1; i < steps.length; i++) {
    if (steps[i] <= steps[i - 1]) {
      throw new RangeError(
        `${where}: the steps must rise, but steps[${i}] = ${steps[i]} follows ${steps[i - 1]}`,
      );
    }
  }
}
