import { pca } from "../linalg/mod.ts";
import { columnMeans } from "./columns.ts";
import { crossProducts } from "./cross_products.ts";
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
  const { count: n, length: d } = standard, centre = columnMeans(standard);
  const covariance = crossProducts(standard, centre).map((sum) => sum / n);
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
