import type { GasState } from "./gas_state.ts";
import type { Mechanism } from "./mechanism.ts";
import { nasa7Cp, nasa7Enthalpy } from "./nasa7.ts";
import { GAS_CONSTANT } from "./physical_constants.ts";

/** Mean molecular weight 1/Σ(Y/W) of mass fractions `[species]`, kg/kmol. */
export function meanMolecularWeight(
  { molecularWeights }: Mechanism,
  massFractions: ArrayLike<number>,
): number {
  let sum = 0;
  for (let k = 0; k < molecularWeights.length; k++) sum += massFractions[k] / molecularWeights[k];
  return 1 / sum;
}

/** Density pW̄/RT of a gas, kg/m³. */
export function density(mechanism: Mechanism, { temperature, pressure, massFractions }: GasState): number {
  return pressure * meanMolecularWeight(mechanism, massFractions) / (GAS_CONSTANT * temperature);
}

/** Enthalpy of a mixture at T, J/kg. */
export function massEnthalpy(
  mechanism: Mechanism,
  temperature: number,
  massFractions: ArrayLike<number>,
): number {
  const perMole = nasa7Enthalpy(mechanism, temperature), { molecularWeights } = mechanism;
  let sum = 0;
  for (let k = 0; k < perMole.length; k++) sum += massFractions[k] * perMole[k] / molecularWeights[k];
  return sum * GAS_CONSTANT * temperature;
}

/** Heat capacity of a mixture at T and constant pressure, J/kg/K. */
export function massHeatCapacity(
  mechanism: Mechanism,
  temperature: number,
  massFractions: ArrayLike<number>,
): number {
  const perMole = nasa7Cp(mechanism, temperature), { molecularWeights } = mechanism;
  let sum = 0;
  for (let k = 0; k < perMole.length; k++) sum += massFractions[k] * perMole[k] / molecularWeights[k];
  return sum * GAS_CONSTANT;
}
