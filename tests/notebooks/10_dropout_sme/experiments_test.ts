import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertGreater,
  assertLess,
  assertRejects,
  assertThrows,
} from "@std/assert";
import { gaussianClasses } from "../../../lib/data/mod.ts";
import { allDropoutMasks } from "../../../lib/gradient_noise/mod.ts";
import { compile, trace } from "../../../lib/graph/mod.ts";
import { multilayerPerceptron, parametersByName, xavierNormal } from "../../../lib/nn/mod.ts";
import { unflatten } from "../../../lib/nn/mod.ts";
import { generator } from "../../../lib/random/mod.ts";
import condensation from "../../../notebooks/10_dropout_sme/condensation.ts";
import covarianceCheck from "../../../notebooks/10_dropout_sme/covariance_check.ts";
import driftAndNoise from "../../../notebooks/10_dropout_sme/drift_and_noise.ts";
import { DropoutNetwork, dropoutNoise, NO_MASK } from "../../../notebooks/10_dropout_sme/dropout_network.ts";
import equationOnDigits from "../../../notebooks/10_dropout_sme/equation_on_digits.ts";
import gapMap from "../../../notebooks/10_dropout_sme/gap_map.ts";
import keepSweep from "../../../notebooks/10_dropout_sme/keep_sweep.ts";
import lossProfiles from "../../../notebooks/10_dropout_sme/loss_profiles.ts";
import noiseSources from "../../../notebooks/10_dropout_sme/noise_sources.ts";
import noiseStructure, { GAUSSIAN } from "../../../notebooks/10_dropout_sme/noise_structure.ts";
import { orderOf, secondOrderExcess } from "../../../notebooks/10_dropout_sme/path_readings.ts";
import tenInputs from "../../../notebooks/10_dropout_sme/ten_inputs.ts";
import { twoLayerLosses } from "../../../notebooks/10_dropout_sme/two_layer_digits.ts";
import weakError from "../../../notebooks/10_dropout_sme/weak_error.ts";
import { CLASSES, NOISE, PROFILES, small, TWO_LAYER } from "./small_runs.ts";

function network(changes: Partial<ConstructorParameters<typeof DropoutNetwork>[1]> = {}): DropoutNetwork {
  return new DropoutNetwork(gaussianClasses(CLASSES, 1), {
    hidden: [5, 4],
    activation: "tanh",
    keep: 0.8,
    rate: 0.1,
    block: "weight2",
    precision: "float64",
    ...changes,
  }, 1);
}

Deno.test("the Hessian of a block is the change of its gradient, and the loss along a line is that of the block", async () => {
  await using net = network();
  const n = net.blockSize, h = 1e-5, start = net.theta.slice();
  const H = await net.blockHessian(), blockLoss = await net.blockLoss(), block = net.block;
  assertAlmostEquals(await blockLoss(block), (await net.evaluate(net.theta)).loss, 1e-12);
  const at = start.length - parametersByName(start, net.model.parameters).weight3.length - 3 - 4 - n;
  const gradientAt = async (by: number) => {
    net.resume(start.map((value, k) => value + (k === at + 7 ? by : 0)), 0);
    return await net.blockGradients(1, { mask: NO_MASK });
  };
  const ahead = await gradientAt(h), behind = await gradientAt(-h);
  for (let i = 0; i < n; i++) assertAlmostEquals(H[i * n + 7], (ahead[i] - behind[i]) / (2 * h), 1e-8);
});

Deno.test("a window of the trajectory is the training itself, in calls of any length", async () => {
  await using whole = network(), parts = network(), again = network();
  await whole.advance(7);
  await parts.advance(3);
  const rows = await parts.advance(4, { keepBlocks: true });
  assertEquals(rows.length, 4 * parts.blockSize);
  await parts.advance(1);
  await whole.advance(1);
  assertEquals(whole.step, parts.step);
  assertEquals(parts.theta, whole.theta);
  await again.advance(3);
  assertEquals(Array.from(again.block), Array.from(rows.subarray(0, again.blockSize)));
});

Deno.test("gradients differ by what is random, and by nothing else", async () => {
  await using net = network();
  const n = net.blockSize;
  const DRAWS = 8;
  const spread = async (noise?: Parameters<typeof net.blockGradients>[1]) => {
    const rows = await net.blockGradients(DRAWS, noise);
    return rows.reduce((most, value, k) => Math.max(most, Math.abs(value - rows[k % n])), 0);
  };
  assertEquals(await spread({ mask: NO_MASK }), 0);
  assertGreater(await spread(), 0);
  assertGreater(await spread({ mask: NO_MASK, batch: 4 }), 0);
  assertGreater(await spread({ mask: NO_MASK, shift: 0.1 }), 0);
  assertEquals(dropoutNoise(1).mask(generator(0), 3), Float64Array.of(1, 1, 1));
  assertThrows(() => network({ block: "weight9" }), RangeError, "weight9");
  assertThrows(
    () => net.resume(new Float64Array(3), 0),
    RangeError,
    "needs 64 parameters to resume from, got 3",
  );
});

