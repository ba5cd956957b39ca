import { smallest } from "../../stats/mod.ts";
import { defineDetector } from "../define_detector.ts";
import type { DetectorFactory } from "../detector.ts";

/** Settings of {@link sos}. */
export interface SosOptions {
  /** effective number of neighbours that each window is bound to, above 1 and below n − 1 */
  readonly perplexity: number;
}

/** Where the search for a precision ends: relative change of a step. */
const PRECISION_TOLERANCE = 1e-12;
/** exp(−745) is the smallest number above 0. */
const VANISHING = 750;

/**
 * Stochastic outlier selection (Janssens et al. 2012): ∏_i (1 − b_ix), the probability that no standard window binds to x.
 * Window i has affinity exp(−β_i d) to others (of the distance, as in `pyod.models.sos.SOS`, not of its square), with the
 * β_i that gives it the perplexity among the standard windows; x joins each row before it is normalised. PyOD builds
 * affinities among the windows it scores.
 */
export const sos: DetectorFactory<SosOptions> = defineDetector<SosOptions>({
  number: 30,
  name: "SOS",
  family: "proximity",
  seedable: false,
  defaults: { perplexity: 4.5 },
  check({ perplexity }, where) {
    if (!(perplexity > 1 && Number.isFinite(perplexity))) {
      throw new RangeError(`${where}: the perplexity must be above 1 and finite, got ${perplexity}`);
    }
  },
  fit(standard, { perplexity }, shared) {
    const n = standard.count, precisions = new Float64Array(n), sums = new Float64Array(n);
    if (!(perplexity < n - 1)) {
      throw new RangeError(
        `SOS: a perplexity of ${perplexity} needs ${Math.floor(perplexity) + 2} standard windows, got ${n}`,
      );
    }
    const others = new Float64Array(n - 1), nearest = new Float64Array(n);
    shared.squaredRows(standard, (i, squared) => {
      for (let j = 0, at = 0; j < n; j++) if (j !== i) others[at++] = Math.sqrt(squared[j]);
      nearest[i] = smallest(others);
      ({ precision: precisions[i], sum: sums[i] } = bound(
        others,
        nearest[i],
        perplexity,
        precisions[i - 1] ?? 1,
      ));
    });
    return {
      score(windows) {
        const scores = new Float64Array(windows.count);
        shared.squaredRows(windows, (i, squared) => {
          let product = 1;
          for (let j = 0; j < n; j++) {
            // Affinities relative to that of the nearest window, which cannot all vanish.
            const affinity = Math.exp(precisions[j] * (nearest[j] - Math.sqrt(squared[j])));
            product *= sums[j] / (sums[j] + affinity);
          }
          scores[i] = product;
        });
        return scores;
      },
      own() {
        const scores = new Float64Array(n);
        shared.squaredRows(standard, (i, squared) => {
          let product = 1;
          for (let j = 0; j < n; j++) {
            if (j === i) continue;
            product *= 1 - Math.exp(precisions[j] * (nearest[j] - Math.sqrt(squared[j]))) / sums[j];
          }
          scores[i] = product;
        });
        return scores;
      },
    };
  },
});

/**
 * The precision β at which affinities exp(−β(d − nearest)) have the entropy log(perplexity), by Newton's steps within
 * a bracket, and the sum of the affinities. Where more windows than the perplexity are equally near, no precision has
 * it; they then share the affinity.
 */
function bound(distances: Float64Array, nearest: number, perplexity: number, start: number) {
  let equal = 0, next = Infinity;
  for (const distance of distances) {
    if (distance === nearest) equal++;
    else if (distance < next) next = distance;
  }
  if (equal >= perplexity) {
    return { precision: next === Infinity ? 1 : VANISHING / (next - nearest), sum: equal };
  }
  const target = Math.log(perplexity);
  let low = 0, high = Infinity, precision = start;
  for (;;) {
    let sum = 0, first = 0, second = 0;
    for (const distance of distances) {
      const away = distance - nearest, affinity = Math.exp(-precision * away);
      sum += affinity;
      first += away * affinity;
      second += away * away * affinity;
    }
    const mean = first / sum, variance = second / sum - mean * mean;
    const excess = Math.log(sum) + precision * mean - target;
    if (excess > 0) low = precision;
    else high = precision;
    let better = precision + excess / (precision * variance);
    if (!(better > low && better < high)) {
      better = high === Infinity ? 2 * precision : low === 0 ? precision / 2 : (low + high) / 2;
    }
    if (!(Math.abs(better - precision) > PRECISION_TOLERANCE * precision)) return { precision, sum };
    precision = better;
  }
}
