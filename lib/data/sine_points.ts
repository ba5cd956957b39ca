/** Sampling points of the one-dimensional grokking experiment (Zhou, Zhang and Xu 2024, arXiv 2405.17479). */
import type { Generator } from "../random/mod.ts";
import { linspace } from "../spectral/mod.ts";

/** Evenly spaced, or crowded where sin x or sin 3x is mistaken for sin 6x. */
export type SinePointKind = "non-uniform" | "uniform";

/** Settings of {@linkcode sinePoints}. */
export interface SinePointOptions {
  /** Number of points; 31 or more for the non-uniform set. */
  n: number;
  kind: SinePointKind;
  /** How the n − 30 other points of the non-uniform set are chosen; the paper does not say. Even by default. */
  rest?: "even" | "random";
  /** Needed for `rest: "random"`. */
  generator?: Generator;
}

const CANDIDATES = 10_000;
const LIKE_SIN_X = 20;
const LIKE_SIN_3X = 10;

/**
 * Points of [−π, π], rising, at which sin 6x is sampled.
 *
 * The non-uniform set has the 20 of 10,000 even points that minimise |sin x − sin 6x|, the 10 that minimise
 * |sin 3x − sin 6x| (ties in favour of the smaller x), and n − 30 others. Points that nearly coincide are kept.
 *
 * @returns n points in radians
 * @throws RangeError for n that is not an integer or too small (31 non-uniform, 2 uniform), or an unknown kind or rest
 * @throws TypeError for random points without a generator
 */
export function sinePoints(options: SinePointOptions): Float64Array {
  const { n, kind, rest = "even", generator } = options;
  if (kind !== "non-uniform" && kind !== "uniform") {
    throw new RangeError(`sinePoints: kind "${kind}" is unknown, allowed "non-uniform" and "uniform"`);
  }
  if (rest !== "even" && rest !== "random") {
    throw new RangeError(`sinePoints: rest "${rest}" is unknown, allowed "even" and "random"`);
  }
  const least = kind === "uniform" ? 2 : LIKE_SIN_X + LIKE_SIN_3X + 1;
  if (!Number.isInteger(n) || n < least) {
    throw new RangeError(`sinePoints: a ${kind} set needs an integer n of ${least} or more, got ${n}`);
  }
  if (kind === "uniform") return linspace(-Math.PI, Math.PI, n);
  const candidates = linspace(-Math.PI, Math.PI, CANDIDATES);
  const others = n - LIKE_SIN_X - LIKE_SIN_3X;
  return Float64Array.of(
    ...closest(candidates, (x) => Math.abs(Math.sin(x) - Math.sin(6 * x)), LIKE_SIN_X),
    ...closest(candidates, (x) => Math.abs(Math.sin(3 * x) - Math.sin(6 * x)), LIKE_SIN_3X),
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

/** The `count` points of least distance; `sort` is stable, so equal distances keep the order of x. */
function closest(points: Float64Array, distance: (x: number) => number, count: number): number[] {
  return [...points].map((x) => ({ x, d: distance(x) })).sort((a, b) => a.d - b.d).slice(0, count).map((
    { x },
  ) => x);
}
