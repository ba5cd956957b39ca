import { pca } from "../linalg/mod.ts";
import { columnMeans } from "./columns.ts";
import type { Windows } from "./windows.ts";

/** Principal components of standard windows, largest variance first. */
export interface PrincipalProjection {
  /** `[d]` variances (divisor n) */
  readonly variances: Float64Array;
  /** Windows seen along the first `count` components, `[m, count]`; each window's own sums, in order. */
  project(windows: Windows, count: number): Windows;
}

/** Principal components by the eigenvectors of the d × d covariance. */
export function principalProjection(standard: Windows): PrincipalProjection {
  const { values, count: n, length: d } = standard, centre = columnMeans(standard);
  const covariance = new Float64Array(d * d), away = new Float64Array(d);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < d; j++) away[j] = values[i * d + j] - centre[j];
    for (let j = 0; j < d; j++) {
      const left = away[j] / n;
      for (let k = 0, at = j * d; k < d; k++) covariance[at + k] += left * away[k];
    }
  }
  const { values: variances, vectors } = pca(covariance, d);
  return {
    variances,
    project({ values, count }, kept) {
      const out = new Float64Array(count * kept);
      for (let i = 0; i < count; i++) {
        for (let k = 0; k < kept; k++) {
          const axis = vectors[k];
          let sum = 0;
          for (let j = 0, at = i * d; j < d; j++) sum += axis[j] * (values[at + j] - centre[j]);
          out[i * kept + k] = sum;
        }
      }
      return { values: out, count, length: kept };
    },
  };
}
