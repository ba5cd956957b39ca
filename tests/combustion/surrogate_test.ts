import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import {
  ATMOSPHERE,
  boxCox,
  elementAmounts,
  encodeStates,
  HYDROGEN,
  ignitionDelay,
  integrateConstantPressure,
  inverseBoxCox,
  massEnthalpy,
  METHANE,
  type PairOptions,
  premixed,
  type Projection,
  rolloutErrors,
  rolloutSurrogate,
  samplePairs,
  splitPairs,
  type Surrogate,
  surrogateData,
  surrogateEncoding,
  surrogateScaling,
} from "../../lib/combustion/mod.ts";

const OPTIONS: PairOptions = {
  seed: 3,
  trajectories: 12,
  fuel: "H2",
  temperatures: [1200, 1800],
  equivalenceRatios: [0.5, 2],
  radicals: [1e-7, 1e-4],
  times: { first: 1e-6, last: 3e-4, count: 20 },
};
const pairs = samplePairs(HYDROGEN, OPTIONS);
const encoding = surrogateEncoding(HYDROGEN, {
  species: ["H", "O", "H2O", "OH", "O2", "H2"],
  pressure: false,
});
const scaling = surrogateScaling(encoding, pairs);

Deno.test("Box and Cox's transform and its inverse cancel, and both refuse what they cannot hold", () => {
  fc.assert(fc.property(
    fc.array(fc.double({ min: 0, max: 1, noNaN: true })),
    fc.double({ min: 0.05, max: 1, noNaN: true }),
    (values, lambda) => {
      inverseBoxCox(boxCox(values, lambda), lambda).forEach((value, i) =>
        assertAlmostEquals(value, values[i], 1e-12)
      );
    },
  ));
  assertEquals(Array.from(boxCox([0, 1], 0.1)), [-10, 0]);
  assertThrows(() => boxCox([0.5], 0), RangeError, "lambda must be positive and finite, got 0");
  assertThrows(() => boxCox([0.5], -0.1), RangeError, "lambda must be positive and finite, got -0.1");
  assertThrows(() => boxCox([-1e-9], 0.1), RangeError, "values must not be negative, got -1e-9");
  assertThrows(() => inverseBoxCox([-10.1], 0.1), RangeError, "values must be -10 or more, got -10.1");
  assertThrows(() => inverseBoxCox([0], 0), RangeError, "lambda must be positive");
});

Deno.test("a pair is a state and what the reactor makes of it a step later", () => {
  const { size } = pairs;
  for (const row of [0, 57, 110, 239]) {
    const state = pairs.states.subarray(row * size, (row + 1) * size), y = state.subarray(2);
    const initial = { temperature: state[0], pressure: state[1], massFractions: y };
    const fresh = integrateConstantPressure(HYDROGEN, initial, { times: [0, 1e-6], rtol: 1e-9 });
    assertAlmostEquals(fresh.temperatures[1], pairs.next[row * size], 1e-3);
    fresh.massFractions.subarray(7).forEach((value, k) =>
      assertAlmostEquals(value, pairs.next[row * size + 2 + k], 1e-5 * value + 1e-12)
    );
  }
});

Deno.test("a trajectory depends on its seed and number only", () => {
  assertEquals(samplePairs(HYDROGEN, OPTIONS), pairs);
  const fewer = samplePairs(HYDROGEN, { ...OPTIONS, trajectories: 5 });
  assertEquals(fewer.states, pairs.states.slice(0, fewer.states.length));
  const other = samplePairs(HYDROGEN, { ...OPTIONS, seed: 4, trajectories: 1 });
  assert(other.states[0] !== pairs.states[0]);
});

Deno.test("a split keeps trajectories whole, loses none and depends on its seed", () => {
  const { train, validation } = splitPairs(pairs, 0.25, 0);
  assertEquals(new Set(validation.trajectory).size, 3);
  assertEquals(train.trajectory.length + validation.trajectory.length, 240);
  assert(new Set(train.trajectory).isDisjointFrom(new Set(validation.trajectory)));
  const row = validation.trajectory[0] * 20 * pairs.size;
  assertEquals(validation.next.slice(0, 20 * 9), pairs.next.slice(row, row + 20 * 9));
  assertEquals(splitPairs(pairs, 0.25, 0), { train, validation });
  for (const share of [0, 1, 0.001, NaN]) {
    assertThrows(() => splitPairs(pairs, share, 0), RangeError, "the share must lie in (0, 1)");
  }
});

