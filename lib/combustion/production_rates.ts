import { type GasState, requireGasState } from "./gas_state.ts";
import { Kinetics } from "./kinetics.ts";
import type { Mechanism } from "./mechanism.ts";
import { density } from "./thermodynamics.ts";

/**
 * Net production ω of each species of a gas, kmol/m³/s `[species]`.
 *
 * @throws {RangeError} for a state that {@linkcode requireGasState} refuses
 */
export function productionRates(mechanism: Mechanism, state: GasState): Float64Array {
  requireGasState("productionRates", mechanism, state);
  const concentrations = concentrationsOf(mechanism, state);
  return new Kinetics(mechanism).productionRates(
    state.temperature,
    concentrations,
    new Float64Array(concentrations.length),
  );
}

/**
 * Rate constants of each step in m³, kmol and s, those of falloff steps at the pressure of the gas, those with a third
 * body without its concentration.
 *
 * ```ts
 * import { ATMOSPHERE, HYDROGEN, premixed, rateConstants } from "@paper-notebooks/lib/combustion";
 *
 * const massFractions = premixed(HYDROGEN, "H2", 1);
 * const at = (temperature: number) =>
 *   rateConstants(HYDROGEN, { temperature, pressure: ATMOSPHERE, massFractions }).forward[12];
 * if (!(at(2000) > at(1000))) throw new Error("O2 + H → OH + O has an activation energy");
 * ```
 *
 * @throws {RangeError} for a state that {@linkcode requireGasState} refuses
 */
export function rateConstants(
  mechanism: Mechanism,
  state: GasState,
): { readonly forward: Float64Array; readonly reverse: Float64Array } {
  requireGasState("rateConstants", mechanism, state);
  const { constants } = new Kinetics(mechanism);
  constants.update(state.temperature, concentrationsOf(mechanism, state));
  return constants;
}

/** C = ρY/W, kmol/m³. */
function concentrationsOf(mechanism: Mechanism, state: GasState): Float64Array {
  const rho = density(mechanism, state);
  return mechanism.molecularWeights.map((weight, k) => rho * state.massFractions[k] / weight);
}
