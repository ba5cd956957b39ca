import { assert, assertAlmostEquals, assertEquals, assertLess, assertRejects } from "@std/assert";
import type { Experiment } from "../../../lib/experiments/mod.ts";
import { mean } from "../../../lib/stats/mod.ts";
import { sineClaims } from "../../../notebooks/01_grokking_frequency/claims.ts";
import activations from "../../../notebooks/01_grokking_frequency/activations.ts";
import initialScale from "../../../notebooks/01_grokking_frequency/initial_scale.ts";
import { bands } from "../../../lib/figure/mod.ts";
import {
  componentLearnt,
  delayShare,
  excessFollows,
  halvesLearnt,
  overLabels,
  overshoot,
  parityGeneralises,
  rise,
  riseOverZero,
  risingWindow,
  zeroLosses,
} from "../../../notebooks/01_grokking_frequency/measures.ts";
import mnistScale from "../../../notebooks/01_grokking_frequency/mnist_scale.ts";
import { paritySplits, rmsError } from "../../../lib/grokking/mod.ts";
import type { ParityRun } from "../../../notebooks/01_grokking_frequency/parity_training.ts";
import parityTraining from "../../../notebooks/01_grokking_frequency/parity_training.ts";
import risePrediction from "../../../notebooks/01_grokking_frequency/rise_prediction.ts";
import remedies from "../../../notebooks/01_grokking_frequency/remedies.ts";
import samplingSweep, { sweepSamples } from "../../../notebooks/01_grokking_frequency/sampling_sweep.ts";
import sineSampling from "../../../notebooks/01_grokking_frequency/sine_sampling.ts";
import tangentKernel from "../../../notebooks/01_grokking_frequency/tangent_kernel.ts";

const CONTEXT = { signal: new AbortController().signal, progress() {}, checkpoint: () => undefined };
const NARROW = [1, 16, 16, 1];

/** One run with some settings of the full profile changed, as a notebook gets it: through JSON. */
async function small<Settings, Result>(
  experiment: Experiment<Settings, Result>,
  changes: Partial<Settings>,
  seed = 0,
): Promise<Result> {
  const result = await experiment.run({ ...experiment.settings, ...changes }, seed, CONTEXT);
  const text = JSON.stringify(result);
  assertEquals(JSON.parse(text), result);
  return result;
}

const SAMPLES = sineSampling.settings.samples;
const SHORT_SINE = {
  widths: NARROW,
  samples: {
    sparse: { ...SAMPLES.sparse, steps: 20 },
    dense: { ...SAMPLES.dense, n: 100, steps: 20 },
    uniform: { ...SAMPLES.uniform, steps: 20 },
  },
  plainSteps: 10,
  readings: { lossEvery: 5, spectrumEvery: 10 },
  testPoints: 50,
  shown: { seed: 0, steps: 3 },
};

Deno.test("sine sampling keeps losses at every reading, spectra at some, outputs of one seed", async () => {
  const run = await small(sineSampling, SHORT_SINE), other = await small(sineSampling, SHORT_SINE, 1);
  assertEquals(run.sparse.steps, [0, 5, 10, 15, 20]);
  assertEquals(run.sparse.spectra.steps, [0, 10, 20]);
  assertEquals(run.sparse.spectra.test.map((row) => row.length), [11, 11, 11]);
  assertAlmostEquals(run.sparse.mismatch, 0.206, 0.001);
  assertEquals(run.plain.mismatch, 0);
  assertEquals(run.shown?.steps.length, 3);
  assertEquals(other.shown, null);
  assert(run.sparse.test[1] !== other.sparse.test[1], "seeds start differently");
});

Deno.test("the gap of a spectrum is its distance from the target's, not the difference of sizes", async () => {
  const { uniform } = await small(sineSampling, SHORT_SINE);
  uniform.spectra.testGap[0].forEach((gap, k) => {
    const sizes = Math.abs(uniform.spectra.test[0][k] - uniform.target.test[k]);
    assert(gap >= sizes - 1e-3 * uniform.target.test[6], `k = ${k}: gap ${gap}, sizes differ by ${sizes}`);
  });
});

Deno.test("both other activations are trained on the three sets", async () => {
  const few = { sparse: 10, dense: 5, uniform: 5 };
  const run = await small(activations, {
    widths: NARROW,
    samples: { ...activations.settings.samples, dense: { kind: "non-uniform", n: 80 } },
    steps: { tanh: few, relu: few },
    readings: { lossEvery: 5, spectrumEvery: 5 },
    testPoints: 40,
  });
  assertEquals(run.tanh.sparse.steps, [0, 5, 10]);
  assert(run.relu.uniform.test[0] !== run.tanh.uniform.test[0]);
});

