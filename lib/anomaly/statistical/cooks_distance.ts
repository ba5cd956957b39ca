import { cholesky, choleskyInverse } from "../../linalg/mod.ts";
import { columnMeans } from "../columns.ts";
import { crossProducts } from "../cross_products.ts";
import { defineDetector } from "../define_detector.ts";
import type { DetectorFactory } from "../detector.ts";
import type { Windows } from "../windows.ts";

/**
 * Mean over the coordinates of Cook's distance of the window, added alone to the standard ones, in the regression of
 * that coordinate on the others: D = e² h / ((1 + h) p s²) with residual e, leverage h, p = d − 1 and s² of the
 * standard windows, scaled to their range of distances. As in `pyod.models.cd.CD` the regression has an intercept and
 * the leverage none.
 *
 * One inverse serves all d regressions: with P = C⁻¹ of the centred products, e_j = (P x)_j / P_jj; with G⁻¹ of the
 * plain ones, h_j = xᵀG⁻¹x − (G⁻¹x)_j² / (G⁻¹)_jj.
 *
 * @throws {RangeError} for fewer than d + 2 windows, or windows of which one coordinate is a combination of others
 */
export const cooksDistance: DetectorFactory<Record<never, never>> = defineDetector<Record<never, never>>({
  number: 22,
  name: "CD",
  family: "statistical",
  seedable: false,
  defaults: {},
  fit(standard) {
    const { count: n, length: d } = standard, mean = columnMeans(standard);
    if (n < d + 2) {
      throw new RangeError(`CD: ${n} standard windows are too few for ${d} points, needs ${d + 2}`);
    }
    const centred = inverseProducts(standard, mean), plain = inverseProducts(standard, new Float64Array(d));
    const variance = Float64Array.from({ length: d }, (_, j) => 1 / centred[j * d + j] / (n - (d - 1)));
    const low = new Float64Array(d).fill(Infinity), high = new Float64Array(d).fill(-Infinity);
    const parts = (
      windows: Windows,
      visit: (i: number, j: number, residual: number, leverage: number) => void,
    ) => {
      const away = new Float64Array(d), at = new Float64Array(d);
      for (let i = 0; i < windows.count; i++) {
        for (let k = 0; k < d; k++) at[k] = windows.values[i * d + k];
        for (let k = 0; k < d; k++) away[k] = at[k] - mean[k];
        const whole = times(plain, at), residuals = times(centred, away);
        let total = 0;
        for (let k = 0; k < d; k++) total += at[k] * whole[k];
        for (let j = 0; j < d; j++) {
          const leverage = total - whole[j] * whole[j] / plain[j * d + j];
          visit(i, j, residuals[j] / centred[j * d + j], leverage);
        }
      }
    };
    /** Cook's distance of a window that is one of the n, where it is left out. */
    const leftOut = (j: number, residual: number, h: number) =>
      residual * residual / variance[j] / (1 - h) / (d - 1) * h / (1 - h);
    parts(standard, (_, j, residual, h) => {
      const distance = leftOut(j, residual, h);
      low[j] = Math.min(low[j], distance);
      high[j] = Math.max(high[j], distance);
    });
    const scaledMeans = (windows: Windows, of: typeof leftOut) => {
      const scores = new Float64Array(windows.count);
      parts(windows, (i, j, residual, h) => {
        scores[i] += (of(j, residual, h) - low[j]) / (high[j] - low[j]);
      });
      return scores.map((sum) => sum / d);
    };
    return {
      score: (windows) =>
        scaledMeans(windows, (j, residual, h) => residual * residual * h / (1 + h) / (variance[j] * (d - 1))),
      own: () => scaledMeans(standard, leftOut),
    };
  },
});

/** Inverse of Σ (x − centre)(x − centre)ᵀ. */
function inverseProducts(standard: Windows, centre: Float64Array): Float64Array {
  const factored = cholesky(crossProducts(standard, centre), standard.length);
  if (factored) return choleskyInverse(factored);
  throw new RangeError(
    "CD: a point of the standard windows is a combination of the others, its regression is exact",
  );
}

function times(matrix: Float64Array, vector: Float64Array): Float64Array {
  const n = vector.length, out = new Float64Array(n);
  for (let row = 0; row < n; row++) {
    let sum = 0;
    for (let k = 0, at = row * n; k < n; k++) sum += matrix[at + k] * vector[k];
    out[row] = sum;
  }
  return out;
}
