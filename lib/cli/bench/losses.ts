/** Steps whose losses are compared before anything is timed. */
export const CHECKED_STEPS = 10;
/** After a few steps, results with another summation order differ by about this much. */
export const LOSS_TOLERANCE = { float32: 1e-4, float64: 1e-9 } as const;

/**
 * Describes where two sides of a workload do not compute the same.
 *
 * @param ours losses of the first steps
 * @param theirs losses of the same steps on another side
 * @param tolerance largest relative difference that rounding may explain
 * @returns a sentence, `null` if they agree
 */
export function lossDisagreement(
  ours: readonly number[],
  theirs: readonly number[],
  tolerance: number,
): string | null {
  if (ours.length !== theirs.length) return `${theirs.length} losses instead of ${ours.length}`;
  for (let step = 0; step < ours.length; step++) {
    const difference = Math.abs(ours[step] - theirs[step]) / Math.abs(ours[step]);
    // A NaN on either side must count as a disagreement.
    if (!(difference <= tolerance)) {
      return `its loss at step ${step} is ${theirs[step]}, this engine's ${ours[step]} ` +
        `(relative difference ${difference.toExponential(1)}, allowed ${tolerance})`;
    }
  }
  return null;
}
