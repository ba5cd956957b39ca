/** A small two-layer network on points of a line, for the tests of lib/gradient_noise. */
import type { TwoLayerActivation, TwoLayerProblem } from "../../lib/gradient_noise/mod.ts";
import { generator, normalArray } from "../../lib/random/mod.ts";

/** m neurons with bias on n points of sin 2x, and random parameters. */
export function smallProblem(
  neurons: number,
  points: number,
  seed: number,
  activation: TwoLayerActivation = "tanh",
): { problem: TwoLayerProblem; theta: Float64Array } {
  const xs = Array.from({ length: points }, (_, i) => points === 1 ? 0.3 : -1 + 2 * i / (points - 1));
  return {
    problem: {
      activation,
      neurons,
      inputs: 2,
      x: Float64Array.from(xs.flatMap((x) => [x, 1])),
      y: Float64Array.from(xs, (x) => Math.sin(2 * x)),
    },
    theta: normalArray(generator(seed, "theta"), neurons * 3, 0, 0.8),
  };
}

/** Largest difference of two lists. */
export function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Infinity;
  return Array.from(a).reduce((most, value, k) => Math.max(most, Math.abs(value - b[k])), 0);
}
