/** Where a curve of accuracy passes one half, and exponents of power laws. */
import { mean } from "./summary.ts";

/**
 * Number of sentences at which an accuracy first reaches one half, linear between sizes in the logarithm; `null` where
 * the first size is above already or none reaches it.
 */
export function halfwaySize(sizes: readonly number[], accuracies: readonly number[]): number | null {
  const above = accuracies.findIndex((accuracy) => accuracy >= 0.5);
  if (above <= 0) return null;
  const [low, high] = [accuracies[above - 1], accuracies[above]];
  const share = (0.5 - low) / (high - low);
  return Math.exp(Math.log(sizes[above - 1]) * (1 - share) + Math.log(sizes[above]) * share);
}

/** Least-squares slope of ln y over ln x. */
export function logSlope(x: readonly number[], y: readonly number[]): number {
  const u = x.map(Math.log), v = y.map(Math.log), mu = mean(u), mv = mean(v);
  return u.reduce((sum, ui, i) => sum + (ui - mu) * (v[i] - mv), 0) /
    u.reduce((sum, ui) => sum + (ui - mu) ** 2, 0);
}
