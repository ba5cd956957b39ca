/** Structural similarity (Wang, Bovik, Sheikh and Simoncelli, 2004). */
import { requireInteger, requireVector } from "../../checks.ts";
import { gaussianSmooth } from "../models/gaussian_smooth.ts";
import { rangeOf } from "./relative_l2.ts";

/** Width of the window, cells. */
const SIGMA = 1.5;

/**
 * Mean structural similarity of a map to the truth: Gaussian windows of σ = 1.5 cells that reach 5 cells, mirrored at the
 * edges, K₁ = 0.01 and K₂ = 0.03 with the range of the truth; 1 for equal maps.
 *
 * scikit-image's `structural_similarity` with `gaussian_weights`, before it leaves the edges out of the mean.
 *
 * @param values `[nz][nx]`, row-major
 * @param truth as many
 * @throws {RangeError} for maps that do not fit the grid, numbers that are not finite, or a constant truth
 */
export function ssim(
  values: ArrayLike<number>,
  truth: ArrayLike<number>,
  grid: { nz: number; nx: number },
): number {
  const n = requireInteger("ssim", "nz", grid.nz) * requireInteger("ssim", "nx", grid.nx);
  requireVector("ssim", "the model", values, n);
  requireVector("ssim", "the truth", truth, n);
  const range = rangeOf("ssim", truth), c1 = (0.01 * range) ** 2, c2 = (0.03 * range) ** 2;
  const mean = (at: (i: number) => number) =>
    gaussianSmooth(Float64Array.from({ length: n }, (_, i) => at(i)), grid, SIGMA);
  const a = mean((i) => values[i]), b = mean((i) => truth[i]);
  const aa = mean((i) => values[i] ** 2),
    bb = mean((i) => truth[i] ** 2),
    ab = mean((i) => values[i] * truth[i]);
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const luminance = (2 * a[i] * b[i] + c1) / (a[i] ** 2 + b[i] ** 2 + c1);
    sum += luminance * (2 * (ab[i] - a[i] * b[i]) + c2) / (aa[i] - a[i] ** 2 + bb[i] - b[i] ** 2 + c2);
  }
  return sum / n;
}
