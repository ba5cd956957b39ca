/** What inversions on the grid minimise: J/J₀ plus a penalty, of velocities in km/s. */
import { countedMisfit, type GridOptions } from "./inversion.ts";

/** A point of the objective. */
export interface GridPoint {
  /** J/J₀ plus the penalty. */
  readonly value: number;
  /** By velocities in km/s. */
  readonly gradient: Float64Array;
  /** J. */
  readonly misfit: number;
  /** m/s, within the bounds. */
  readonly velocity: Float64Array;
}

/** The objective of an inversion on the grid, and how often it was computed. J₀ is the first misfit. */
export function gridObjective({ misfit, bounds, penalty, precondition }: GridOptions): {
  at(kmPerSecond: Float64Array): Promise<GridPoint>;
  solves(): number;
} {
  const counted = countedMisfit(misfit);
  let first = 0;
  return {
    solves: counted.solves,
    async at(x) {
      const velocity = x.map((v) => Math.max(bounds.low, Math.min(bounds.high, 1e3 * v)));
      const { misfit, gradient: found } = await counted(velocity);
      first ||= misfit || 1;
      const smooth = precondition ? precondition(found) : found;
      const extra = penalty?.(velocity.map((v) => v / 1e3));
      const gradient = smooth.map((g, i) => {
        // A node at a bound stays there: what lies beyond is the same model.
        if (1e3 * x[i] < bounds.low || 1e3 * x[i] > bounds.high) return 0;
        return 1e3 * g / first + (extra ? extra.gradient[i] : 0);
      });
      return { value: misfit / first + (extra ? extra.value : 0), gradient, misfit, velocity };
    },
  };
}
