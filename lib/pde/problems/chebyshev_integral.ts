/** Integrals of smooth functions by Chebyshev polynomials. */
import { largest } from "../../stats/extremes.ts";

/** Degrees of the polynomials that are tried. */
const DEGREES = [32, 64, 128, 256, 512, 1024];
/** Fraction of the largest coefficient below which the last ones must lie; these are dropped. */
const RESOLVED = 1e-14;

/**
 * The function y ↦ ∫ f from −1 to y, for y ∈ [−1, 1].
 *
 * @param where name of the function that was called, for messages
 * @param f finite and smooth on [−1, 1]
 * @throws {RangeError} if no polynomial of degree 1024 is f to 1e-14
 */
export function chebyshevIntegral(where: string, f: (x: number) => number): (y: number) => number {
  for (const degree of DEGREES) {
    const c = coefficients(f, degree), top = largest(c.map(Math.abs));
    const last = c.findLastIndex((value) => Math.abs(value) > RESOLVED * top);
    if (top === 0) return () => 0;
    if (last > degree - degree / 8) continue;
    // ∫ T_k = T_{k+1}/2(k + 1) − T_{k−1}/2(k − 1)
    const at = (k: number) => (k <= last ? c[k] : 0);
    const integrated = Float64Array.from(
      { length: last + 2 },
      (_, k) => k === 0 ? 0 : ((k === 1 ? 2 : 1) * at(k - 1) - at(k + 1)) / (2 * k),
    );
    integrated[0] = -clenshaw(integrated, -1);
    return (y) => clenshaw(integrated, y);
  }
  throw new RangeError(
    `${where}: the initial value is not smooth, no polynomial of degree ${
      DEGREES.at(-1)
    } has its values to ${RESOLVED}`,
  );
}

/** Coefficients of the polynomial that has the values of f at the Chebyshev points cos(πj/n). */
function coefficients(f: (x: number) => number, n: number): Float64Array {
  const values = Float64Array.from({ length: n + 1 }, (_, j) => f(Math.cos(Math.PI * j / n)));
  return Float64Array.from({ length: n + 1 }, (_, k) => {
    let sum = 0;
    for (let j = 0; j <= n; j++) {
      const weight = j === 0 || j === n ? 0.5 : 1;
      sum += weight * values[j] * Math.cos(Math.PI * ((j * k) % (2 * n)) / n);
    }
    return sum * (k === 0 || k === n ? 1 : 2) / n;
  });
}

/** Σ c_k T_k(y). */
function clenshaw(c: Float64Array, y: number): number {
  let next = 0, after = 0;
  for (let k = c.length - 1; k > 0; k--) [next, after] = [c[k] + 2 * y * next - after, next];
  return c[0] + y * next - after;
}
