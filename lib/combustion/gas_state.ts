import { requireVector } from "../checks.ts";
import type { Mechanism } from "./mechanism.ts";

/** A gas at rest. */
export interface GasState {
  /** K */
  readonly temperature: number;
  /** Pa */
  readonly pressure: number;
  /** Y, `[species]` */
  readonly massFractions: ArrayLike<number>;
}

/** Temperatures for which the NASA polynomials hold, K. */
export const TEMPERATURE_RANGE = [200, 3500] as const;

/** How far ΣY may be off 1. */
const SUM_TOLERANCE = 1e-6;

/**
 * Checks a gas that a caller gave.
 *
 * @throws {RangeError} for T outside 200 … 3500 K, p ≤ 0, another number of species, a negative Y, or ΣY off 1 by more
 * than 10⁻⁶
 */
export function requireGasState(where: string, mechanism: Mechanism, state: GasState): void {
  const { temperature, pressure, massFractions } = state, [low, high] = TEMPERATURE_RANGE;
  if (!(temperature >= low && temperature <= high)) {
    throw new RangeError(`${where}: the temperature must lie in ${low} … ${high} K, got ${temperature}`);
  }
  if (!(pressure > 0 && Number.isFinite(pressure))) {
    throw new RangeError(`${where}: the pressure must be positive and finite, got ${pressure} Pa`);
  }
  requireVector(where, "massFractions", massFractions, mechanism.species.length);
  let sum = 0;
  for (let k = 0; k < massFractions.length; k++) {
    if (massFractions[k] < 0) {
      throw new RangeError(
        `${where}: mass fractions must not be negative, got ${massFractions[k]} of ${mechanism.species[k]}`,
      );
    }
    sum += massFractions[k];
  }
  if (!(Math.abs(sum - 1) <= SUM_TOLERANCE)) {
    throw new RangeError(`${where}: mass fractions must sum to 1 within ${SUM_TOLERANCE}, got ${sum}`);
  }
}
