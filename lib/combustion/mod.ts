/**
 * Combustion of homogeneous gases: mechanisms as data, their thermodynamics and rates, a reactor at constant pressure
 * with an explicit and an implicit integrator; pairs of states for networks that replace the integrator, their rollouts,
 * and the projection onto what a reaction conserves.
 *
 * @module
 */
export { type GasState, TEMPERATURE_RANGE } from "./gas_state.ts";
export { ignitionDelay } from "./ignition_delay.ts";
export {
  integrateConstantPressure,
  type ReactorMethod,
  type ReactorOptions,
  type ReactorRun,
} from "./integrate_constant_pressure.ts";
export { type IntegrationOptions, type OdeSolution, type OdeSystem } from "./integrators/ode_system.ts";
export { rk45Adaptive } from "./integrators/rk45.ts";
export { rosenbrockAdaptive } from "./integrators/rosenbrock.ts";
export { type Mechanism, mechanism } from "./mechanism.ts";
export { type MechanismData, type ReactionData, type SpeciesData } from "./mechanism_data.ts";
export { HYDROGEN } from "./mechanisms/hydrogen.ts";
export { METHANE } from "./mechanisms/methane.ts";
export { nasa7Cp, nasa7Enthalpy } from "./nasa7.ts";
export { ATMOSPHERE, GAS_CONSTANT } from "./physical_constants.ts";
export { premixed } from "./premixed.ts";
export { elementAmounts, projectElements } from "./project_elements.ts";
export { productionRates, rateConstants } from "./production_rates.ts";
export { density, massEnthalpy, massHeatCapacity, meanMolecularWeight } from "./thermodynamics.ts";
export { boxCox, inverseBoxCox } from "./surrogate/box_cox.ts";
export { type Pairs } from "./surrogate/pairs.ts";
export {
  type Projection,
  type Rollout,
  type RolloutOptions,
  rolloutSurrogate,
  type Surrogate,
} from "./surrogate/rollout_surrogate.ts";
export { type RolloutErrors, rolloutErrors } from "./surrogate/rollout_errors.ts";
export { type PairOptions, type Range, samplePairs } from "./surrogate/sample_pairs.ts";
export { splitPairs } from "./surrogate/split_pairs.ts";
export {
  type ColumnScaling,
  type SurrogateData,
  surrogateData,
  type SurrogateScaling,
  surrogateScaling,
} from "./surrogate/surrogate_data.ts";
export {
  encodeStates,
  type EncodingOptions,
  type SurrogateEncoding,
  surrogateEncoding,
} from "./surrogate/surrogate_encoding.ts";
export { temperatureOfEnthalpy } from "./temperature_of_enthalpy.ts";
