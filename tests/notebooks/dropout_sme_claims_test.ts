import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import type { Claim } from "../../lib/claims/mod.ts";
import { largestGap } from "../../notebooks/10_dropout_sme/claims_of_extensions.ts";
import { convolutionExtension } from "../../notebooks/10_dropout_sme/claims_of_convolution.ts";
import { minimaClaims, traceShare } from "../../notebooks/10_dropout_sme/claims_of_minima.ts";
import { flatnessScore, noiseClaims } from "../../notebooks/10_dropout_sme/claims_of_noise.ts";
import type { CondensationRun } from "../../notebooks/10_dropout_sme/condensation.ts";
import type { Condensed } from "../../notebooks/10_dropout_sme/condensed_network.ts";
import type { ConvolutionEnd, ConvolutionRun } from "../../notebooks/10_dropout_sme/convolution_profiles.ts";
import type { GapCell } from "../../notebooks/10_dropout_sme/gap_map.ts";
import {
  barrier,
  endedAt,
  ofVariant,
  type VariantRuns,
} from "../../notebooks/10_dropout_sme/loss_figures.ts";
import type { ProfileRun } from "../../notebooks/10_dropout_sme/loss_profiles.ts";
import { riseHalfWay } from "../../notebooks/10_dropout_sme/rise_half_way.ts";
import { readingOf, spreads } from "../../notebooks/10_dropout_sme/noise_figures.ts";
import type {
  NoiseCheckpoint,
  NoiseData,
  NoiseReading,
} from "../../notebooks/10_dropout_sme/noise_measures.ts";
import type { NoiseRun } from "../../notebooks/10_dropout_sme/noise_study.ts";
import { digitGap, gapState, relativeGap } from "../../notebooks/10_dropout_sme/path_figures.ts";
import type { TwoLayerRun, Variant } from "../../notebooks/10_dropout_sme/two_layer_digits.ts";

const FIT = { low: -3, high: -1, theilSen: -2 };

/** A reading of power laws as clear as `strength` says, from −1 (as the paper has it) to 0 (none). */
function reading(strength: number, chance = 0.1): NoiseReading {
  return {
    variances: [9, 3, 2, 1],
    factors: [1.5, 2, 2.718],
    flatness: [[1, 2, 3], [1, 2, 3], [1, 2, 3]],
    capped: 0,
    flatnessFits: [1, 2, 3].map(() => ({ ...FIT, slope: 2 * strength, spearman: 0.8 * strength })),
    projected: [4, 2, 1],
    curvatureFit: { ...FIT, slope: -strength, spearman: -0.9 * strength },
    alignment: 0.1 - 0.6 * strength,
    nullAlignment: chance,
    nullAlignmentMost: 2 * chance,
    traceRatio: 1 - 20 * strength,
    nullTraceRatio: 1,
    totalVariance: 15,
  };
}

function noiseRun(strength: number): NoiseRun {
  const checkpoint = (step: number): NoiseCheckpoint => ({
    step,
    loss: 0.1,
    accuracy: 1,
    curvatures: [4, 2, 1],
    hessianTrace: 7,
    readings: Object.fromEntries(
      (["gradient", "trajectory", "detrended", "isotropic"] as NoiseData[]).map((
        name,
      ) => [name, reading(name === "isotropic" ? 0 : strength, 0.05)]),
    ),
    lyapunov: [8, 4, 0],
    profiles: [],
  });
  return { data: "made up", checkpoints: [checkpoint(1), checkpoint(2)] };
}

const runs = <T>(results: T[]) => ({
  seeds: results.map((_, k) => k),
  results,
  source: "stored, exact" as const,
});
const verdicts = (rows: Claim[]) => Object.fromEntries(rows.map(({ id, verdict }) => [id, verdict]));

