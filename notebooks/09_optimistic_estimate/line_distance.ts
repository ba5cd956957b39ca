/** How close the points of a line's training lie together, which decides how fast its straight parameters learn. */
import { generator, uniformArray } from "../../lib/random/mod.ts";
import { largest } from "../../lib/stats/mod.ts";

/**
 * |x₁ − x₁′| of the first two training points of a seed, the same points as those of `lineRecovery`.
 *
 * @param sizes numbers of samples of the experiment
 */
export function distanceOfFirstTwo(sizes: readonly number[], seed: number): number {
  const points = uniformArray(generator(seed, "points", "training"), 2 * largest(sizes), -1, 1);
  return Math.abs(points[0] - points[2]);
}
