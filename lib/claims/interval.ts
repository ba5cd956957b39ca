import { parseAtLeast } from "./rule.ts";

/** Number of seeds from which percentiles are taken instead of the extremes. */
const SEEDS_FOR_PERCENTILES = 10;

/**
 * Interval of a quantity over seeds (its spread, not the uncertainty of its mean).
 *
 * For a rule on the mean or the median of ten seeds or more it is the central 95 %: the 2.5th to the 97.5th
 * percentile, interpolated linearly between order statistics. Otherwise it is the range, smallest to largest: fewer
 * seeds do not support percentiles, and a rule about single seeds must show the seed that decides it.
 *
 * @param perSeed measured quantity, one entry per seed, all finite
 * @param atLeast which value decides, see `ClaimRule`; `null` without a rule, which gives the range
 * @returns `[low, high]`, in the unit of the quantity
 * @throws {RangeError} if `perSeed` is empty or `atLeast` cannot be read
 */
export function seedInterval(
  perSeed: readonly number[],
  atLeast: string | null,
): [low: number, high: number] {
  if (perSeed.length === 0) throw new RangeError("Cannot take an interval over seeds: perSeed is empty");
  const ascending = [...perSeed].sort((a, b) => a - b);
  const byPercentile = atLeast !== null && parseAtLeast(atLeast).kind !== "seeds" &&
    perSeed.length >= SEEDS_FOR_PERCENTILES;
  return byPercentile
    ? [percentile(ascending, 0.025), percentile(ascending, 0.975)]
    : [ascending[0], ascending[ascending.length - 1]];
}

/** Value at `share` of sorted numbers, linear between order statistics (type 7 of Hyndman and Fan, 1996). */
function percentile(ascending: readonly number[], share: number): number {
  const position = share * (ascending.length - 1);
  const below = Math.floor(position);
  const above = Math.min(below + 1, ascending.length - 1);
  const weight = position - below;
  return ascending[below] * (1 - weight) + ascending[above] * weight;
}
