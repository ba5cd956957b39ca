import { assert, assertAlmostEquals, assertEquals, assertLess, assertThrows } from "@std/assert";
import {
  descend,
  descendOne,
  type DescentStart,
  entrySamples,
  factorisation,
  finishByLeastSquares,
  lineModel,
  meanSquaredError,
  minimumNormFit,
  optimisticStart,
  samplingPattern,
  smallStart,
  twoLayerNetwork,
  type TwoLayerOptions,
  withWeightDecay,
} from "../../lib/identifiability/mod.ts";
import { descendInGraph } from "../../lib/identifiability/engine/descend_in_graph.ts";
import {
  tracedFactorisation,
  type TracedRuns,
  tracedTwoLayer,
} from "../../lib/identifiability/engine/traced_runs.ts";
import type { TrainableModel } from "../../lib/identifiability/mod.ts";
import { adam } from "../../lib/optim/mod.ts";
import { generator, normalArray } from "../../lib/random/mod.ts";

const MATRIX = [4, .6, 1.8, .8, 8, 1.2, 3.6, 1.6, 8, 1.2, 3.6, 1.6, 6, .9, 2.7, 1.2];
const entries = (n: number) => entrySamples(MATRIX, samplingPattern("nested", 4, n));
const matrixStarts: DescentStart[] = [1, 6, 7, 16].map((n, seed) => ({
  samples: entries(n),
  initial: smallStart(32, 1e-2, generator(seed)),
}));
const NETWORK: TwoLayerOptions = { architecture: "convolution", inputs: 5, kernel: 3, width: 2, bias: true };
const networkStarts: DescentStart[] = [3, 8].map((n, seed) => {
  const inputs = normalArray(generator(seed, "x"), 5 * n, 0, 1);
  return {
    samples: {
      inputs,
      targets: Float64Array.from({ length: n }, (_, i) => Math.tanh(inputs[5 * i] - inputs[5 * i + 2])),
    },
    initial: smallStart(14, 0.3, generator(seed)),
  };
});
const CASES: [string, TrainableModel, TracedRuns, DescentStart[]][] = [
  ["factorisation", factorisation(4), tracedFactorisation(4), matrixStarts],
  ["convolution", twoLayerNetwork(NETWORK), tracedTwoLayer(NETWORK), networkStarts],
  [
    "dense",
    twoLayerNetwork({ ...NETWORK, architecture: "dense" }),
    tracedTwoLayer({ ...NETWORK, architecture: "dense" }),
    networkStarts,
  ],
  [
    "local",
    twoLayerNetwork({ ...NETWORK, architecture: "local" }),
    tracedTwoLayer({ ...NETWORK, architecture: "local" }),
    networkStarts,
  ],
];

for (const [name, model, traced, given] of CASES) {
  const starts = given.map((start, r) => ({
    ...start,
    initial: smallStart(model.parameterCount, 0.2, generator(r, name)),
  }));
  Deno.test(`descents of ${name} take the same steps and end alike over typed arrays and on the engine`, async () => {
    const options = { learningRate: 0.05, stopBelow: 1e-3, maxSteps: 400 };
    const loops = descend(model, starts, options);
    const graph = await descendInGraph(model, traced, starts, { ...options, stepsPerCall: 150 });
    assert(new Set(loops.map(({ steps }) => steps)).size > 1, "runs that end at different steps");
    loops.forEach((run, r) => {
      assertEquals([graph[r].steps, graph[r].end], [run.steps, run.end]);
      run.parameters.forEach((value, p) => assertAlmostEquals(graph[r].parameters[p], value, 1e-9));
    });
  });

  Deno.test(`a descent of ${name} does not depend on the others beside it, on either side`, async () => {
    const options = { learningRate: 0.05, stopBelow: 1e-3, maxSteps: 100 };
    const [last] = descend(model, starts.slice(-1), options);
    assertEquals(descend(model, starts, options).at(-1), last);
    const [alone] = await descendInGraph(model, traced, starts.slice(-1), options);
    const beside = (await descendInGraph(model, traced, starts, options)).at(-1)!;
    assertEquals(beside.steps, alone.steps);
    alone.parameters.forEach((value, p) => assertAlmostEquals(beside.parameters[p], value, 1e-13));
  });
}

