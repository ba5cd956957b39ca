/** Sampling points of the one-dimensional grokking experiment (Zhou, Zhang and Xu 2024, arXiv 2405.17479). */
import type { Generator } from "../random/mod.ts";
import { linspace } from "../spectral/mod.ts";

/** Evenly spaced, or crowded where sin 6x is mistaken for sin x or sin 3x. */
export type SinePointKind = "non-uniform" | "uniform";

/** Settings of {@linkcode sinePoints}. */
export interface SinePointOptions {
  /** Number of points; 31 or more for the non-uniform set. */
  n: number;
  kind: SinePointKind;
  /**
   * How the n − 30 other points of the non-uniform set are chosen; the paper does not say. Evenly spaced by default.
   */
  rest?: "even" | "random";
  /** Needed for `rest: "random"`. */
  generator?: Generator;
  /**
   * Points of the non-uniform set where sin 6x is mistaken for sin x, and for sin 3x; the paper's 20 and 10 by default.
   */
  decoys?: DecoyCounts;
}

/** Points chosen because sin 6x nearly equals a lower frequency there. */
export interface DecoyCounts {
  readonly sinX: number;
  readonly sin3X: number;
}

const CANDIDATES = 10_000;
const PAPER_DECOYS: DecoyCounts = { sinX: 20, sin3X: 10 };

/**
 * Points of [−π, π], ascending, at which sin 6x is sampled.
 *
 * The non-uniform set has the 20 of 10,000 even points that minimise |sin x − sin 6x|, the 10 that minimise
 * |sin 3x − sin 6x| (ties in favour of the smaller x), and n − 30 others. Points that nearly coincide are kept.
 *
 * @returns n points in radians
 * @throws {RangeError} for n that is not an integer or too small (non-uniform: one more than the decoys; uniform: 2),
 *   an
 * unknown kind or rest, or numbers of decoys that are not integers from 0 to 10,000
 * @throws {TypeError} for random points without a generator
 */
export function sinePoints(options: SinePointOptions): Float64Array {
  const { n, kind, rest = "even", generator, decoys = PAPER_DECOYS } = options;
  if (kind !== "non-uniform" && kind !== "uniform") {
    throw new RangeError(`sinePoints: kind "${kind}" is unknown, allowed "non-uniform" and "uniform"`);
  }
  if (rest !== "even" && rest !== "random") {
    throw new RangeError(`sinePoints: rest "${rest}" is unknown, allowed "even" and "random"`);
  }
  for (const [name, count] of Object.entries(decoys)) {
    if (!Number.isInteger(count) || count < 0 || count > CANDIDATES) {
      throw new RangeError(`sinePoints: decoys.${name} must be an integer in 0…${CANDIDATES}, got ${count}`);
    }
  }
  const least = kind === "uniform" ? 2 : decoys.sinX + decoys.sin3X + 1;
  if (!Number.isInteger(n) || n < least) {
    throw new RangeError(`sinePoints: a ${kind} set needs an integer n of ${least} or more, got ${n}`);
  }
  if (kind === "uniform") return linspace(-Math.PI, Math.PI, n);
  const candidates = linspace(-Math.PI, Math.PI, CANDIDATES);
  const others = n - decoys.sinX - decoys.sin3X;
  return Float64Array.of(
    ...closest(candidates, (x) => Math.abs(Math.sin(x) - Math.sin(6 * x)), decoys.sinX),
    ...closest(candidates, (x) => Math.abs(Math.sin(3 * x) - Math.sin(6 * x)), decoys.sin3X),
    ...(rest === "even" ? evenPoints(others) : randomPoints(others, generator)),
  ).sort();
}

function evenPoints(n: number): Float64Array {
  return n === 1 ? Float64Array.of(0) : linspace(-Math.PI, Math.PI, n);
}

function randomPoints(n: number, generator: Generator | undefined): Float64Array {
  if (!generator) throw new TypeError('sinePoints: rest "random" needs a generator');
  return Float64Array.from({ length: n }, () => Math.PI * (2 * generator.uniform() - 1));
}

/** The `count` points with the smallest distance; `sort` is stable, so equal distances keep the order of x. */
function closest(points: Float64Array, distance: (x: number) => number, count: number): number[] {
  return [...points].map((x) => ({ x, d: distance(x) })).sort((a, b) => a.d - b.d).slice(0, count).map((
    { x },
  ) => x);
}
