import { largest } from "../stats/extremes.ts";

/**
 * `Math.hypot` of an array of any length; a spread is limited by the stack. It is scaled by the largest modulus and
 * summed with Kahan's correction, with exactly the digits of V8.
 *
 * @param vector any number of entries; ∞ if one is infinite, otherwise NaN if one is NaN
 */
export function hypot(vector: ArrayLike<number>): number {
  const moduli = Float64Array.from(vector, Math.abs);
  if (moduli.includes(Infinity)) return Infinity;
  const top = Math.max(0, largest(moduli));
  if (!(top > 0)) return top;
  let sum = 0, compensation = 0;
  for (const modulus of moduli) {
    const ratio = modulus / top, summand = ratio * ratio - compensation, next = sum + summand;
    compensation = next - sum - summand;
    sum = next;
  }
  return Math.sqrt(sum) * top;
}
