/** What is read off the trainings on parities and digits, each a number per run. */
import { firstStepAbove, firstStepBelow, largest } from "../../lib/stats/mod.ts";
import type { MnistTraining } from "./mnist_scale.ts";
import type { ParityTraining } from "./parity_training.ts";

/** First step at which the test accuracy of a parity is above 0.95; the last step where it is never. */
export function parityGeneralises(run: ParityTraining): { step: number; reached: boolean } {
  const step = firstStepAbove(run.steps, run.testAccuracy, 0.95);
  return { step: step ?? run.steps.at(-1)!, reached: step !== null };
}

/**
 * How far the low frequencies of a parity's output rise in a window of steps, and which share of their greatest excess
 * from its beginning on they have lost at a later step. What the random initial output has is left out.
 */
export function overshoot(
  run: ParityTraining,
  window: { from: number; to: number; end: number },
): { rise: number; lost: number } {
  const at = (step: number) => run.lowExcess[run.steps.indexOf(step)];
  const seen = run.lowExcess.filter((_, i) => run.steps[i] >= window.from && run.steps[i] <= window.end);
  return { rise: at(window.to) - at(window.from), lost: 1 - at(window.end) / largest(seen) };
}

/** When a network of digits has learnt its training set, and when it understands; first passages. */
export function understanding(run: MnistTraining): { train: number | null; test: number | null } {
  const final = run.testAccuracy.at(-1)!;
  return {
    train: firstStepAbove(run.steps, run.trainAccuracy, 0.9),
    test: firstStepAbove(run.steps, run.testAccuracy, final - 0.05),
  };
}

/** First steps at which the error in each half of the band is below a share of the labels' spectrum. */
export function halvesLearnt(
  run: MnistTraining,
  set: "train" | "all",
  share: number,
): { low: number | null; high: number | null } {
  const { low, high } = run.errors[set];
  return { low: firstStepBelow(run.steps, low, share), high: firstStepBelow(run.steps, high, share) };
}
