/** How far random maps are correlated. */
import { requireVector } from "../../checks.ts";

/** Spread and reach of random maps. */
export interface CorrelationReach {
  /** Mean over the map of the standard deviation over draws. */
  readonly spread: number;
  /** Nodes across at which the correlation with the central one falls below 1/e; half the map less one where it never does. */
  readonly across: number;
  /** The same downwards. */
  readonly down: number;
}

/**
 * Spread of draws of a random map, and how far from the central node they are correlated with it.
 *
 * @param maps two or more, `[nz][nx]`, row-major
 * @throws {RangeError} for fewer maps, or one that does not fit the grid
 */
export function correlationReach(
  maps: readonly Float64Array[],
  { nz, nx }: { nz: number; nx: number },
): CorrelationReach {
  if (maps.length < 2) throw new RangeError(`correlationReach: needs two maps or more, got ${maps.length}`);
  const n = nz * nx, means = new Float64Array(n), centre = Math.floor(nz / 2) * nx + Math.floor(nx / 2);
  for (const map of maps) {
    requireVector("correlationReach", "a map", map, n);
    map.forEach((v, i) => means[i] += v / maps.length);
  }
  const covariance = (i: number, j: number) =>
    maps.reduce((sum, map) => sum + (map[i] - means[i]) * (map[j] - means[j]), 0) / maps.length;
  const sd = Float64Array.from({ length: n }, (_, i) => Math.sqrt(covariance(i, i)));
  const reach = (step: number, most: number) => {
    for (let k = 1; k <= most; k++) {
      const at = centre + k * step;
      if (covariance(centre, at) < Math.exp(-1) * sd[centre] * sd[at]) return k;
    }
    return most;
  };
  return {
    spread: sd.reduce((sum, value) => sum + value / n, 0),
    across: reach(1, Math.floor(nx / 2) - 1),
    down: reach(nx, Math.floor(nz / 2) - 1),
  };
}
