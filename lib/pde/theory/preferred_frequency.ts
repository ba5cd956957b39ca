/**
 * k*: where k^2m e^(−πk/c|w|) is largest, 2cm|w|/π; the frequency that a loss of a linear operator of order m fits first. For the data
 * loss (m = 0) it is 0.
 *
 * ```ts
 * import { preferredFrequency } from "@paper-notebooks/lib/pde";
 *
 * const k = preferredFrequency(2, 1), size = (k: number) => k ** 2 * Math.exp(-Math.PI * k / 4);
 * if (size(k) < size(1.01 * k) || size(k) < size(0.99 * k)) throw new Error();
 * ```
 *
 * @param w size |w| of the first layer's weights
 * @param order m
 * @param form "gradient" for k^2m e^(−πk/2|w|), the gradient of one neuron (c = 2); "rate" for k^2m e^(−πk/|w|), the
 *   tangent kernel's rate (c = 1)
 * @throws {RangeError} for a w that is not positive and finite, or an order that is not a non-negative integer
 */
export function preferredFrequency(w: number, order: number, form: "gradient" | "rate" = "gradient"): number {
  if (!(w > 0 && Number.isFinite(w))) {
    throw new RangeError(`preferredFrequency: |w| must be positive and finite, got ${w}`);
  }
  if (!Number.isInteger(order) || order < 0) {
    throw new RangeError(`preferredFrequency: the order must be a non-negative integer, got ${order}`);
  }
  return (form === "gradient" ? 4 : 2) * order * w / Math.PI;
}
