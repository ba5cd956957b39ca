import type { Mechanism } from "./mechanism.ts";
import { massEnthalpy, massHeatCapacity } from "./thermodynamics.ts";

/**
 * Temperature at which a mixture has an enthalpy, by Newton's method: h grows with T.
 *
 * @param enthalpy J/kg
 * @param guess K
 */
export function temperatureOfEnthalpy(
  mechanism: Mechanism,
  enthalpy: number,
  massFractions: ArrayLike<number>,
  guess: number,
): number {
  let temperature = guess;
  for (let iteration = 0; iteration < 100; iteration++) {
    const missing = enthalpy - massEnthalpy(mechanism, temperature, massFractions);
    const change = missing / massHeatCapacity(mechanism, temperature, massFractions);
    temperature += Math.max(-500, Math.min(500, change));
    if (Math.abs(change) < 1e-9) break;
  }
  return temperature;
}