Deno.test("on the engine any optimizer makes the steps, for each run as for itself", async () => {
  const [, model, traced, starts] = CASES[0], options = { learningRate: 1, stopBelow: 1e-3, maxSteps: 50 };
  const optimizer = adam({ learningRate: 0.02 });
  const together = await descendInGraph(model, traced, starts, { ...options, optimizer });
  const [alone] = await descendInGraph(model, traced, starts.slice(2, 3), { ...options, optimizer });
  alone.parameters.forEach((value, p) => assertAlmostEquals(together[2].parameters[p], value, 1e-13));
  // Adam's first step has the length of its learning rate in every parameter with a gradient.
  const [one] = await descendInGraph(model, traced, starts.slice(3), { ...options, maxSteps: 1, optimizer });
  one.parameters.forEach((value, p) =>
    assertAlmostEquals(Math.abs(value - starts[3].initial[p]), 0.02, 1e-5)
  );
});

Deno.test("a descent ends with the first step below the threshold, at the last step, or where it diverges", () => {
  const model = factorisation(4), [start] = matrixStarts.slice(3);
  const losses: number[] = [];
  const run = descendOne(
    model,
    start,
    { learningRate: 0.05, stopBelow: 1e-6, maxSteps: 10_000 },
    (_step, _theta, loss) => void losses.push(loss),
  );
  assertEquals([run.end, losses.length], ["loss", run.steps + 1]);
  assertLess(run.loss, 1e-6);
  assert(losses.at(-2)! >= 1e-6);
  assertAlmostEquals(run.loss, meanSquaredError(model, run.parameters, start.samples), 1e-15);
  const [short, wild] = [0.05, 5].map((learningRate) =>
    descendOne(model, start, { learningRate, stopBelow: 1e-6, maxSteps: 20 })
  );
  assertEquals([short.end, short.steps, wild.end], ["steps", 20, "diverged"]);
  assertEquals(start.initial, matrixStarts[3].initial, "the start is not changed");
});

Deno.test("small starts recover a matrix of rank 1 from seven entries, not from six, and large ones do not", () => {
  const all = entries(16),
    error = (n: number, sigma: number) => {
      const initial = smallStart(32, sigma, generator(5, "start"));
      const [run] = descend(factorisation(4), [{ samples: entries(n), initial }], {
        learningRate: 0.1,
        stopBelow: 1e-9,
        maxSteps: 5000,
      });
      return meanSquaredError(factorisation(4), run.parameters, all);
    };
  assertLess(error(7, 1e-4), 1e-6);
  assert(error(6, 1e-4) > 1e-3);
  assert(error(7, 0.3) > 1e-3);
});

Deno.test("Levenberg–Marquardt recovers from beside the best point, and leaves unseen directions alone", async () => {
  const model = lineModel("reparameterised"), best = Float64Array.of(1, -2, 0, 0);
  const initial = optimisticStart(best, 1e-3, generator(1));
  const inputs = Float64Array.of(1, 0.3, 0.5, 1, -0.8, 0.1),
    samples = { inputs, targets: model.values(best, inputs) };
  const run = await finishByLeastSquares(model, samples, initial, { stopBelow: 1e-25, maxIterations: 50 });
  assertEquals(run.end, "loss");
  assertLess(Math.abs(run.parameters[0] - 1) + Math.abs(run.parameters[1] + 2), 1e-4);
  const before = meanSquaredError(model, initial, samples);
  const [one] = [
    await finishByLeastSquares(model, samples, initial, { stopBelow: before * 2, maxIterations: 5 }),
  ];
  assertEquals([one.steps, one.parameters], [0, initial]);
});

Deno.test("finishByLeastSquares() in the row space makes the steps of the full one", async () => {
  for (const architecture of ["convolution", "local", "dense"] as const) {
    const model = twoLayerNetwork({ ...NETWORK, architecture, width: 4 }), { samples } = networkStarts[1];
    const initial = smallStart(model.parameterCount, 0.5, generator(3));
    for (const maxIterations of [1, 2, 5]) {
      const options = { stopBelow: 0, maxIterations, stepTolerance: 0 };
      const full = await finishByLeastSquares(model, samples, initial, options);
      const fast = await finishByLeastSquares(model, samples, initial, { ...options, inRowSpace: true });
      assertLess(full.loss, meanSquaredError(model, initial, samples));
      fast.parameters.forEach((value, p) => assertAlmostEquals(value, full.parameters[p], 1e-9));
    }
  }
});