Deno.test("noise as the paper has it is reproduced, and noise without structure is not", () => {
  const claims = (strength: number) => {
    const study = runs([0, 1, 2, 3, 4].map(() => noiseRun(strength)));
    const grid = runs(study.results.map((run) => [{ ...run, keep: 0.9, rate: 0.1 }]));
    return verdicts(noiseClaims({ profile: "full", gaussian: study, relu: study, digits: study, grid }));
  };
  const strong = claims(-1), none = claims(0);
  for (const id of Object.keys(strong)) {
    // These two ask whether α rises, which it does in neither.
    const rises = id === "C6g" || id === "C6h";
    assertEquals(strong[id], rises ? "not reproduced" : "reproduced", id);
    assertEquals(none[id], "not reproduced", id);
  }
  assertEquals(flatnessScore(noiseRun(-1), "gradient"), -2);
});

Deno.test("the quick profile leaves what it does not compute undecided", () => {
  const study = runs([0, 1, 2].map(() => noiseRun(-1))),
    grid = runs([[{ ...noiseRun(-1), keep: 0.9, rate: 0.1 }]]);
  const quick = verdicts(
    noiseClaims({ profile: "quick", gaussian: study, relu: study, digits: study, grid }),
  );
  assertEquals(
    quick.C5,
    verdicts(noiseClaims({ profile: "full", gaussian: study, relu: study, digits: study, grid })).C5,
  );
  assertEquals(quick.C4, "not decided at this profile");
  assertEquals(quick.C6e, "not decided at this profile");
});

Deno.test("readings that were not taken are named, and pairs without a prediction are left out", () => {
  const { checkpoints } = noiseRun(-1);
  const found = spreads(checkpoints[0], { rate: 0.1, samples: 1500 });
  // Noise 4, 2, 1 along the eigenvectors; the third has no stationary spread.
  assertAlmostEquals(found[0].walk, 4, 1e-12);
  assertAlmostEquals(found[1].predicted, 2, 1e-12);
  assertThrows(() => readingOf({ ...checkpoints[0], readings: {} }, "gradient"), RangeError, '"gradient"');
});

function twoLayer(hessianTrace: number, testAccuracy: number): TwoLayerRun {
  return {
    steps: [0, 1],
    loss: [1, 0.1],
    regularizer: [1, 0.1],
    testLoss: [1, 0.2],
    testAccuracy: [0.1, testAccuracy],
    hessianTrace,
    diverged: null,
  };
}

/** A network whose loss rises by so much half way along the directions. */
function convolutionEnd(rise: number, testAccuracy = 0.9): ConvolutionEnd {
  return {
    epochs: 1,
    loss: 0.1,
    accuracy: 1,
    testLoss: 1,
    testAccuracy,
    profile: [0.1 + rise, 0.1, 0.1 + rise],
  };
}

const CONVOLUTION: ConvolutionRun = {
  data: "made up",
  alphas: [-0.5, 0, 0.5],
  dropout: convolutionEnd(1, 0.95),
  plain: convolutionEnd(8),
  otherPlain: convolutionEnd(4),
  plainAtLoss: convolutionEnd(2.5),
  otherPlainAtLoss: convolutionEnd(5),
};

Deno.test("two convolutions are compared with the flatter one of the trainings without dropout", () => {
  const three = (run: ConvolutionRun) => ({ ...runs([run, run, run]), profile: "full" as const });
  const row = convolutionExtension(three(CONVOLUTION));
  assertAlmostEquals(row.value!, 0.4);
  assertEquals(row.verdict, "partly");
  const far = convolutionExtension(three({ ...CONVOLUTION, otherPlainAtLoss: convolutionEnd(20) }));
  assertEquals(far.verdict, "not reproduced");
  assertEquals(
    convolutionExtension(three({ ...CONVOLUTION, dropout: convolutionEnd(0.5) })).verdict,
    "reproduced",
  );
});

