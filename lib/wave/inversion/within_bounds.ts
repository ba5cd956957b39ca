/** Models that leave the range of the solver. */
import type { VelocityMisfit } from "./inversion.ts";

/**
 * A misfit at the nearest model within bounds, whose gradient is 0 where a velocity lies outside: for networks in additive
 * form, which have no bounds of their own.
 *
 * @throws {RangeError} unless 0 < low < high
 */
export function withinBounds(
  misfit: VelocityMisfit,
  { low, high }: { low: number; high: number },
): VelocityMisfit {
  if (!(low > 0 && low < high)) {
    throw new RangeError(`withinBounds: bounds must be 0 < low < high, got ${low} and ${high}`);
  }
  return async (velocity) => {
    const found = await misfit(velocity.map((v) => Math.min(high, Math.max(low, v))));
    return {
      ...found,
      gradient: found.gradient.map((g, i) => velocity[i] < low || velocity[i] > high ? 0 : g),
    };
  };
}
