/** Readings of the runs, each a number per run; those of a training on the line are in `sine_measures.ts`. */
import { generator } from "../../lib/random/mod.ts";
import {
  type BootstrapInterval,
  bootstrapInterval,
  firstStepAbove,
  firstStepBelow,
  largest,
  mean,
  spearman,
} from "../../lib/stats/mod.ts";
import type { DigitSet, MnistRun, MnistTraining, NetworkName } from "./mnist_scale.ts";
import type { ParityRun, ParitySettings, ParityTraining } from "./parity_training.ts";
import { linspace } from "../../lib/spectral/mod.ts";
import { samplePoints, type SineSample } from "./sine_training.ts";
import type { ScalePoint } from "./initial_scale.ts";
import type { SweepPoint } from "./sampling_sweep.ts";
import type { KernelComparison } from "./tangent_kernel.ts";

export * from "./sine_measures.ts";

/** Losses along a training, and those of the zero output on both sets. */
export interface MeasuredLosses {
  train: readonly number[];
  test: readonly number[];
  zero: { train: number; test: number };
}

/**
 * Greatest test loss once the training loss is below that of the zero output, over the zero output's test loss. Unlike
 * R it does not depend on the random start; at most 1 where the network improves on both sets alike.
 */
export function riseOverZero({ train, test, zero }: MeasuredLosses): number {
  return largest(test.filter((_, i) => train[i] < zero.train)) / zero.test;
}

/** Mean squares of sin fx on a seed's points of a sample and on the test grid: the losses of the zero output. */
export function zeroLosses(sample: SineSample, seed: number, f: number, testPoints: number) {
  const square = (x: Float64Array) => mean(Array.from(x, (value) => Math.sin(f * value) ** 2));
  return { train: square(samplePoints(sample, seed)), test: square(linspace(-Math.PI, Math.PI, testPoints)) };
}

/** The training at one proportion. */
export function trainedAt({ trainings }: ParityRun, proportion: number): ParityTraining {
  return trainings.find((run) => run.proportion === proportion)!;
}

/** First step at which the test accuracy of a parity is above 0.95; the last step where it is never. */
export function parityGeneralises(run: ParityTraining): { step: number; reached: boolean } {
  const step = firstStepAbove(run.steps, run.testAccuracy, 0.95);
  return { step: step ?? run.steps.at(-1)!, reached: step !== null };
}

/** Steps of the window: low frequencies should rise from `from` to `to` and shrink until `end`. */
export interface Window {
  from: number;
  to: number;
  end: number;
}

/** The paper's window: six of the steps whose spectra are kept, then the later ones. */
export function risingWindow({ spectra: { steps } }: ParitySettings): Window {
  return { from: steps[1], to: steps[6], end: steps.at(-1)! };
}

/**
 * How far the low frequencies of a parity's output rise in a window of steps, and which fraction of their largest
 * excess in it they have lost at its end. The random initial output is subtracted.
 */
export function overshoot(run: ParityTraining, window: Window): { rise: number; lost: number } {
  const at = (step: number) => run.lowExcess[run.steps.indexOf(step)];
  const seen = run.lowExcess.filter((_, i) => run.steps[i] >= window.from && run.steps[i] <= window.end);
  return { rise: at(window.to) - at(window.from), lost: 1 - at(window.end) / largest(seen) };
}

/** Rank correlation of the excess at a step with A_low, over all proportions and all seeds but one. */
export function excessFollows(results: readonly ParityRun[], left: number, step: number): number {
  const all = results.filter((_, i) => i !== left).flatMap(({ trainings }) => trainings);
  return spearman(
    all.map(({ mismatch }) => mismatch),
    all.map((run) => run.lowExcess[run.steps.indexOf(step)]),
  );
}

/** When a network of digits has learnt its training set, and when it understands; first passages. */
export function understanding(run: MnistTraining): { train: number | null; test: number | null } {
  const final = run.testAccuracy.at(-1)!;
  return {
    train: firstStepAbove(run.steps, run.trainAccuracy, 0.9),
    test: firstStepAbove(run.steps, run.testAccuracy, final - 0.05),
  };
}

/**
 * Step at which the test accuracy of digits is within 0.05 of its last value, over the step of training accuracy 0.9.
 *
 * @throws {RangeError} if one of them is never reached
 */
export function lateness(run: MnistTraining): number {
  const { train, test } = understanding(run);
  if (train === null || test === null) {
    throw new RangeError("lateness: the digits are not learnt; train longer");
  }
  return test / train;
}

/** Mean amplitude of the output over that of the labels in both halves of the band, at a kept spectrum. */
export function overLabels(
  { networks, target }: MnistRun,
  name: NetworkName,
  index: number,
  set: DigitSet,
): { low: number; high: number } {
  const output = networks[name].spectra[index][set], labels = target[set], middle = labels.length / 2;
  const half = (from: number, to: number) => mean(output.slice(from, to)) / mean(labels.slice(from, to));
  return { low: half(0, middle), high: half(middle, labels.length) };
}

/** First steps at which the error in each half of the band is below a fraction of the labels' spectrum. */
export function halvesLearnt(
  run: MnistTraining,
  set: DigitSet,
  share: number,
): { low: number | null; high: number | null } {
  const { low, high } = run.errors[set];
  return { low: firstStepBelow(run.steps, low, share), high: firstStepBelow(run.steps, high, share) };
}

/** Step at which the high half of the band is learnt over that of the low half; the last step where it is never. */
export function highAfterLow(run: MnistTraining, set: DigitSet = "train", share = 0.5): number {
  const { low, high } = halvesLearnt(run, set, share), last = run.steps.at(-1)!;
  return (high ?? last) / (low ?? last);
}

/** Rank correlation of A_low with a measure over the training sets of one seed that were learnt. */
export function rankWithMismatch(points: readonly SweepPoint[], of: "rise" | "delayShare"): number {
  const known = points.filter((point) => point[of] !== null);
  return spearman(known.map((point) => point.mismatch), known.map((point) => point[of]!));
}

/** The same over the runs of all seeds, with its 95 % interval. */
export function pooledRank(results: readonly SweepPoint[][]): BootstrapInterval {
  const all = results.flat();
  const rank = (chosen: ArrayLike<number>) =>
    spearman(Array.from(chosen, (i) => all[i].mismatch), Array.from(chosen, (i) => all[i].rise));
  return bootstrapInterval(all.map((_, i) => i), rank, {
    generator: generator(0, "bootstrap"),
    resamples: 1000,
  });
}

/** The training at one initial scale. */
export function atScale(points: readonly ScalePoint[], scale: number): ScalePoint {
  return points.find((point) => point.scale === scale)!;
}

/** Steps to sin 6x over steps to sin x; at least 1 step each, the last step where it is never learnt. */
export function highOverLow({ low, high }: ScalePoint, last: number): number {
  return Math.max(1, high ?? last) / Math.max(1, low ?? last);
}

/** Largest relative distance of the predicted test loss from the network's, up to a step. */
export function missed({ steps, network, kernel }: KernelComparison, last: number): number {
  return largest(
    steps.filter((step) => step <= last).map((_, i) => Math.abs(kernel.test[i] / network.test[i] - 1)),
  );
}
