import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import {
  ATMOSPHERE,
  elementAmounts,
  HYDROGEN,
  integrateConstantPressure,
  massEnthalpy,
  type Mechanism,
  METHANE,
  premixed,
  productionRates,
  projectElements,
} from "../../lib/combustion/mod.ts";

const FUELS = [[HYDROGEN, "H2"], [METHANE, "CH4"]] as const;

/** Mass fractions over six decades. */
const mixtures = (mechanism: Mechanism) =>
  fc.array(fc.double({ min: -6, max: 0, noNaN: true }), {
    minLength: mechanism.species.length,
    maxLength: mechanism.species.length,
  }).map((logs) => {
    const values = Float64Array.from(logs, (log) => 10 ** log), sum = values.reduce((a, b) => a + b);
    return values.map((value) => value / sum);
  });

Deno.test("rates of any mixture make and lose no atoms", () => {
  for (const [mechanism] of FUELS) {
    fc.assert(
      fc.property(mixtures(mechanism), fc.double({ min: 300, max: 3400, noNaN: true }), (y, temperature) => {
        const rates = productionRates(mechanism, { temperature, pressure: ATMOSPHERE, massFractions: y });
        const n = rates.length;
        for (let e = 0; e < mechanism.elements.length; e++) {
          let sum = 0, size = 0;
          for (let k = 0; k < n; k++) {
            sum += mechanism.atoms[e * n + k] * rates[k];
            size += mechanism.atoms[e * n + k] * Math.abs(rates[k]);
          }
          assert(Math.abs(sum) <= 1e-9 * size);
        }
      }),
    );
  }
});

Deno.test("a burning gas keeps its mass, elements and enthalpy", () => {
  for (const [mechanism, fuel] of FUELS) {
    for (const method of fuel === "H2" ? ["rk45", "rosenbrock"] as const : ["rosenbrock"] as const) {
      const massFractions = premixed(mechanism, fuel, 0.8), n = massFractions.length;
      const initial = { temperature: 1500, pressure: ATMOSPHERE, massFractions };
      const run = integrateConstantPressure(mechanism, initial, { times: [0, 1e-4, 1e-3, 5e-3], method });
      const amounts = elementAmounts(mechanism, massFractions),
        h = massEnthalpy(mechanism, 1500, massFractions);
      for (let i = 1; i < 4; i++) {
        const y = run.massFractions.subarray(i * n, (i + 1) * n);
        assert(Math.abs(y.reduce((a, b) => a + b) - 1) < 1e-9);
        elementAmounts(mechanism, y).forEach((found, e) => assert(Math.abs(found / amounts[e] - 1) < 1e-8));
        assert(Math.abs(massEnthalpy(mechanism, run.temperatures[i], y) - h) < 1e-5 * 3e6);
      }
      assert(run.temperatures[3] > 2400);
    }
  }
});

Deno.test("the projection has the wanted elements, keeps signs and absences, and changes nothing twice", () => {
  for (const [mechanism] of FUELS) {
    fc.assert(fc.property(mixtures(mechanism), mixtures(mechanism), (y, other) => {
      const mixed = y.map((value, k) => k === 2 ? 0 : 0.7 * value + 0.3 * other[k]);
      const amounts = elementAmounts(mechanism, other),
        projected = projectElements(mechanism, mixed, amounts);
      elementAmounts(mechanism, projected).forEach((found, e) =>
        assert(Math.abs(found / amounts[e] - 1) < 1e-12)
      );
      assert(Math.abs(projected.reduce((a, b) => a + b) - 1) < 1e-12);
      assert(projected.every((value, k) => k === 2 ? value === 0 : value > 0));
      assertEquals(projectElements(mechanism, projected, amounts), projected);
    }));
  }
});

Deno.test("the projection is the nearest mixture: any other with the same elements is farther", () => {
  const y = premixed(HYDROGEN, "H2", 1, 1e-3).map((value) => value + 1e-3),
    wanted = premixed(HYDROGEN, "H2", 1.2);
  const amounts = elementAmounts(HYDROGEN, wanted), projected = projectElements(HYDROGEN, y, amounts);
  const distance = (z: Float64Array) =>
    z.reduce((sum, value, k) => sum + value * Math.log(value / y[k]) - value, 0);
  // 2 H2O → 2 H2 + O2 by mass keeps the elements.
  const [h2o, o2, h2] = ["H2O", "O2", "H2"].map((name) => HYDROGEN.species.indexOf(name));
  for (const amount of [1e-4, -1e-4]) {
    const moved = projected.slice(), weights = HYDROGEN.molecularWeights;
    moved[h2o] -= 2 * amount * weights[h2o] / 36;
    moved[h2] += 2 * amount * weights[h2] / 36;
    moved[o2] += amount * weights[o2] / 36;
    elementAmounts(HYDROGEN, moved).forEach((found, e) => assert(Math.abs(found / amounts[e] - 1) < 1e-12));
    assert(distance(moved) > distance(projected));
  }
});

Deno.test("amounts that no mixture of the species present has are refused", () => {
  const hydrogenOnly = HYDROGEN.species.map((name) => name === "H2" ? 1 : 0);
  const amounts = elementAmounts(HYDROGEN, premixed(HYDROGEN, "H2", 1));
  assertThrows(
    () => projectElements(HYDROGEN, hydrogenOnly, amounts),
    RangeError,
    "the species present must be able to hold the amounts of H, O, N",
  );
  assertThrows(
    () => projectElements(HYDROGEN, [1], amounts),
    RangeError,
    "massFractions has 1 numbers, needs 7",
  );
});