Deno.test("minima and condensation are decided by the shares over the run without dropout", () => {
  const traces: Record<Variant, number> = {
    plain: 10,
    modified: 3,
    dropout: 4,
    noiseOnly: 6,
    isotropic: 9.5,
    plainR2: 9.8,
    dropoutMinusR2: 4,
  };
  const variants: VariantRuns[number] = Object.fromEntries(
    Object.entries(traces).map(([name, trace]) => [name, twoLayer(trace, 0.8)]),
  );
  assertEquals(traceShare([variants], "dropout"), [0.4]);
  assertThrows(() => ofVariant([{}], "plain"), RangeError, '"plain"');
  const profile: ProfileRun = {
    alphas: [-0.5, 0, 0.5],
    dropout: { loss: 0.1, testLoss: 1, testAccuracy: 0.9, profile: [0.2, 0.1, 0.4] },
    plain: { loss: 0, testLoss: 1, testAccuracy: 0.8, profile: [1, 0, 3] },
    between: { share: [-0.5, 0, 0.5, 1, 1.5], loss: [9, 0.1, 0.6, 0.2, 9] },
  };
  assertAlmostEquals(riseHalfWay(profile.plain, profile.alphas), 2);
  assertAlmostEquals(barrier(profile), 3);
  const end = (effectiveRatio: number, effectiveDirections: number, loss = [1, 0.1]): Condensed => ({
    steps: [0, 1],
    loss,
    weights: [],
    outgoing: [],
    effectiveRatio,
    effectiveDirections,
    output: [],
  });
  const line: CondensationRun = {
    dropout: end(0.1, 3),
    plain: end(1, 30),
    minibatch: end(1, 31),
    toDropout: end(0.1, 4),
    toModified: end(0.1, 2, [1e-6, 1e-3, 1e-4]),
  };
  const ten = {
    dropout: end(0.3, 3),
    plain: end(1, 30),
    minibatch: end(0.95, 30),
    testError: { dropout: 0, plain: 1, minibatch: 1 },
  };
  const three = <T>(one: T) => runs([one, one, one]);
  const found = verdicts(minimaClaims({
    profile: "full",
    drift: three(variants),
    paired: three(variants),
    profiles: three(profile),
    convolution: three(CONVOLUTION),
    tenInputs: three(ten),
    condensation: three(line),
  }));
  assertEquals(new Set(Object.values(found)), new Set(["reproduced"]), JSON.stringify(found));
});

Deno.test("gaps count where dropout itself gets anywhere", () => {
  const cell = (rate: number, end: number | null, second: number | null): GapCell => ({
    keep: 0.5,
    rate,
    start: 1,
    dropout: end === null ? null : { mean: end, standardError: 0.01 },
    order1: { mean: 0.6, standardError: 0.01 },
    order2: second === null ? null : { mean: second, standardError: 0.01 },
  });
  assertEquals([0.5, 2, 11, null].map((end) => gapState(cell(0.1, end, 1))), [
    "descends",
    "ends higher",
    "runs off",
    "runs off",
  ]);
  assertAlmostEquals(relativeGap(cell(0.1, 0.5, 0.55), 2), 0.1);
  assertEquals(relativeGap(cell(0.1, 0.5, null), 2), Infinity);
  assertAlmostEquals(largestGap([cell(0.1, 0.5, 0.55), cell(0.2, 0.5, 5), cell(0.1, 20, 1)], 2, 0.1), 0.1);
  const curves = (loss: number[]) => ({ loss, testAccuracy: loss });
  const digits = {
    keep: 0.5,
    rate: 0.1,
    times: [0, 1],
    dropout: curves([3, 1]),
    order1: null,
    order2: curves([3, 1.1]),
  };
  assertAlmostEquals(digitGap(digits, "order2")!, 0.1);
  assertEquals(digitGap(digits, "order1"), null);
  // Finite, but far above the start: there is nothing to compare.
  assertEquals(digitGap({ ...digits, dropout: curves([3, 1e14]) }, "order2"), null);
  assertEquals(digitGap({ ...digits, order2: curves([3, 31]) }, "order2"), null);
});

Deno.test("trainings that ran off do not count in the sweep over p", () => {
  const sweep = [twoLayer(3, 0.8), { ...twoLayer(0, 0.1), hessianTrace: null, diverged: 200 }].map((run) => [
    { keep: 0.1, runs: { dropout: run } },
  ]);
  assertEquals(endedAt(sweep, 0.1, "dropout").map(({ hessianTrace }) => hessianTrace), [3]);
});
