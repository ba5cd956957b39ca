import { requirePositive } from "../../checks.ts";
import { cholesky, choleskySolve } from "../../linalg/mod.ts";
import { columnMeans } from "../columns.ts";
import { crossProducts } from "../cross_products.ts";
import { defineDetector } from "../define_detector.ts";
import type { DetectorFactory } from "../detector.ts";

/** Settings of {@link linearRegression}. */
export interface LinearRegressionOptions {
  /** weight of the squared coefficients */
  readonly ridge: number;
}

/**
 * Forecast of a window's last point by ridge regression on the others, with an intercept that is not penalised: |error|; as
 * scikit-learn's `Ridge`.
 */
export const linearRegression: DetectorFactory<LinearRegressionOptions> = defineDetector<
  LinearRegressionOptions
>({
  number: 1,
  name: "LinearRegression",
  family: "forecast",
  seedable: false,
  defaults: { ridge: 1e-2 },
  check: ({ ridge }, where) => void requirePositive(where, "ridge", ridge),
  fit(standard, { ridge }) {
    const d = standard.length, p = d - 1, means = columnMeans(standard);
    const products = crossProducts(standard, means);
    const matrix = new Float64Array(p * p), right = new Float64Array(p);
    for (let i = 0; i < p; i++) {
      for (let j = 0; j < p; j++) matrix[i * p + j] = products[i * d + j];
      matrix[i * p + i] += ridge;
      right[i] = products[i * d + p];
    }
    const factored = cholesky(matrix, p);
    if (!factored) {
      throw new RangeError("LinearRegression: the points are collinear, a larger ridge is needed");
    }
    const weights = choleskySolve(factored, right);
    let intercept = means[p];
    for (let j = 0; j < p; j++) intercept -= weights[j] * means[j];
    return {
      score: ({ values, count }) =>
        Float64Array.from({ length: count }, (_, i) => {
          let forecast = intercept;
          for (let j = 0; j < p; j++) forecast += weights[j] * values[i * d + j];
          return Math.abs(values[i * d + p] - forecast);
        }),
    };
  },
});
