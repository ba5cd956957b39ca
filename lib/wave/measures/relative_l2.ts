/** How far one model is from another. */
import { requireFinite, requireSameLength } from "../../checks.ts";
import { norm } from "../../linalg/norm.ts";

/**
 * ‖v − v*‖₂ / ‖v*‖₂.
 *
 * @param truth v*, not all zero
 * @throws {RangeError} for lengths that differ, numbers that are not finite, or a truth of zeros
 */
export function relativeL2(values: ArrayLike<number>, truth: ArrayLike<number>): number {
  const [difference, size] = norms("relativeL2", values, truth);
  return difference / size;
}

/**
 * Signal over error in decibels, 20 log₁₀(‖v*‖ / ‖v − v*‖).
 *
 * @returns ∞ for equal values
 * @throws {RangeError} as {@linkcode relativeL2}
 */
export function snrDb(values: ArrayLike<number>, truth: ArrayLike<number>): number {
  const [difference, size] = norms("snrDb", values, truth);
  return 20 * Math.log10(size / difference);
}

/**
 * Peak signal over error in decibels, 20 log₁₀(R √n / ‖v − v*‖), R the range of the truth.
 *
 * ```ts
 * import { psnrDb } from "@paper-notebooks/lib/wave/measures";
 *
 * if (Math.abs(psnrDb([1, 0.1], [1, 0]) - 20 * Math.log10(Math.SQRT2 / 0.1)) > 1e-9) throw new Error();
 * ```
 *
 * @returns ∞ for equal values
 * @throws {RangeError} as {@linkcode relativeL2}, or where the truth is constant
 */
export function psnrDb(values: ArrayLike<number>, truth: ArrayLike<number>): number {
  const [difference] = norms("psnrDb", values, truth);
  return 20 * Math.log10(rangeOf("psnrDb", truth) * Math.sqrt(truth.length) / difference);
}

/**
 * Mean of |v − v*| / |v*|.
 *
 * ```ts
 * import { mape } from "@paper-notebooks/lib/wave/measures";
 *
 * if (Math.abs(mape([1.1, 1.8], [1, 2]) - 0.1) > 1e-12) throw new Error();
 * ```
 *
 * @throws {RangeError} as {@linkcode relativeL2}, or where the truth is 0 anywhere
 */
export function mape(values: ArrayLike<number>, truth: ArrayLike<number>): number {
  norms("mape", values, truth);
  let sum = 0;
  for (let i = 0; i < truth.length; i++) {
    if (truth[i] === 0) throw new RangeError(`mape: the truth must not be 0, got 0 at ${i}`);
    sum += Math.abs((values[i] - truth[i]) / truth[i]);
  }
  return sum / truth.length;
}

/** Greatest less least of the truth, which must not be constant. */
export function rangeOf(owner: string, truth: ArrayLike<number>): number {
  let low = Infinity, high = -Infinity;
  for (let i = 0; i < truth.length; i++) low = Math.min(low, truth[i]), high = Math.max(high, truth[i]);
  if (low < high) return high - low;
  throw new RangeError(`${owner}: a truth of one value has no range, got ${low} everywhere`);
}

function norms(owner: string, values: ArrayLike<number>, truth: ArrayLike<number>): [number, number] {
  requireSameLength(owner, "the model", values.length, "the truth", truth.length);
  requireFinite(owner, "the model", values, 1);
  requireFinite(owner, "the truth", truth, 1);
  const size = norm(truth);
  if (size === 0) {
    throw new RangeError(`${owner}: a truth of zeros has no scale, got ${truth.length} of them`);
  }
  return [norm(Float64Array.from(truth, (value, i) => values[i] - value)), size];
}
