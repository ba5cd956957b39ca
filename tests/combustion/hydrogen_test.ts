import { assert, assertEquals } from "@std/assert";
import {
  HYDROGEN,
  ignitionDelay,
  integrateConstantPressure,
  premixed,
  productionRates,
  rateConstants,
  type ReactorMethod,
} from "../../lib/combustion/mod.ts";
import { hydrogenGolden as golden, relativeDifference } from "./golden.ts";

Deno.test("rates of production and rate constants of hydrogen are Cantera's at 20 states", () => {
  for (const { T, p, Y, productionRates_kmol_m3_s, forwardRateConstants } of golden.states) {
    const state = { temperature: T, pressure: p, massFractions: Y };
    assert(relativeDifference(productionRates(HYDROGEN, state), productionRates_kmol_m3_s) < 1e-8);
    assert(relativeDifference(rateConstants(HYDROGEN, state).forward, forwardRateConstants) < 1e-10);
  }
});

for (const method of ["rk45", "rosenbrock"] as const) {
  for (const run of golden.runs) {
    Deno.test(`${method} gives the delay and temperatures of ${run.T0} K, φ = ${run.phi}`, () => {
      const grid = run.temperatures_1us.map((_, i) => i * 1e-6), last = grid.length - 1;
      const times = run.end_s > grid[last] ? [...grid, run.end_s] : grid;
      const massFractions = premixed(HYDROGEN, "H2", run.phi, run.radicalSeedY);
      const initial = { temperature: run.T0, pressure: run.p, massFractions };
      const { temperatures } = integrateConstantPressure(HYDROGEN, initial, { times, method });
      const onGrid = temperatures.subarray(0, grid.length);
      assert(Math.abs(ignitionDelay(grid, onGrid) - run.ignitionDelay_s) < 1.01e-6);
      assert(onGrid.every((value, i) => Math.abs(value - run.temperatures_1us[i]) < 1e-3));
      assert(Math.abs(temperatures[times.length - 1] - run.T_end) < 1e-3);
    });
  }
}

Deno.test("radicals that grow out of nothing ignite hydrogen at 1000 K after 264 µs, not 4383", () => {
  const times = Array.from({ length: 701 }, (_, i) => i * 1e-6);
  const delay = (temperature: number, method: ReactorMethod, atol?: number) => {
    const initial = { temperature, pressure: 101325, massFractions: premixed(HYDROGEN, "H2", 1) };
    const options = { times, method, ...atol === undefined ? {} : { atol } };
    const { temperatures } = integrateConstantPressure(HYDROGEN, initial, options);
    return temperatures[700] > 2000 ? Math.round(ignitionDelay(times, temperatures) * 1e6) : null;
  };
  for (const method of ["rk45", "rosenbrock"] as const) {
    assertEquals([1150, 1100, 1050, 1000, 900].map((t) => delay(t, method)), [94, 129, 181, 264, 645]);
  }
  // What the default spares: an implicit method that may neglect 10⁻¹⁵ steps over the growth.
  assertEquals(delay(1000, "rosenbrock", 1e-15), null);
});
