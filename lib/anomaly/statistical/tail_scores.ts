import { column } from "../columns.ts";
import type { FittedScores } from "../detector.ts";
import type { Windows } from "../windows.ts";

/**
 * Scores by the tail probabilities of each coordinate, with distribution and skewness of the standard windows only:
 * U = −log F̂, F̂(x) = (1 + #{standard ≤ x}) / (n + 1) on the left and likewise on the right, so that the window counts
 * itself once, as if it alone joined the standard ones. The skewness chooses a tail: right where positive, left where
 * negative, both added where 0.
 *
 * @param combine left, right and chosen −log probability of one coordinate to its share of the score
 */
export function tailScores(
  standard: Windows,
  combine: (left: number, right: number, chosen: number) => number,
): FittedScores {
  const { count: n, length: d } = standard;
  const columns = Array.from({ length: d }, (_, j) => column(standard, j));
  const signs = columns.map(skewnessSign), sorted = columns.map((values) => values.sort());
  const surprise = Float64Array.from({ length: n + 1 }, (_, others) => -Math.log((others + 1) / (n + 1)));
  const summed = ({ values, count }: Windows, surprise: Float64Array) => {
    const scores = new Float64Array(count);
    for (let j = 0; j < d; j++) {
      const order = sorted[j], sign = signs[j];
      for (let i = 0; i < count; i++) {
        const x = values[i * d + j], below = countBelow(order, x);
        let upTo = below;
        while (upTo < n && order[upTo] === x) upTo++;
        const left = surprise[upTo], right = surprise[n - below];
        scores[i] += combine(left, right, sign > 0 ? right : sign < 0 ? left : left + right);
      }
    }
    return scores;
  };
  return {
    score: (windows) => summed(windows, surprise),
    // A standard window is counted already.
    own: () => summed(standard, Float64Array.from({ length: n + 1 }, (_, all) => -Math.log(all / n))),
  };
}

/** How many of sorted values are smaller than x. */
function countBelow(sorted: Float64Array, x: number): number {
  let low = 0, high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < x) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Sign of the third central moment; 0 for values that do not vary. */
function skewnessSign(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sign(values.reduce((sum, value) => sum + (value - mean) ** 3, 0));
}
