/** What is read off stored checkpoints: data sets, power laws, and spreads along the Hessian's eigenvectors. */
import { median, spearman } from "../../stats/mod.ts";
import type { NoiseCheckpoint, NoiseData } from "./measure_noise.ts";
import { aboveFloor, type NoiseReading } from "./noise_reader.ts";

/** Checkpoints of one training. */
export interface NoiseCheckpoints {
  readonly checkpoints: readonly NoiseCheckpoint[];
}

/** A data set of a checkpoint. */
export function readingOf({ readings }: NoiseCheckpoint, data: NoiseData): NoiseReading {
  const reading = readings[data];
  if (!reading) {
    throw new RangeError(`data set "${data}": not read, allowed ${Object.keys(readings).join(", ")}`);
  }
  return reading;
}

/** A data set at every checkpoint. */
export function readings({ checkpoints }: NoiseCheckpoints, data: NoiseData): NoiseReading[] {
  return checkpoints.map((at) => readingOf(at, data));
}

/** Index of the level 2, the paper's. */
export function levelTwo({ factors }: NoiseReading): number {
  return factors.indexOf(2);
}

/** Fits of λ(Σ) on F at level 2 of some runs, at every checkpoint. */
export function flatnessFits(runs: readonly NoiseCheckpoints[], data: NoiseData) {
  return runs.flatMap((run) => readings(run, data)).map((one) => one.flatnessFits[levelTwo(one)]);
}

/** Fits of variance on λ(H) of some runs, at the checkpoints that have one. */
export function curvatureFits(runs: readonly NoiseCheckpoints[], data: NoiseData) {
  return runs.flatMap((run) => readings(run, data)).flatMap(({ curvatureFit }) => curvatureFit ?? []);
}

/** ρ of variance and λ(H) at every checkpoint, 0 if too few eigenvalues are large enough. */
export function ranks(run: NoiseCheckpoints, data: NoiseData): number[] {
  return readings(run, data).map(({ curvatureFit }) => curvatureFit?.spearman ?? 0);
}

/** The window of a trajectory. */
export interface SpreadWindow {
  /** ε */
  rate: number;
  /** Its steps, N. */
  samples: number;
}

/** Spreads along the Hessian's eigenvectors at the last checkpoint, where the eigenvalues are large enough. */
export function spreads({ checkpoints }: NoiseCheckpoints, { rate, samples }: SpreadWindow) {
  const end = checkpoints.at(-1)!;
  const noise = readingOf(end, "gradient").projected, { projected } = readingOf(end, "detrended");
  return aboveFloor(end.curvatures)
    .map((i) => {
      /** ε u·Σu/(2λ − ελ²), what the variance tends to. */
      const stationary = end.lyapunov[i];
      /** ε² u·Σu N/15, that of N steps of noise without any curvature, once a straight line is taken off. */
      const walk = rate ** 2 * noise[i] * samples / 15;
      // Curvature can only reduce the spread. Found is the variance of the detrended trajectory.
      return { stationary, walk, predicted: Math.min(stationary, walk), found: projected[i] };
    })
    .filter(({ predicted, found }) => predicted > 0 && found > 0);
}

/** Rank correlation of predicted and found variances. */
export function spreadRank(run: NoiseCheckpoints, window: SpreadWindow): number {
  const all = spreads(run, window);
  return spearman(all.map(({ predicted }) => predicted), all.map(({ found }) => found));
}

/** Median of found over predicted variance, with or without the length of the window. */
export function spreadRatio(
  run: NoiseCheckpoints,
  window: SpreadWindow,
  of: "predicted" | "stationary",
): number {
  return median(spreads(run, window).map((one) => one.found / one[of]));
}