Deno.test("data have mean 0 and variance 1, a column that stands still has 0 everywhere", () => {
  assertEquals(encoding.columns, ["T", "H", "O", "H2O", "OH", "O2", "H2"]);
  const { inputs, labels, rows, width } = surrogateData(encoding, scaling, pairs);
  assertEquals([rows, width], [240, 7]);
  for (const values of [inputs, labels]) {
    for (let j = 0; j < width; j++) {
      const column = values.filter((_, i) => i % width === j), mean = column.reduce((a, b) => a + b) / rows;
      assertAlmostEquals(mean, 0, 1e-5);
      assertAlmostEquals(column.reduce((sum, value) => sum + value ** 2, 0) / rows, 1, 1e-4);
    }
  }
  const all = surrogateEncoding(HYDROGEN), full = surrogateData(all, surrogateScaling(all, pairs), pairs);
  const column = (name: string) => full.labels.filter((_, i) => i % 9 === all.columns.indexOf(name));
  assert(column("p").every((value) => value === 0));
  assert(column("N2").every((value) => Math.abs(value) < 1e-12));
  assertEquals(surrogateEncoding(METHANE).width, 22);
});

/** A surrogate that asks the integrator, so that its rollout must be the reactor's own. */
const oracle: Surrogate = {
  encoding,
  scaling,
  predict: (inputs, rows) => {
    const next = new Float64Array(rows * 9), states = new Float64Array(rows * 9);
    for (let row = 0; row < rows; row++) {
      const raw = Array.from(
        inputs.subarray(row * 7, row * 7 + 7),
        (value, j) => value * scaling.inputs.deviation[j] + scaling.inputs.mean[j],
      );
      const y = Array.from(inverseBoxCox(raw.slice(1).map((value) => Math.max(value, -10)), 0.1));
      const massFractions = [...y, 1 - y.reduce((a, b) => a + b)];
      const initial = { temperature: raw[0], pressure: ATMOSPHERE, massFractions };
      const run = integrateConstantPressure(HYDROGEN, initial, { times: [0, 1e-6] });
      states.set([raw[0], ATMOSPHERE, ...massFractions], row * 9);
      next.set([run.temperatures[1], ATMOSPHERE, ...run.massFractions.subarray(7)], row * 9);
    }
    const before = encodeStates(encoding, states, 9);
    return encodeStates(encoding, next, 9).map((value, i) =>
      (value - before[i] - scaling.increments.mean[i % 7]) / scaling.increments.deviation[i % 7]
    );
  },
};

Deno.test("the rollout of a surrogate that is right is the reactor's run, whatever is projected", () => {
  const massFractions = premixed(HYDROGEN, "H2", 1, 1e-5);
  const initial = { temperature: 1400, pressure: ATMOSPHERE, massFractions };
  const times = Array.from({ length: 101 }, (_, i) => i * 1e-6);
  const wanted = integrateConstantPressure(HYDROGEN, initial, { times });
  for (const projection of ["none", "elements", "elements and enthalpy"] as const) {
    const found = rolloutSurrogate(HYDROGEN, oracle, [initial, initial], { steps: 100, projection });
    const temperatures = found.temperatures.subarray(101);
    assertEquals(temperatures, found.temperatures.subarray(0, 101));
    assertEquals(found.left, [null, null]);
    assert(
      Math.abs(ignitionDelay(times, temperatures) - ignitionDelay(times, wanted.temperatures)) < 1.01e-6,
    );
    temperatures.forEach((value, i) =>
      assert(Math.abs(value - wanted.temperatures[i]) < 5, `${projection} ${i}`)
    );
  }
});

Deno.test("a projected rollout keeps elements, mass and enthalpy whatever the network says", () => {
  const massFractions = premixed(HYDROGEN, "H2", 1, 1e-5), h = massEnthalpy(HYDROGEN, 1400, massFractions);
  const amounts = elementAmounts(HYDROGEN, massFractions);
  const wild: Surrogate = {
    encoding,
    scaling,
    predict: (inputs) => inputs.map((x, i) => Math.sin(7 * x + i)),
  };
  const roll = (projection: Projection) =>
    rolloutSurrogate(HYDROGEN, wild, [{ temperature: 1400, pressure: ATMOSPHERE, massFractions }], {
      steps: 50,
      projection,
    });
  const error = ({ massFractions }: { massFractions: Float64Array }) =>
    elementAmounts(HYDROGEN, massFractions.slice(-7)).reduce(
      (most, found, e) => Math.max(most, Math.abs(found / amounts[e] - 1)),
      0,
    );
  assert(error(roll("none")) > 1e-3);
  assert(error(roll("elements")) < 1e-12);
  const full = roll("elements and enthalpy");
  assert(error(full) < 1e-12);
  assert(Math.abs(massEnthalpy(HYDROGEN, full.temperatures[50], full.massFractions.slice(-7)) - h) < 1e-3);
});

