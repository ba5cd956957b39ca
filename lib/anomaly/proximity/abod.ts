import { requireInteger } from "../../checks.ts";
import { defineDetector } from "../define_detector.ts";
import type { DetectorFactory } from "../detector.ts";

/** Settings of {@link abod}. */
export interface AbodOptions {
  /** k, from 2 to n − 1 */
  readonly neighbours: number;
}

/** Score of a window of which fewer than two neighbours differ: that of a variance at distances of 1e-10. */
const SURROUNDED = -1e40;

/**
 * Fast angle-based outlier detection (Kriegel et al. 2008): minus the variance, over pairs a, b of the k nearest standard
 * windows, of ⟨a − x, b − x⟩ / (‖a − x‖² ‖b − x‖²), unweighted as in `pyod.models.abod.ABOD`. Neighbours equal to x are
 * left out.
 */
export const abod: DetectorFactory<AbodOptions> = defineDetector<AbodOptions>({
  number: 27,
  name: "ABOD",
  family: "proximity",
  seedable: false,
  defaults: { neighbours: 5 },
  check: ({ neighbours }, where) => void requireInteger(where, "neighbours", neighbours, 2),
  fit({ values, count, length: d }, { neighbours: k }, shared) {
    requireInteger("ABOD", "neighbours", k, 2, count - 1);
    return {
      score(windows) {
        const { indices } = shared.neighbours(windows, k), scores = new Float64Array(windows.count);
        const away = new Float64Array(k * d),
          squares = new Float64Array(k),
          terms = new Float64Array(k * (k - 1) / 2);
        for (let i = 0; i < windows.count; i++) {
          let kept = 0, pairs = 0;
          for (let r = 0; r < k; r++) {
            const at = indices[i * k + r] * d;
            let square = 0;
            for (let t = 0; t < d; t++) {
              const difference = away[kept * d + t] = values[at + t] - windows.values[i * d + t];
              square += difference * difference;
            }
            squares[kept] = square;
            if (square > 0) kept++;
          }
          for (let a = 0; a < kept; a++) {
            for (let b = a + 1; b < kept; b++) {
              let product = 0;
              for (let t = 0; t < d; t++) product += away[a * d + t] * away[b * d + t];
              terms[pairs++] = product / squares[a] / squares[b];
            }
          }
          scores[i] = pairs > 0 ? Math.max(SURROUNDED, -variance(terms, pairs)) : SURROUNDED;
        }
        return scores;
      },
    };
  },
});

function variance(values: Float64Array, count: number): number {
  let mean = 0, sum = 0;
  for (let i = 0; i < count; i++) mean += values[i] / count;
  for (let i = 0; i < count; i++) sum += (values[i] - mean) ** 2;
  return sum / count;
}
