/** Largest and smallest numbers of arrays of any length; a spread into `Math.max` is limited by the stack. */

/**
 * The largest of some numbers, like `Math.max`: NaN if one is NaN, −∞ if there are none.
 *
 * @param values any number of them
 *
 * @example
 * ```ts
 * import { largest } from "../../lib/stats/mod.ts";
 *
 * if (largest(new Float64Array(1e6).fill(3)) !== 3) throw new Error("all are 3");
 * ```
 */
export function largest(values: ArrayLike<number>): number {
  let found = -Infinity;
  for (let i = 0; i < values.length; i++) found = Math.max(found, values[i]);
  return found;
}

/**
 * The smallest of some numbers, like `Math.min`: NaN if one is NaN, ∞ if there are none.
 *
 * @param values any number of them
 */
export function smallest(values: ArrayLike<number>): number {
  let found = Infinity;
  for (let i = 0; i < values.length; i++) found = Math.min(found, values[i]);
  return found;
}