Deno.test("errors of a rollout are none where it is the solver's, and name what was moved, a gas each", () => {
  const massFractions = premixed(HYDROGEN, "H2", 1, 1e-5);
  const initial = [1400, 1500].map((temperature) => ({ temperature, pressure: ATMOSPHERE, massFractions }));
  const times = Array.from({ length: 60 }, (_, i) => i * 1e-6);
  const solved = initial.map((state) => integrateConstantPressure(HYDROGEN, state, { times }));
  const join = (of: (run: typeof solved[number]) => Float64Array) =>
    Float64Array.from(solved.flatMap((run) => Array.from(of(run))));
  const own = {
    temperatures: join((run) => run.temperatures),
    massFractions: join((run) => run.massFractions),
  };
  const exact = rolloutErrors(HYDROGEN, initial, solved, { ...own, left: [null, null] });
  assertEquals([exact.temperature, exact.delay], [[0, 0], [0, 0]]);
  assert(exact.elements.every((error) => error < 1e-9));
  // The second gas is 7 K hotter at one time, and loses a hundredth of everything at the last.
  const temperatures = own.temperatures.slice(), last = own.massFractions.slice();
  temperatures[60 + 59] += 7;
  last.subarray(-7).forEach((value, k, all) => all[k] = 0.99 * value);
  const moved = rolloutErrors(HYDROGEN, initial, solved, {
    temperatures,
    massFractions: last,
    left: [null, null],
  });
  assertEquals([moved.temperature[0], moved.delay, moved.elements[0]], [0, [0, 0], exact.elements[0]]);
  assertAlmostEquals(moved.temperature[1], 7, 1e-9);
  assertAlmostEquals(moved.elements[1], 0.01, 1e-9);
  assertThrows(
    () => rolloutErrors(HYDROGEN, initial, solved.slice(1), { ...own, left: [null, null] }),
    RangeError,
    "2 gases need as many runs and 120 times in all, got 1 and 60",
  );
});

Deno.test("a gas that a network drives out of the range stands still from there on, the others go on", () => {
  const massFractions = premixed(HYDROGEN, "H2", 1),
    start = { temperature: 1400, pressure: ATMOSPHERE, massFractions };
  const predict = (inputs: Float32Array, rows: number) =>
    Float32Array.from(
      inputs,
      (_, i) => i % 7 === 0 && i / 7 < rows / 2 ? 1e3 : i % 7 === 1 && i > 7 ? NaN : 0,
    );
  const { temperatures, left } = rolloutSurrogate(HYDROGEN, { encoding, scaling, predict }, [start, start], {
    steps: 3,
  });
  assertEquals(left, [1, 1]);
  assertEquals(Array.from(temperatures), Array(8).fill(1400));
});

Deno.test("options that make no sense are refused", () => {
  const sample = (change: Partial<PairOptions>, message: string) =>
    assertThrows(() => samplePairs(HYDROGEN, { ...OPTIONS, ...change }), RangeError, message);
  sample({ trajectories: 0 }, "trajectories must be a positive integer, got 0");
  sample({ temperatures: [1500, 1400] }, "temperatures must be positive and increase, got 1500 … 1400");
  sample({ temperatures: [100, 100] }, "the temperature must lie in 200 … 3500 K, got 100");
  sample({ radicals: [0, 1e-3] }, "radicals must be positive and increase, got 0 … 0.001");
  sample({ times: { first: 0, last: 1, count: 3 } }, "times must be positive and increase");
  sample(
    { times: { first: 1e-6, last: 1e-3, count: 1 } },
    "times.count must be an integer of 2 or more, got 1",
  );
  sample({ step: 0 }, "step must be positive");
  sample({ fuel: "CH4" }, 'got no "CH4"');
  assertThrows(() => surrogateEncoding(HYDROGEN, { species: ["AR"] }), RangeError, 'differ, got "AR"');
  assertThrows(() => surrogateEncoding(HYDROGEN, { species: ["H", "H"] }), RangeError, 'differ, got "H"');
  assertThrows(() => surrogateEncoding(HYDROGEN, { lambda: 0 }), RangeError, "lambda must be positive");
  const none = {
    ...pairs,
    states: new Float64Array(),
    next: new Float64Array(),
    trajectory: new Int32Array(),
  };
  assertThrows(() => surrogateScaling(encoding, none), RangeError, "pairs are needed, got none");
  const start = { temperature: 1400, pressure: ATMOSPHERE, massFractions: premixed(HYDROGEN, "H2", 1) };
  const roll = (states: typeof start[], steps: number, length: number, message: string) => {
    const predict = () => new Float32Array(length);
    const run = () => rolloutSurrogate(HYDROGEN, { encoding, scaling, predict }, states, { steps });
    assertThrows(run, RangeError, message);
  };
  roll([], 1, 7, "gases to start from are needed, got none");
  roll([start], 0, 7, "steps must be a positive integer, got 0");
  roll([start], 1, 6, "the prediction must have 1 rows of 7, got 6 numbers");
  roll([{ ...start, pressure: 0 }], 1, 7, "the pressure must be positive");
});
