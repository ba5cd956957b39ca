/**
 * Combustion of homogeneous gases: mechanisms as data, their thermodynamics and rates, a reactor at constant pressure
 * with an explicit and an implicit integrator.
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
export { nasa7Cp, nasa7Enthalpy } from "./nasa7.ts";
export { ATMOSPHERE, GAS_CONSTANT } from "./physical_constants.ts";
export { premixed } from "./premixed.ts";
export { productionRates, rateConstants } from "./production_rates.ts";
export { density, massEnthalpy, massHeatCapacity, meanMolecularWeight } from "./thermodynamics.ts";
