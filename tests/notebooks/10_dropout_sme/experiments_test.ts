import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertGreater,
  assertLess,
  assertRejects,
} from "@std/assert";
import condensation from "../../../notebooks/10_dropout_sme/condensation.ts";
import covarianceCheck from "../../../notebooks/10_dropout_sme/covariance_check.ts";
import driftAndNoise from "../../../notebooks/10_dropout_sme/drift_and_noise.ts";
import equationOnDigits from "../../../notebooks/10_dropout_sme/equation_on_digits.ts";
import gapMap from "../../../notebooks/10_dropout_sme/gap_map.ts";
import keepSweep from "../../../notebooks/10_dropout_sme/keep_sweep.ts";
import lossProfiles from "../../../notebooks/10_dropout_sme/loss_profiles.ts";
import noiseSources from "../../../notebooks/10_dropout_sme/noise_sources.ts";
import noiseStructure, { GAUSSIAN } from "../../../notebooks/10_dropout_sme/noise_structure.ts";
import { orderOf, secondOrderExcess } from "../../../notebooks/10_dropout_sme/path_readings.ts";
import tenInputs from "../../../notebooks/10_dropout_sme/ten_inputs.ts";
import weakError from "../../../notebooks/10_dropout_sme/weak_error.ts";
import { NOISE, PROFILES, small, TWO_LAYER } from "./small_runs.ts";

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
  const { steps: _, ...sizes } = TWO_LAYER;
  const cells = [{ keep: 0.5, rate: 0.05 }, { keep: 0.9, rate: 0.025 }];
  const sweep = await small(keepSweep, { ...sizes, time: 0.5, cells });
  assertEquals(sweep.map(({ keep }) => keep), [0.5, 0.9]);
  assertEquals(sweep.map(({ runs }) => runs.plain!.steps.at(-1)), [10, 20]);
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
