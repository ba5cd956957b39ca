import hydrogen from "../golden/05/hydrogen.json" with { type: "json" };
import methane from "../golden/05/methane.json" with { type: "json" };

/** Cantera's values of the hydrogen mechanism. */
export const hydrogenGolden = hydrogen;
/** Cantera's values of the methane mechanism. */
export const methaneGolden = methane;

/** Largest difference of two vectors, each entry against its own size and 10⁻¹² of the largest. */
export function relativeDifference(found: ArrayLike<number>, wanted: readonly number[]): number {
  const floor = 1e-12 * wanted.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return wanted.reduce(
    (worst, value, i) => Math.max(worst, Math.abs(found[i] - value) / (Math.abs(value) + floor)),
    0,
  );
}
