/** Greatest and least numbers of arrays of any length, where a spread into `Math.max` ends at the size of the stack. */

/**
 * The greatest of some numbers, as `Math.max` has it: NaN where one is NaN, −∞ where there are none.
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
 * The least of some numbers, as `Math.min` has it: NaN where one is NaN, ∞ where there are none.
 *
 * @param values any number of them
 */
export function smallest(values: ArrayLike<number>): number {
  let found = Infinity;
  for (let i = 0; i < values.length; i++) found = Math.min(found, values[i]);
  return found;
}