Deno.test("finishByLeastSquares() in the row space fits wide networks and solves narrow ones as usual", async () => {
  const wide = twoLayerNetwork({ ...NETWORK, architecture: "dense", width: 200 }),
    { samples } = networkStarts[1];
  const options = { stopBelow: 1e-18, maxIterations: 100, inRowSpace: true };
  const run = await finishByLeastSquares(wide, samples, smallStart(1400, 0.01, generator(0)), options);
  assertEquals(run.end, "loss");
  const narrow = twoLayerNetwork({ ...NETWORK, width: 1 }), start = smallStart(7, 0.3, generator(1));
  const both = [true, false].map((inRowSpace) =>
    finishByLeastSquares(narrow, samples, start, { ...options, maxIterations: 3, inRowSpace })
  );
  assertEquals(await both[0], await both[1]);
});

Deno.test("weight decay adds 2λθ to the gradient and nothing to the loss", () => {
  const model = factorisation(4),
    decayed = withWeightDecay(model, 0.3),
    { samples, initial } = matrixStarts[2];
  const [plain, more] = [new Float64Array(32), new Float64Array(32)];
  assertEquals(model.lossGradient(samples)(initial, plain), decayed.lossGradient(samples)(initial, more));
  more.forEach((slope, p) => assertAlmostEquals(slope - plain[p], 0.6 * initial[p], 1e-12));
  assertThrows(() => withWeightDecay(model, -1), RangeError, "decay must be 0 or more, got -1");
});

Deno.test("minimumNormFit() solves what can be solved with the least norm", () => {
  assertEquals([...minimumNormFit([1, 0, 0, 2], 2, [3, 4])].map((value) => Number(value.toFixed(12))), [
    3,
    2,
  ]);
  // One equation c₁ + c₂ = 2, and a repeated one.
  minimumNormFit([1, 1, 1, 1], 2, [2, 2]).forEach((value) => assertAlmostEquals(value, 1, 1e-14));
  assertThrows(() => minimumNormFit([1, 2, 3], 2, [1]), RangeError, "needs 2");
});

Deno.test("descents refuse rates, steps, starts and samples that are none", () => {
  const model = factorisation(4),
    [start] = matrixStarts,
    options = { learningRate: 0.1, stopBelow: 1e-9, maxSteps: 10 };
  const bad = (changes: object, own: object = {}) => () =>
    descend(model, [{ ...start, ...own }], { ...options, ...changes });
  for (const learningRate of [0, -1, NaN]) {
    assertThrows(bad({ learningRate }), RangeError, `got ${learningRate}`);
  }
  assertThrows(bad({}, { learningRate: 0 }), RangeError, "learning rate of a run");
  assertThrows(bad({ maxSteps: 0 }), RangeError, "maxSteps");
  assertThrows(bad({ stopBelow: -1 }), RangeError, "stopBelow");
  assertThrows(() => descend(model, [], options), RangeError, "number of runs");
  assertThrows(
    bad({}, { initial: new Float64Array(31) }),
    RangeError,
    "31 parameters do not fit a model of 32",
  );
  assertThrows(
    bad({}, { initial: new Float64Array(32).fill(NaN) }),
    RangeError,
    "initial parameters[0] is NaN",
  );
  assertThrows(
    bad({}, { samples: { inputs: Float64Array.of(1, 2), targets: Float64Array.of(1) } }),
    RangeError,
    "1 targets",
  );
  for (const sigma of [0, -1, Infinity, NaN]) {
    assertThrows(
      () => smallStart(3, sigma, generator(1)),
      RangeError,
      `sigma must be positive and finite, got ${sigma}`,
    );
  }
  assertThrows(() => optimisticStart(Float64Array.of(1), 0, generator(1)), RangeError, "epsilon");
});
