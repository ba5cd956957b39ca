import { assertEquals, assertThrows } from "@std/assert";
import {
  ATMOSPHERE,
  HYDROGEN,
  ignitionDelay,
  integrateConstantPressure,
  mechanism,
  type MechanismData,
  premixed,
  productionRates,
  type ReactionData,
  type ReactorMethod,
} from "../../lib/combustion/mod.ts";

const nasa = [2.5, 0, 0, 0, 0, 100, 1] as const;
const species = {
  H: { atoms: { H: 1 }, low: nasa, high: nasa },
  H2: { atoms: { H: 2 }, low: nasa, high: nasa },
};
const withStep = (step: Partial<ReactionData>, more: Partial<MechanismData> = {}): MechanismData => ({
  name: "small",
  source: "this test",
  species,
  reactions: [{ equation: "2 H + M <=> H2 + M", rate: [1e18, -1, 0], ...step }],
  ...more,
});

Deno.test("a mechanism of one's own is read", () => {
  const { reactions, molecularWeights } = mechanism(withStep({ efficiencies: { H2: 2 } }));
  assertEquals(reactions[0].reactants, [0, 0]);
  assertEquals(reactions[0].colliders, [1, 2]);
  assertEquals(Array.from(molecularWeights), [1.008, 2.016]);
});

Deno.test("mechanisms with unknown names, unbalanced elements or half a step are refused", () => {
  const refuses = (data: MechanismData, message: string) =>
    assertThrows(() => mechanism(data), RangeError, message);
  refuses(withStep({ equation: "2 H + M <=> D2 + M" }), 'needs a species that is not listed, got "D2"');
  refuses(withStep({ efficiencies: { AR: 0.7 } }), 'needs a species that is not listed, got "AR"');
  refuses(
    withStep({ equation: "H + M <=> H2 + M" }),
    "does not keep H, got 1 atoms on the left and 2 on the right",
  );
  refuses(withStep({ equation: "2 H + M <=> H2" }), "the collider must stand on both sides");
  refuses(withStep({ equation: "2 H (+M) <=> H2 (+M)" }), "has a rate at low pressure");
  refuses(withStep({ low: [1, 0, 0] }), "has a rate at low pressure");
  refuses(withStep({ equation: "2 H = H2" }), "an equation needs one => or <=> between spaces");
  refuses(withStep({ equation: "M <=> M" }), "both sides of an equation need species");
  refuses(withStep({ equation: "2 H  H <=> H2" }), "has an unreadable term");
  refuses(
    withStep({ equation: "2 H <=> H2", efficiencies: { H2: 2 } }),
    "has efficiencies but no collider M",
  );
  refuses(withStep({ rate: [0, 0, 0] }), "needs a positive finite rate factor, got 0");
  refuses(withStep({ rate: [1, NaN, 0] }), "needs a positive finite rate factor");
  refuses(withStep({}, { species: {} }), "has no species");
  const xenon = { ...species, Xe: { atoms: { Xe: 1 }, low: nasa, high: nasa } };
  refuses(withStep({}, { species: xenon }), 'the element must be one of H, C, N, O, got "Xe"');
  const short = { ...species, H: { atoms: { H: 1 }, low: [1, 2] as never, high: nasa } };
  refuses(withStep({}, { species: short }), "two sets of 7 finite coefficients");
  const wide = mechanism(withStep({ equation: "4 H <=> 2 H2" }));
  const state = { temperature: 1000, pressure: ATMOSPHERE, massFractions: [0.5, 0.5] };
  assertThrows(() => productionRates(wide, state), RangeError, 'may have 3 molecules, got "4 H <=> 2 H2"');
});

Deno.test("a gas that cannot be is refused by all that take one", () => {
  const massFractions = premixed(HYDROGEN, "H2", 1),
    good = { temperature: 1200, pressure: ATMOSPHERE, massFractions };
  const cases = [
    [{ ...good, temperature: 199 }, "the temperature must lie in 200 … 3500 K, got 199"],
    [{ ...good, temperature: 3501 }, "the temperature must lie in 200 … 3500 K, got 3501"],
    [{ ...good, temperature: NaN }, "the temperature must lie in 200 … 3500 K, got NaN"],
    [{ ...good, pressure: 0 }, "the pressure must be positive and finite, got 0 Pa"],
    [{ ...good, pressure: -1 }, "the pressure must be positive and finite, got -1 Pa"],
    [{ ...good, massFractions: [1] }, "massFractions has 1 numbers, needs 7"],
    [{ ...good, massFractions: massFractions.map((y) => y * 1.00001) }, "must sum to 1 within 0.000001"],
    [{ ...good, massFractions: [-0.1, 0, 0, 0, 0.3, 0.1, 0.7] }, "must not be negative, got -0.1 of H"],
  ] as const;
  for (const [state, message] of cases) {
    assertThrows(() => productionRates(HYDROGEN, state), RangeError, message);
    assertThrows(() => integrateConstantPressure(HYDROGEN, state, { times: [0, 1e-6] }), RangeError, message);
  }
  const euler = "euler" as ReactorMethod;
  assertThrows(
    () => integrateConstantPressure(HYDROGEN, good, { times: [0, 1], method: euler }),
    RangeError,
    'the method "euler" is unknown, allowed rk45, rosenbrock',
  );
});

Deno.test("mixtures and delays that make no sense are refused", () => {
  assertThrows(() => premixed(HYDROGEN, "CH4", 1), RangeError, 'got no "CH4"');
  assertThrows(() => premixed(HYDROGEN, "N2", 1), RangeError, 'must need oxygen to burn, got "N2"');
  assertThrows(() => premixed(HYDROGEN, "H2", 0), RangeError, "the equivalence ratio must be positive");
  assertThrows(() => premixed(HYDROGEN, "H2", 1, -1), RangeError, "the seed of radicals must be finite");
  assertThrows(() => ignitionDelay([0, 1], [1, 2]), RangeError, "three times or more are needed, got 2");
  assertThrows(
    () => ignitionDelay([0, 1, 2], [1, 2]),
    RangeError,
    "times has 3 entries but temperatures has 2",
  );
  assertThrows(() => ignitionDelay([0, 1, 2], [1, 2, NaN]), RangeError, "temperatures[2] is NaN");
});
