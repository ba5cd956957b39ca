import { assert } from "@std/assert";
import {
  density,
  GAS_CONSTANT,
  HYDROGEN,
  massEnthalpy,
  massHeatCapacity,
  meanMolecularWeight,
  METHANE,
  nasa7Cp,
  nasa7Enthalpy,
  temperatureOfEnthalpy,
} from "../../lib/combustion/mod.ts";
import { nasa7Gibbs } from "../../lib/combustion/nasa7.ts";
import { hydrogenGolden as golden, relativeDifference } from "./golden.ts";

Deno.test("c_p and enthalpy of pure species are Cantera's on both sides of the polynomials' joint", () => {
  for (const { T, cp_R, h_RT } of golden.thermo) {
    assert(relativeDifference(nasa7Cp(HYDROGEN, T), cp_R) < 1e-10);
    assert(relativeDifference(nasa7Enthalpy(HYDROGEN, T), h_RT) < 1e-10);
  }
});

Deno.test("density, weight, c_p and enthalpy of mixtures are Cantera's", () => {
  for (const state of golden.states) {
    const { T: temperature, p: pressure, Y: massFractions } = state;
    const near = (found: number, wanted: number) => assert(Math.abs(found / wanted - 1) < 1e-10);
    near(density(HYDROGEN, { temperature, pressure, massFractions }), state.density);
    near(meanMolecularWeight(HYDROGEN, massFractions), state.meanMolecularWeight);
    near(massHeatCapacity(HYDROGEN, temperature, massFractions), state.cp_mass);
    near(massEnthalpy(HYDROGEN, temperature, massFractions), state.enthalpy_mass);
    near(temperatureOfEnthalpy(HYDROGEN, state.enthalpy_mass, massFractions, 1000), temperature);
  }
});

Deno.test("dh/dT is c_p and d(g/T)/dT is −h/T², so that the three polynomials are of one gas", () => {
  for (const mechanism of [HYDROGEN, METHANE]) {
    for (const t of [350, 900, 1100, 2500]) {
      const step = 1e-3 * t, enthalpy = (at: number) => nasa7Enthalpy(mechanism, at).map((h) => h * at);
      const up = enthalpy(t + step), down = enthalpy(t - step), cp = nasa7Cp(mechanism, t);
      const gibbsUp = nasa7Gibbs(mechanism, t + step), gibbsDown = nasa7Gibbs(mechanism, t - step);
      const h = nasa7Enthalpy(mechanism, t);
      for (let k = 0; k < cp.length; k++) {
        assert(Math.abs((up[k] - down[k]) / (2 * step) - cp[k]) < 1e-5 * cp[k]);
        assert(
          Math.abs((gibbsUp[k] - gibbsDown[k]) / (2 * step) + h[k] / t) < 1e-5 * (1 + Math.abs(h[k])) / t,
        );
      }
    }
  }
  assert(Math.abs(GAS_CONSTANT - golden.gasConstant_J_per_kmol_K) < 1e-6);
});
