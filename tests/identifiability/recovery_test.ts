import { assertAlmostEquals, assertEquals, assertLess, assertRejects, assertThrows } from "@std/assert";
import {
  errorAt,
  factorisation,
  firstSamples,
  growingStarts,
  linearError,
  medians,
  mergedRecovery,
  recoveredFrom,
  recoveryOf,
  smallStartTraining,
  twoLayerNetwork,
  withoutTrapped,
} from "../../lib/identifiability/mod.ts";
import { generator, normalArray } from "../../lib/random/mod.ts";

const CURVE = {
  sizes: [1, 2, 3, 4],
  test: [1, null, 1e-9, 1e-9],
  train: [0, null, 1e-9, 1e-9],
  steps: [1, 2, 3, 4],
};

Deno.test("curves know where they recover, with diverged and trapped runs", () => {
  assertEquals(recoveredFrom(CURVE, 1e-6), 3);
  assertEquals(recoveredFrom(CURVE, 1e-10), null);
  assertEquals([errorAt(CURVE, 2), errorAt(CURVE, 3)], [Infinity, 1e-9]);
  assertThrows(() => errorAt(CURVE, 9), RangeError, "no run on 9 samples, allowed 1,2,3,4");
  assertEquals(withoutTrapped({ ...CURVE, train: [0, 1e-3, 1e-9, null] }, 1e-6).sizes, [1, 3]);
  assertEquals(medians([[1, 2], [3, null], [2, 5]]), [2, 5]);
});

Deno.test("curves on different numbers of samples become one in ascending order", () => {
  const later = { sizes: [6, 5], test: [0.1, 0.2], train: [0.3, null], steps: [5, 6] };
  const all = mergedRecovery([later, CURVE]);
  assertEquals(all.sizes, [1, 2, 3, 4, 5, 6]);
  assertEquals([all.test[5], all.train[4], all.steps[4]], [0.1, null, 6]);
  assertThrows(() => mergedRecovery([CURVE, CURVE]), RangeError, "sizes must be different, got 1,2");
});

Deno.test("starts grow with their samples, and diverged runs have no errors", () => {
  const model = factorisation(2),
    all = { inputs: Float64Array.of(0, 1, 2), targets: Float64Array.of(1, 2, 3) };
  const starts = growingStarts(model, all, { sizes: [1, 3], sigma: 1e-3 }, 0, "a");
  assertEquals(starts.map(({ samples }) => samples.targets.length), [1, 3]);
  assertEquals(starts[0].initial, growingStarts(model, all, { sizes: [1], sigma: 1e-3 }, 0, "a")[0].initial);
  assertThrows(() => firstSamples(all, 4), RangeError, "n must be at most 3, got 4");
  const run = { parameters: new Float64Array(8), loss: 1.23456, steps: 5 };
  const runs = [{ ...run, end: "steps" as const }, { ...run, end: "diverged" as const }];
  const curve = recoveryOf(model, [1, 3], runs, all);
  assertEquals(curve, { sizes: [1, 3], test: [4.667, null], train: [1.235, null], steps: [5, 5] });
  assertThrows(() => recoveryOf(model, [1], runs, all), RangeError, "2 runs do not fit 1 sizes");
});

Deno.test("linearError() is the mean square of what a linear model misses", () => {
  const features = Float64Array.of(1, 0, 1, 1);
  assertAlmostEquals(linearError(Float64Array.of(2, 1), features, Float64Array.of(1, 5)), 2.5, 1e-15);
  assertThrows(() => linearError(Float64Array.of(2), features, Float64Array.of(1)), RangeError, "features");
});

Deno.test("a small start takes the better rate, reports every training and may be stopped", async () => {
  const model = twoLayerNetwork({ architecture: "dense", inputs: 1, width: 1, bias: true });
  const samples = (label: string) => {
    const inputs = normalArray(generator(0, label), 8, 0, 1);
    return { inputs, targets: inputs.map((x) => Math.tanh(x + 0.5)) };
  };
  const settings = {
    sizes: [4, 8],
    sigma: 1e-3,
    learningRates: [1e-4, 0.5],
    trialSteps: 200,
    stopBelow: 1e-9,
    maxSteps: 2000,
    finish: 50,
  };
  const told: number[] = [];
  const all = samples("training"), test = samples("test");
  const run = await smallStartTraining(model, settings, all, test, 0, (done) => void told.push(done));
  assertEquals(told, [1, 2]);
  assertEquals(run.learningRates, [0.5, 0.5]);
  assertLess(run.test[1]!, 1e-12);
  assertLess(run.test[1]!, run.descentTest[1]!);
  const stop = () => {
    throw new Error("asked to stop");
  };
  await assertRejects(() => smallStartTraining(model, settings, all, test, 0, stop), Error, "asked to stop");
});
