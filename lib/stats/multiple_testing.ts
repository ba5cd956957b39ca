import { requireFinite } from "../checks.ts";

function checkedOrder(name: string, pValues: ArrayLike<number>): number[] {
  requireFinite(name, "pValues", pValues, 1);
  for (let i = 0; i < pValues.length; i++) {
    if (pValues[i] < 0 || pValues[i] > 1) {
      throw new RangeError(`${name}: a probability must lie in [0, 1], got pValues[${i}] = ${pValues[i]}`);
    }
  }
  return Array.from(pValues, (_, i) => i).sort((a, b) => pValues[a] - pValues[b]);
}

/**
 * Adjusts p-values so that comparing each with α keeps the chance of any false rejection below α (Holm 1979).
 *
 * @returns adjusted p-values in the order given
 * @throws {RangeError} for none, or a number outside [0, 1]
 */
export function holmAdjust(pValues: ArrayLike<number>): Float64Array {
  const order = checkedOrder("holmAdjust", pValues), m = order.length, adjusted = new Float64Array(m);
  let before = 0;
  order.forEach((at, i) => adjusted[at] = before = Math.max(before, Math.min(1, (m - i) * pValues[at])));
  return adjusted;
}

/**
 * Adjusts p-values so that comparing each with q keeps the expected share of false rejections below q (Benjamini and
 * Hochberg 1995).
 *
 * @returns adjusted p-values in the order given
 * @throws {RangeError} for none, or a number outside [0, 1]
 */
export function benjaminiHochberg(pValues: ArrayLike<number>): Float64Array {
  const order = checkedOrder("benjaminiHochberg", pValues), m = order.length, adjusted = new Float64Array(m);
  let after = 1;
  for (let i = m - 1; i >= 0; i--) {
    adjusted[order[i]] = after = Math.min(after, m / (i + 1) * pValues[order[i]]);
  }
  return adjusted;
}
