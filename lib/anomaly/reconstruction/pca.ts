import { requireOneOf } from "../../checks.ts";
import { symmetricEigen } from "../../linalg/mod.ts";
import { scaled, standardScale } from "../columns.ts";
import { crossProducts } from "../cross_products.ts";
import { defineDetector } from "../define_detector.ts";
import type { DetectorFactory } from "../detector.ts";

/** Settings of {@link pca}. */
export interface PcaOptions {
  /** share of the variance that the kept components have at least, in (0, 1] */
  readonly variance: number;
  /** squared error of the reconstruction, or PyOD's sum Σ_j ‖z − v_j‖/λ_j, which is none */
  readonly form: "reconstruction" | "pyod";
}

/**
 * Principal components of the coordinates in units of their standard deviation: what the first of them do not reconstruct,
 * ‖z − V Vᵀ z‖²; as scikit-learn's `PCA`. The form "pyod" is the score of `pyod.models.pca.PCA`.
 */
export const pca: DetectorFactory<PcaOptions> = defineDetector<PcaOptions>({
  number: 7,
  name: "PCA",
  family: "reconstruction",
  seedable: false,
  defaults: { variance: 0.9, form: "reconstruction" },
  check({ variance, form }, where) {
    if (!(variance > 0 && variance <= 1)) {
      throw new RangeError(`${where}: variance must lie in (0, 1], got ${variance}`);
    }
    requireOneOf(where, "form", form, ["reconstruction", "pyod"]);
  },
  fit(standard, { variance, form }) {
    const scale = standardScale(standard), d = standard.length;
    const { values, vectors } = symmetricEigen(
      crossProducts(scaled(standard, scale), new Float64Array(d)),
      d,
    );
    const total = values.reduce((sum, value) => sum + value, 0);
    // Eigenvalues rise; the last ones are the components.
    const shares = Float64Array.from(values, (_, j) => values[d - 1 - j] / total);
    const component = (j: number) => signed(vectors.subarray((d - 1 - j) * d, (d - j) * d));
    let kept = 0, covered = 0;
    while (kept < d && covered <= variance) covered += shares[kept++];
    const components = Array.from({ length: form === "pyod" ? d : kept }, (_, j) => component(j));
    return {
      score(windows) {
        const rows = scaled(windows, scale);
        return Float64Array.from({ length: rows.count }, (_, i) => {
          const z = rows.values.subarray(i * d, (i + 1) * d);
          return form === "pyod" ? pyodScore(z, components, shares) : residual(z, components);
        });
      },
    };
  },
});

/** The sign that makes the largest entry positive, as scikit-learn has it; PyOD's sum depends on it. */
function signed(vector: Float64Array): Float64Array {
  let top = 0;
  for (const value of vector) if (Math.abs(value) > Math.abs(top)) top = value;
  return top < 0 ? vector.map((value) => -value) : vector;
}

function residual(z: Float64Array, components: readonly Float64Array[]): number {
  const rest = z.slice();
  for (const v of components) {
    let along = 0;
    for (let j = 0; j < z.length; j++) along += z[j] * v[j];
    for (let j = 0; j < z.length; j++) rest[j] -= along * v[j];
  }
  return rest.reduce((sum, value) => sum + value * value, 0);
}

function pyodScore(z: Float64Array, components: readonly Float64Array[], shares: Float64Array): number {
  let sum = 0;
  for (const [k, v] of components.entries()) {
    let squared = 0;
    for (let j = 0; j < z.length; j++) squared += (z[j] - v[j]) ** 2;
    sum += Math.sqrt(squared) / shares[k];
  }
  return sum;
}
