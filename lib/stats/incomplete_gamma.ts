import { requirePositive } from "../checks.ts";

/** Coefficients of Lanczos's approximation of ln Γ (g = 7, nine terms; Godfrey 2001), good to 15 digits. */
const LANCZOS = [
  0.99999999999980993227684700473478,
  676.520368121885098567009190444019,
  -1259.13921672240287047156078755283,
  771.3234287776530788486528258894,
  -176.61502916214059906584551354,
  12.507343278686904814458936853,
  -0.13857109526572011689554707,
  9.984369578019570859563e-6,
  1.50563273514931155834e-7,
];

/** ln Γ(a) for a > 0. */
function logGamma(a: number): number {
  const x = a - 1, t = x + 7.5;
  let sum = LANCZOS[0];
  for (let i = 1; i < 9; i++) sum += LANCZOS[i] / (x + i);
  return 0.5 * Math.log(2 * Math.PI) + (x + 0.5) * Math.log(t) - t + Math.log(sum);
}

/**
 * Computes the regularised incomplete gamma functions P(a, x) = γ(a, x)/Γ(a) and Q = 1 − P, each to about 13 digits
 * also where it is small.
 *
 * A series below a + 1, Lentz's continued fraction above (Numerical Recipes, 6.2).
 *
 * @param a shape, positive
 * @param x argument, 0 or more; ∞ is allowed
 * @throws {RangeError} for a shape that is not positive and finite, or an argument below 0
 */
export function incompleteGamma(a: number, x: number): { lower: number; upper: number } {
  requirePositive("incompleteGamma", "a", a);
  if (!(x >= 0)) throw new RangeError(`incompleteGamma: x must be 0 or more, got ${x}`);
  if (x === 0) return { lower: 0, upper: 1 };
  if (x === Infinity) return { lower: 1, upper: 0 };
  const factor = Math.exp(a * Math.log(x) - x - logGamma(a));
  if (x < a + 1) {
    let term = 1 / a, sum = term;
    for (let n = 1; term > sum * 1e-17; n++) sum += term *= x / (a + n);
    const lower = Math.min(1, factor * sum);
    return { lower, upper: 1 - lower };
  }
  let b = x + 1 - a, c = 1e300, d = 1 / b, fraction = d;
  for (let i = 1; i < 10_000; i++) {
    const an = -i * (i - a);
    b += 2;
    d = 1 / (an * d + b);
    c = b + an / c;
    fraction *= d * c;
    if (Math.abs(d * c - 1) < 1e-16) break;
  }
  const upper = Math.min(1, factor * fraction);
  return { lower: 1 - upper, upper };
}
