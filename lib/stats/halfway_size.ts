/**
 * Size, for example of a training set, at which an accuracy first reaches one half, linear between sizes in the
 * logarithm; `null` where the first size is above already or none reaches it.
 */
export function halfwaySize(sizes: readonly number[], accuracies: readonly number[]): number | null {
  const above = accuracies.findIndex((accuracy) => accuracy >= 0.5);
  if (above <= 0) return null;
  const [low, high] = [accuracies[above - 1], accuracies[above]];
  const share = (0.5 - low) / (high - low);
  return Math.exp(Math.log(sizes[above - 1]) * (1 - share) + Math.log(sizes[above]) * share);
}