Deno.test("a narrow network learns most of the parity from a large part, and its spectra are read on all points", async () => {
  const { trainings, exact, frequencies } = await small(parityTraining, {
    bits: 4,
    width: 64,
    learningRate: 0.02,
    proportions: [0.5, 0.9],
    steps: 200,
    logEvery: 20,
    spectra: { proportion: 0.5, steps: [0, 200] },
  });
  assertEquals(exact.length, frequencies.length);
  assertEquals(trainings.map(({ spectra }) => spectra?.output.length), [2, undefined]);
  for (const training of trainings) assertLess(training.trainLoss.at(-1)!, 0.01);
  assertEquals(parityGeneralises(trainings[1]), {
    step: trainings[1].steps[trainings[1].testAccuracy.findIndex((a) => a >= 0.95)] ?? 200,
    reached: trainings[1].testAccuracy.some((a) => a >= 0.95),
  });
  const steps = trainings[0].steps, lowExcess = steps.map((step) => step === 0 ? 9 : 1 / step);
  const { rise: up, lost } = overshoot({ ...trainings[0], lowExcess }, { from: 20, to: 40, end: 200 });
  assertAlmostEquals(up, 1 / 40 - 1 / 20, 1e-12);
  assertAlmostEquals(lost, 0.9, 1e-12);
});

Deno.test("the window of rising frequencies is the paper's", () => {
  assertEquals(risingWindow(parityTraining.settings), { from: 100, to: 200, end: 1000 });
});

Deno.test("parts of the parity set have the phantom that sampling predicts, and both twins have the same", () => {
  const settings = { bits: 8, proportions: [0.2, 0.8], splits: 100, shown: 2, frequencies: 33 };
  const { proportions, twins, exact } = paritySplits(settings, 0);
  for (const spectra of proportions) {
    assertLess(rmsError(spectra), 0.25);
    assertEquals(spectra.shown.map((row) => row.length), [exact.length, exact.length]);
  }
  assertLess(mean(proportions[1].mismatch), mean(proportions[0].mismatch) / 2);
  assertAlmostEquals(mean(twins[0].mismatch) / mean(twins[1].mismatch), 1, 0.2);
});

Deno.test("spectra wanted at steps that are not logged are refused", async () => {
  const settings = { bits: 4, width: 8, steps: 20, spectra: { proportion: 0.5, steps: [7] } };
  await assertRejects(() => small(parityTraining, settings), RangeError, "spectra are wanted at steps 7");
});

Deno.test("digits at three scales: spectra at the steps asked for, errors of both halves at every reading", async () => {
  const { networks } = mnistScale.settings;
  const few = { steps: 6, spectrumSteps: [0, 6] };
  const run = await small(mnistScale, {
    widths: [784, 8, 10],
    trainDigits: 40,
    testDigits: 20,
    batchSize: 20,
    networks: {
      large: { ...networks.large, ...few },
      usual: { ...networks.usual, ...few },
      usualAdam: { ...networks.usualAdam, ...few },
    },
    logs: 4,
    frequencies: 20,
    errorFrequencies: 10,
  });
  const { large, usual } = run.networks;
  assertEquals(large.spectra.map(({ step }) => step), [0, 6]);
  assertEquals(large.errors.all.high.length, large.steps.length);
  // Two layers, so a scale of 8 makes the outputs about 64 times as large.
  assert(large.errors.train.low[0] > 10 * usual.errors.train.low[0]);
  assertEquals(halvesLearnt(large, "train", 0), { low: null, high: null });
  assert(overLabels(run, "large", 0, "all").high > 10 * overLabels(run, "usual", 0, "all").high);
});

Deno.test("the sweep trains every size and number of decoys with both kinds of rest", async () => {
  const changes = {
    widths: NARROW,
    sizes: [40],
    decoys: [{ sinX: 0, sin3X: 0 }],
    decoySize: 40,
    steps: 10,
    readings: { lossEvery: 5, spectrumEvery: 10 },
    testPoints: 40,
  };
  const points = await small(samplingSweep, changes);
  assertEquals(points.map(({ rest, decoys }) => [rest, decoys.sinX]), [["even", 20], ["even", 0], [
    "random",
    20,
  ], [
    "random",
    0,
  ]]);
  assertEquals(points.length, sweepSamples({ ...samplingSweep.settings, ...changes }).length);
  assertLess(points[1].mismatch, points[0].mismatch / 100);
  assertEquals(points[0].delayShare, null, "ten steps teach nothing");
});

Deno.test("initial scale: a component counts as learnt when its error on the training points is small", async () => {
  const points = await small(initialScale, {
    widths: NARROW,
    learningRate: 0.01,
    scales: [1, 4],
    steps: 60,
    readings: 20,
    testPoints: 40,
  });
  assertEquals(points.map(({ scale }) => scale), [1, 4]);
  for (const { low, steps, lowError } of points) {
    assertEquals(low, steps[lowError.findIndex((error) => error <= 0.5)] ?? null);
  }
});

