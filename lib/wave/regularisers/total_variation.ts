/** Total variation, which favours blocks. */
import { requirePositive, requireVector } from "../../checks.ts";
import type { MapShape, Penalty } from "./penalty.ts";

/**
 * Σ √(Δ² + ε²) − ε over the differences Δ of neighbours along both axes, and its gradient.
 *
 * @param map `[nz][nx]`, row-major
 * @param epsilon below which a difference counts by its square, in the unit of the map; keeps the gradient smooth
 * @throws {RangeError} for a map that does not fit, or ε that is not positive
 */
export function totalVariation(map: ArrayLike<number>, { nz, nx }: MapShape, epsilon: number): Penalty {
  requireVector("total variation", "the map", map, nz * nx);
  requirePositive("total variation", "epsilon", epsilon);
  const gradient = new Float64Array(nz * nx);
  let value = 0;
  const pair = (i: number, j: number) => {
    const difference = map[j] - map[i], size = Math.sqrt(difference ** 2 + epsilon ** 2);
    value += size - epsilon;
    gradient[j] += difference / size;
    gradient[i] -= difference / size;
  };
  for (let z = 0; z < nz; z++) {
    for (let x = 0; x < nx; x++) {
      const i = z * nx + x;
      if (x + 1 < nx) pair(i, i + 1);
      if (z + 1 < nz) pair(i, i + nx);
    }
  }
  return { value, gradient };
}
