import type { OdeSystem } from "./integrators/ode_system.ts";
import { Kinetics } from "./kinetics.ts";
import type { Mechanism } from "./mechanism.ts";
import { nasa7Cp, nasa7Enthalpy } from "./nasa7.ts";
import { GAS_CONSTANT } from "./physical_constants.ts";

/** Step of T for ∂/∂T by a difference, relative: rates bend by (E/RT)² ≈ 10³, round-off is 10⁻¹⁶. */
const TEMPERATURE_STEP = 1e-7;

/**
 * A homogeneous gas at constant pressure, state (T, Y): Ẏ = ωW/ρ, Ṫ = −Σ h ω/(ρ c_p).
 *
 * @param pressure Pa
 */
export function constantPressureReactor(mechanism: Mechanism, pressure: number): OdeSystem {
  const n = mechanism.species.length, size = n + 1, weights = mechanism.molecularWeights;
  const kinetics = new Kinetics(mechanism);
  const concentrations = new Float64Array(n), rates = new Float64Array(n), cp = new Float64Array(n);
  const enthalpy = new Float64Array(n), byConcentration = new Float64Array(n * n);
  const shifted = new Float64Array(size),
    shiftedSlope = new Float64Array(size),
    slope = new Float64Array(size);
  // The Jacobian is asked for where the slope just was.
  const known = new Float64Array(size).fill(NaN), knownSlope = new Float64Array(size);
  let rho = 0, meanWeight = 0, heatCapacity = 0;

  const derivative = (state: Float64Array, out: Float64Array): void => {
    if (state.every((value, k) => value === known[k])) {
      out.set(knownSlope);
      return;
    }
    known.set(state);
    const t = state[0];
    let moles = 0;
    for (let k = 0; k < n; k++) moles += state[k + 1] / weights[k];
    meanWeight = 1 / moles;
    rho = pressure * meanWeight / (GAS_CONSTANT * t);
    for (let k = 0; k < n; k++) concentrations[k] = rho * state[k + 1] / weights[k];
    kinetics.productionRates(t, concentrations, rates);
    nasa7Cp(mechanism, t, cp);
    nasa7Enthalpy(mechanism, t, enthalpy);
    let heat = 0;
    heatCapacity = 0;
    for (let k = 0; k < n; k++) {
      heat += enthalpy[k] * rates[k];
      heatCapacity += cp[k] * state[k + 1] / weights[k];
      out[k + 1] = rates[k] * weights[k] / rho;
    }
    out[0] = -heat * t / (rho * heatCapacity);
    knownSlope.set(out);
  };

  /** Exact by Y; by T the difference of two slopes. `[size, size]` */
  const jacobian = (state: Float64Array, out: Float64Array): void => {
    const t = state[0], step = t * TEMPERATURE_STEP;
    derivative(state, slope);
    kinetics.jacobian(byConcentration);
    for (let j = 0; j < n; j++) out[j + 1] = 0;
    for (let k = 0; k < n; k++) {
      let radial = 0;
      for (let j = 0; j < n; j++) radial += byConcentration[k * n + j] * concentrations[j];
      // ∂C_i/∂Y_j = δ_ij ρ/W_j − C_i W̄/W_j, and 1/ρ grows by W̄/W_j, too.
      const common = meanWeight * (slope[k + 1] - radial * weights[k] / rho);
      const row = (k + 1) * size + 1, share = enthalpy[k] / weights[k];
      for (let j = 0; j < n; j++) {
        out[row + j] = (weights[k] * byConcentration[k * n + j] + common) / weights[j];
        out[j + 1] += share * out[row + j];
      }
    }
    for (let j = 0; j < n; j++) {
      out[j + 1] = -(t * out[j + 1] + slope[0] * cp[j] / weights[j]) / heatCapacity;
    }
    shifted.set(state);
    shifted[0] = t + step;
    derivative(shifted, shiftedSlope);
    for (let k = 0; k < size; k++) out[k * size] = (shiftedSlope[k] - slope[k]) / step;
  };
  return { size, derivative, jacobian };
}