Deno.test("weights take the phantom from the sparse set, features leave it", async () => {
  const run = await small(remedies, {
    widths: NARROW,
    steps: 10,
    readings: { lossEvery: 5, spectrumEvery: 10 },
    testPoints: 40,
  });
  assertLess(run.weighted.mismatch, 0.02);
  assertEquals(run.features.mismatch, run.plain.mismatch);
});

Deno.test("the kernel predicts the first small steps of gradient descent", async () => {
  const { sparse, uniform } = await small(tangentKernel, {
    widths: [1, 200, 200, 1],
    learningRate: 1e-3,
    steps: 20,
    logEvery: 10,
    kernelSteps: [0, 20],
    testPoints: 40,
  });
  for (const { network, kernel, distance } of [sparse, uniform]) {
    assertEquals(distance.values[0], 0);
    assert(distance.values[1] > 0);
    for (const part of ["train", "test"] as const) {
      assert(network[part][2] !== network[part][0]);
      network[part].forEach((loss, i) => assertAlmostEquals(loss, kernel[part][i], 0.01 * network[part][0]));
    }
  }
});

Deno.test("measures: a rise, a delay with its lower bound, and none where the training set is not learnt", async () => {
  const { sparse } = await small(sineSampling, SHORT_SINE);
  const run = { ...sparse, steps: [0, 10, 20], train: [1, 0.5, 1e-4], test: [1, 1.2, 0.5] };
  assertEquals(rise(run), { ratio: 1.2, step: 10, trainFall: 0.5 });
  assertEquals(delayShare(run), 0);
  assertEquals(delayShare({ ...run, train: [1, 1e-4, 1e-4] }), 1);
  assertEquals(delayShare({ ...run, train: [1, 1, 1] }), null);
  assertEquals(componentLearnt(sparse, 6, 0), null);
});

Deno.test("a row of the sine experiment has one value a seed, and the quick profile leaves some rows open", async () => {
  const seeds = [0, 1, 2],
    results = await Promise.all(seeds.map((seed) => small(sineSampling, SHORT_SINE, seed)));
  const rows = sineClaims({
    seeds,
    results,
    source: "live",
    settings: { ...sineSampling.settings, ...SHORT_SINE },
  });
  assertEquals(rows.map(({ id }) => id), ["C1", "C1c", "C1b", "C2", "C2b", "C3", "C3b", "C3c", "C4", "C4b"]);
  assertEquals(rows[2].perSeed, results.map(({ sparse }) => rise(sparse).trainFall));
  const open = rows.filter(({ verdict }) => verdict === "not decided at this profile");
  assertEquals(open.map(({ id }) => id), ["C1", "C1c", "C2b"]);
});

Deno.test("bands keep about a hundred readings, the first and the last, and show step 0 on logarithmic axes", () => {
  const steps = Array.from({ length: 1001 }, (_, i) => 10 * i),
    run = { steps, loss: steps.map((step) => step / 2) };
  const drawn = (options: Parameters<typeof bands>[3]) =>
    bands([run, run], (run) => run.steps, [["loss", "#000000", (run) => run.loss]], options)[2].x as number[];
  assertEquals([drawn({})[0], drawn({}).at(-1), drawn({}).length], [0, 10_000, 101]);
  assertEquals(drawn({ last: 20 }), [0, 10, 20]);
  assertEquals(drawn({ log: true }).slice(0, 3), [1, 11, 21]);
  assertLess(drawn({ log: true }).length, 100);
});

Deno.test("the rise over the zero output ignores the random start and is at most 1 where both sets improve alike", () => {
  const zero = { train: 1, test: 2 };
  assertEquals(riseOverZero({ train: [3, 1.5, 0.5, 0.1], test: [9, 4, 3, 1], zero }), 1.5);
  assertEquals(riseOverZero({ train: [3, 0.9, 0.5], test: [9, 1.8, 1], zero }), 0.9);
  const { train, test } = zeroLosses({ kind: "uniform", n: 65 }, 0, 6, 1000);
  assertAlmostEquals(train, 0.5, 0.02);
  assertAlmostEquals(test, 0.5, 0.001);
});

Deno.test("rises are foreseen for every set of the sweep", async () => {
  const foreseen = await small(risePrediction, { widths: NARROW, testPoints: 20, sizes: [40], decoys: [] });
  assertEquals(foreseen.length, 2);
  assert(foreseen.every((ratio) => ratio >= 1));
});

Deno.test("how the excess follows A_low leaves one seed out", () => {
  const training = (mismatch: number, excess: number) => ({
    mismatch,
    steps: [0, 200],
    lowExcess: [0.5, excess],
  });
  const runs = [[0.1, 1], [0.2, 2], [0.3, 3], [0.4, -9]].map(([a, b]) => ({ trainings: [training(a, b)] }));
  assertEquals(excessFollows(runs as unknown as ParityRun[], 3, 200), 1);
  assertLess(excessFollows(runs as unknown as ParityRun[], 0, 200), 1);
});
