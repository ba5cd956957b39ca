/** Tikhonov's penalties, which favour smooth maps. */
import { requireInteger, requireVector } from "../../checks.ts";
import type { MapShape, Penalty } from "./penalty.ts";

/**
 * ½ Σ Δ² over first (order 1) or second differences (order 2) along both axes, and its gradient.
 *
 * ```ts
 * import { tikhonov } from "@paper-notebooks/lib/wave/regularisers";
 *
 * if (tikhonov([1, 3], { nz: 1, nx: 2 }, 1).value !== 2) throw new Error("half of (3 − 1)²");
 * ```
 *
 * @param map `[nz][nx]`, row-major
 * @throws {RangeError} for a map that does not fit, or another order
 */
export function tikhonov(map: ArrayLike<number>, { nz, nx }: MapShape, order: 1 | 2): Penalty {
  requireInteger("tikhonov", "order", order, 1, 2);
  requireVector("tikhonov", "the map", map, nz * nx);
  const gradient = new Float64Array(nz * nx), weights = order === 1 ? [-1, 1] : [1, -2, 1];
  let value = 0;
  const term = (i: number, step: number) => {
    const difference = weights.reduce((sum, weight, k) => sum + weight * map[i + k * step], 0);
    value += difference ** 2 / 2;
    weights.forEach((weight, k) => gradient[i + k * step] += weight * difference);
  };
  for (let z = 0; z < nz; z++) {
    for (let x = 0; x < nx; x++) {
      if (x + order < nx) term(z * nx + x, 1);
      if (z + order < nz) term(z * nx + x, nx);
    }
  }
  return { value, gradient };
}
