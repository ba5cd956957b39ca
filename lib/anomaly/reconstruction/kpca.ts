import { requireInteger } from "../../checks.ts";
import { lanczos } from "../../linalg/mod.ts";
import { defineDetector } from "../define_detector.ts";
import type { DetectorFactory } from "../detector.ts";
import { SharedGeometry } from "../neighbours/shared_geometry.ts";
import type { Windows } from "../windows.ts";

/** Settings of {@link kpca}. */
export interface KpcaOptions {
  /** q, kernel principal components that rebuild a window, at most n − 1 */
  readonly components: number;
  /** γ of the kernel exp(−γ‖x − y‖²); 0 for 1/d */
  readonly gamma: number;
}

/** Residual of an eigenpair, relative to the largest eigenvalue. */
const TOLERANCE = 1e-10;
/** Eigenvalues below this share of the largest carry no component. */
const NEGLIGIBLE = 1e-12;

/**
 * Kernel principal component analysis (Hoffmann 2007): the part of the window's image in feature space that the leading
 * components do not rebuild, k̃(x, x) − Σ_q (α_qᵀ k̃_x)², centred by the standard windows; as `pyod.models.kpca.KPCA`
 * with as many components. The components come from a Lanczos iteration, not from all n eigenvectors.
 */
export const kpca: DetectorFactory<KpcaOptions> = defineDetector<KpcaOptions>({
  number: 8,
  name: "KPCA",
  family: "reconstruction",
  seedable: false,
  defaults: { components: 20, gamma: 0 },
  check({ components, gamma }, where) {
    requireInteger(where, "components", components);
    if (!(gamma >= 0 && gamma < Infinity)) {
      throw new RangeError(`${where}: gamma must be 0 (for 1/d) or positive and finite, got ${gamma}`);
    }
  },
  async fit(standard, { components, gamma }, shared) {
    const n = standard.count, rate = gamma || 1 / standard.length;
    requireInteger("KPCA", "components", components, 1, n - 1);
    const means = new Float64Array(n);
    kernelRows(shared, standard, rate, (i, row) => means[i] = mean(row));
    const total = mean(means);
    const { eigenvalues, eigenvectors } = await lanczos(
      centredProduct(shared, standard, rate),
      n,
      { count: components, tolerance: TOLERANCE, maxProducts: n },
    );
    const axes = eigenvectors.filter((_, q) => eigenvalues[q] > NEGLIGIBLE * eigenvalues[0])
      .map((vector, q) => vector.map((value) => value / Math.sqrt(eigenvalues[q])));
    return {
      score(windows) {
        const scores = new Float64Array(windows.count), centred = new Float64Array(n);
        kernelRows(shared, windows, rate, (i, row) => {
          const own = mean(row);
          for (let j = 0; j < n; j++) centred[j] = row[j] - own - means[j] + total;
          scores[i] = 1 - 2 * own + total;
          for (const axis of axes) scores[i] -= dot(axis, centred) ** 2;
        });
        return scores;
      },
    };
  },
});

/** Kernel values of each window with all standard windows, in an array that is used again. */
function kernelRows(
  shared: SharedGeometry,
  windows: Windows,
  rate: number,
  visit: (i: number, row: Float64Array) => void,
): void {
  const row = new Float64Array(shared.standard.count);
  shared.squaredRows(windows, (i, squared) => {
    for (let j = 0; j < row.length; j++) row[j] = Math.exp(-rate * squared[j]);
    visit(i, row);
  });
}

/** v ↦ (I − 11ᵀ/n) K (I − 11ᵀ/n) v; the kernel matrix is kept where it takes up to 64 MiB, else made again each time. */
function centredProduct(shared: SharedGeometry, standard: Windows, rate: number) {
  const n = standard.count, kept = n * n <= SharedGeometry.KEPT ? new Float64Array(n * n) : null;
  if (kept) kernelRows(shared, standard, rate, (i, row) => kept.set(row, i * n));
  return (vector: Float64Array): Float64Array => {
    const centre = mean(vector), away = vector.map((value) => value - centre), out = new Float64Array(n);
    if (kept) { for (let i = 0; i < n; i++) out[i] = dot(kept.subarray(i * n, (i + 1) * n), away); }
    else kernelRows(shared, standard, rate, (i, row) => out[i] = dot(row, away));
    const shift = mean(out);
    return out.map((value) => value - shift);
  };
}

function mean(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum / values.length;
}

function dot(a: Float64Array, b: Float64Array): number {
  let even = 0, odd = 0;
  for (let i = 0; i < a.length - 1; i += 2) {
    even += a[i] * b[i];
    odd += a[i + 1] * b[i + 1];
  }
  return a.length % 2 ? even + odd + a[a.length - 1] * b[a.length - 1] : even + odd;
}
