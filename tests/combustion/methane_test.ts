import { assert, assertEquals, assertThrows } from "@std/assert";
import {
  ignitionDelay,
  integrateConstantPressure,
  massEnthalpy,
  massHeatCapacity,
  METHANE,
  premixed,
  productionRates,
  rateConstants,
} from "../../lib/combustion/mod.ts";
import { methaneGolden as golden, relativeDifference } from "./golden.ts";

Deno.test("methane has the 20 species and 97 steps of the reference, and its molecular weights", () => {
  assertEquals(METHANE.species, golden.species);
  assertEquals(METHANE.reactions.length, golden.reactions);
  assert(relativeDifference(METHANE.molecularWeights, golden.molecularWeights) < 1e-12);
});

Deno.test("rates, rate constants both ways, c_p and enthalpy of methane are Cantera's at 10 states", () => {
  for (const { T, p, Y, cp_mass, enthalpy_mass, ...wanted } of golden.states) {
    const state = { temperature: T, pressure: p, massFractions: Y };
    assert(relativeDifference(productionRates(METHANE, state), wanted.productionRates_kmol_m3_s) < 1e-8);
    const { forward, reverse } = rateConstants(METHANE, state);
    assert(relativeDifference(forward, wanted.forwardRateConstants) < 1e-8);
    assert(relativeDifference(reverse, wanted.reverseRateConstants) < 1e-8);
    assert(Math.abs(massHeatCapacity(METHANE, T, Y) / cp_mass - 1) < 1e-10);
    assert(Math.abs(massEnthalpy(METHANE, T, Y) / enthalpy_mass - 1) < 1e-8);
  }
});

for (const run of golden.runs) {
  Deno.test(`methane at ${run.T0} K ignites when the reference does, and is as hot all along`, () => {
    const times = Array.from({ length: Math.round(run.end_s * 1e6) + 1 }, (_, i) => i * 1e-6);
    const massFractions = premixed(METHANE, "CH4", run.phi);
    assert(relativeDifference(massFractions, run.Y0) < 1e-10);
    const initial = { temperature: run.T0, pressure: run.p, massFractions };
    const found = integrateConstantPressure(METHANE, initial, { times });
    assert(Math.abs(ignitionDelay(times, found.temperatures) - run.ignitionDelay_s) < 1.01e-6);
    for (const [i, wanted] of run.temperatures.entries()) {
      assert(Math.abs(found.temperatures[i * run.every_us] - wanted) < 1e-2);
    }
    for (const [at, wanted] of Object.entries(run.pickedY)) {
      const species = found.massFractions.subarray(Number(at) * 20, Number(at) * 20 + 20);
      assert(relativeDifference(species, wanted) < 1e-3, at);
    }
  });
}

Deno.test("the explicit method says early that methane is too stiff for it, and names the other", () => {
  const initial = { temperature: 1400, pressure: 101325, massFractions: premixed(METHANE, "CH4", 1) };
  assertThrows(
    () => integrateConstantPressure(METHANE, initial, { times: [0, 6e-3], method: "rk45" }),
    RangeError,
    'the method "rosenbrock" takes it',
  );
});