Deno.test("several outputs: the mean over all masks is R_S + R_1", async () => {
  const rows = gaussianClasses({ ...CLASSES, rows: 6 }, 2);
  const model = multilayerPerceptron({ widths: [4, 3, 3], activation: "tanh" });
  const theta = xavierNormal(model.parameters, generator(3));
  const program = await compile(trace(
    ({ theta, mask }) => {
      const tensors = unflatten(theta, model.parameters), plain = twoLayerLosses(model, tensors, rows, 0.6);
      return {
        masked: twoLayerLosses(model, tensors, rows, 0.6, mask).loss,
        plain: plain.loss,
        extra: plain.regularizer,
      };
    },
    { theta: [theta.length], mask: [3] },
    { precision: "float64" },
  ));
  let mean = 0, sum = 0;
  for (const { mask, probability } of allDropoutMasks(3, 0.6)) {
    const { masked, plain, extra } = await program.run({ theta, mask });
    mean += probability * masked[0];
    sum = plain[0] + extra[0];
  }
  assertAlmostEquals(mean, sum, 1e-12);
  await program.dispose();
});

Deno.test("the checks of the covariance and of the orders give what they are named after", async () => {
  const run = await small(covarianceCheck, { masks: 2000, shownMasks: 100, enumerated: [1, 3] });
  assertLess(run.enumerationError, 1e-12);
  assertLess(run.sampledError, 0.15);
  assertGreater(run.blockError, 0.3);
  const cells = await small(weakError, {
    keeps: [0.8],
    rates: [0.2, 0.1],
    dropoutPaths: 4000,
    equationPaths: 2000,
    naivePaths: 500,
  });
  assertEquals(cells.map(({ rate }) => rate), [0.2, 0.1]);
  assertAlmostEquals(orderOf([cells], 0.8, "order 1", "norm2").order, 1, 0.4);
  assertLess(Math.abs(orderOf([cells], 0.8, "naive", "norm2").order), 0.3);
  assertLess(secondOrderExcess([cells], 0.8), 1.5);
  const gaps = await small(gapMap, { keeps: [0.01, 0.9], rates: [0.2], paths: 20 });
  assertEquals(gaps.map(({ keep }) => keep), [0.01, 0.9]);
  assert(gaps[1].dropout !== null && gaps[1].dropout.mean < gaps[1].start);
  assert(gaps[0].dropout === null || gaps[0].dropout.mean > gaps[0].start);
});

Deno.test("readings of the noise are whole: data sets, fits, null and profiles", async () => {
  const { checkpoints } = await small(noiseStructure, NOISE);
  assertEquals(checkpoints.map(({ step }) => step), [20, 80]);
  const { gradient, isotropic, trajectory, detrended } = checkpoints[1].readings;
  assertEquals(gradient!.flatness.map((row) => row.length), [6, 6, 6]);
  assertEquals(isotropic!.flatness.length, 1);
  assertLess(detrended!.totalVariance, trajectory!.totalVariance);
  assertGreater(gradient!.alignment, gradient!.nullAlignment);
  assertAlmostEquals(isotropic!.traceRatio, 1, 0.5);
  assertEquals(checkpoints[0].profiles.length, 0);
  assertGreater(checkpoints[1].profiles.length, 1);
  await assertRejects(
    () => small(noiseStructure, { ...NOISE, checkpoints: [20, 50] }),
    RangeError,
    "within the window",
  );
  const sources = await small(noiseSources, {
    ...NOISE,
    steps: 200,
    deepSteps: 300,
    deep: [4, 4],
    factors: [2],
  });
  assertEquals(sources.layers.length, 3);
  assertEquals(GAUSSIAN.block, "weight2");
});

Deno.test("seven losses start alike, and follow what they say", async () => {
  const runs = await small(driftAndNoise, TWO_LAYER);
  const starts = Object.values(runs).map(({ loss }) => loss[0]);
  assertEquals(new Set(starts).size, 1);
  assertEquals(runs.plain!.steps, [0, 10, 20]);
  assertLess(runs.modified!.regularizer.at(-1)!, runs.plain!.regularizer.at(-1)!);
  // Without dropout all losses but those with R̃_2 are one.
  const kept = await small(driftAndNoise, { ...TWO_LAYER, keep: 1 });
  for (const name of ["modified", "dropout", "noiseOnly", "isotropic"] as const) {
    assertEquals(kept[name]!.loss, kept.plain!.loss, name);
  }
  const sweep = await small(keepSweep, { ...TWO_LAYER, keeps: [0.5, 0.9] });
  assertEquals(sweep.map(({ keep }) => keep), [0.5, 0.9]);
});

Deno.test("equations, profiles and condensation run at a small size", async () => {
  const cells = await small(equationOnDigits, {
    rows: 10,
    testRows: 5,
    side: 7,
    width: 4,
    keeps: [0.8],
    rates: [0.1],
    time: 1,
  });
  assertEquals(cells[0].dropout!.loss.length, 6);
  assertEquals(cells[0].dropout!.loss[0], cells[0].order2!.loss[0]);
  const profile = await small(lossProfiles, PROFILES);
  assertAlmostEquals(profile.plain.profile[2], profile.plain.loss, 1e-3);
  const line = await small(condensation, {
    width: 8,
    steps: 40,
    switched: 40,
    batchSteps: 40,
    shownPoints: 11,
  });
  assertEquals(line.toModified.loss[0], line.plain.loss.at(-1));
  assertEquals(line.dropout.output.length, 11);
  const ten = await small(tenInputs, { width: 8, steps: 40, batchSteps: 40, testPoints: 5 });
  assertLess(ten.dropout.effectiveRatio, 1.0001);
});
