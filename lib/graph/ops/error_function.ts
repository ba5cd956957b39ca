/** The error function: its reference value, and polynomials for engines without a float64 version. */

import type { Precision } from "../graph.ts";

/** Up to here erf uses its power series, beyond it the continued fraction of its complement. */
const SERIES_END = 2;
/** Number of levels of the continued fraction; at {@linkcode SERIES_END} about 150 reach 1e-17. */
const LEVELS = 200;

/** From here on engines compute erf as 1 − e^(−x²)·(polynomial of 1/x). */
export const TAIL_START = 2;
/** 1 − erf is below 2^−54 from here on. */
export const TAIL_END = 6;

/**
 * erf x = 2/√π ∫₀ˣ e^(−t²) dt, to a few units in the last place.
 *
 * Abramowitz and Stegun 7.1.6 (a series of positive terms) and 7.1.14 (continued fraction of the complement).
 */
export function erf(x: number): number {
  const size = Math.abs(x);
  if (!(size > SERIES_END)) return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * seriesSum(x);
  return Math.sign(x) * (1 - Math.exp(-size * size) * scaledComplement(size));
}

/** 1 + erf x = 1 − erf(−x), which keeps its relative accuracy where it is small, until it underflows. */
export function onePlusErf(x: number): number {
  return x < -SERIES_END ? Math.exp(-x * x) * scaledComplement(-x) : 1 + erf(x);
}

/** Σ 2^n x^(2n+1) / (1·3·…·(2n+1)) */
function seriesSum(x: number): number {
  let term = x, total = x;
  for (let n = 1; Math.abs(term) > 1e-18 * Math.abs(total); n++) total += term *= 2 * x * x / (2 * n + 1);
  return total;
}

/** e^(x²)·(1 − erf x), for x ≥ 2: 1/√π · 1/(x + (1/2)/(x + (2/2)/(x + …))) */
function scaledComplement(x: number): number {
  let below = x;
  for (let level = LEVELS; level >= 1; level--) below = x + level / 2 / below;
  return 1 / (Math.sqrt(Math.PI) * below);
}

let nearZero: number[] | undefined, tail: number[] | undefined;
const longTails = new Map<Precision, number[]>();

/** From here on e^(−x²) is 0 in the given precision. */
export const UNDERFLOW = { float32: 10.5, float64: 27.5 } as const;
/** Numbers of coefficients that reach the relative accuracy of a precision. */
const LONG_TAIL_COUNT = { float32: 7, float64: 22 } as const;

/** Coefficients of e^(x²)·(1 − erf x) by powers of 1/x, for x from {@linkcode TAIL_START} to {@linkcode UNDERFLOW}. */
export function longComplementTail(precision: Precision): number[] {
  const known = longTails.get(precision);
  if (known) return known;
  const ends = [1 / UNDERFLOW[precision], 1 / TAIL_START] as const;
  const made = interpolate((v) => scaledComplement(1 / v), ...ends, LONG_TAIL_COUNT[precision]);
  longTails.set(precision, made);
  return made;
}

/** Coefficients of erf(x)/x by powers of x², for |x| ≤ {@linkcode TAIL_START}. */
export function erfOverX(): number[] {
  nearZero ??= interpolate((square) => erf(Math.sqrt(square)) / Math.sqrt(square), 0, TAIL_START ** 2, 19);
  return nearZero;
}

/** Coefficients of e^(x²)·(1 − erf x) by powers of 1/x, for x from {@linkcode TAIL_START} to {@linkcode TAIL_END}. */
export function complementTail(): number[] {
  tail ??= interpolate((v) => scaledComplement(1 / v), 1 / TAIL_END, 1 / TAIL_START, 13);
  return tail;
}

/** Coefficients, by power, of the polynomial that interpolates `f` at `count` Chebyshev points of an interval. */
function interpolate(f: (x: number) => number, from: number, to: number, count: number): number[] {
  const points = Array.from(
    { length: count },
    (_, k) => (from + to) / 2 + (to - from) / 2 * Math.cos(Math.PI * (k + 0.5) / count),
  );
  // Newton's divided differences, then the nested products expanded.
  const divided = points.map(f);
  for (let order = 1; order < count; order++) {
    for (let k = count - 1; k >= order; k--) {
      divided[k] = (divided[k] - divided[k - 1]) / (points[k] - points[k - order]);
    }
  }
  let coefficients = [divided[count - 1]];
  for (let k = count - 2; k >= 0; k--) {
    const shifted = [0, ...coefficients];
    coefficients = shifted.map((c, i) => c - points[k] * (coefficients[i] ?? 0));
    coefficients[0] += divided[k];
  }
  return coefficients;
}
