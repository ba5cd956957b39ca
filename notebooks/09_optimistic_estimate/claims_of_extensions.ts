/** X1–X6: rows of what goes beyond the paper's claims, dropout among it. Thresholds were fixed before the full runs. */
import { type Claim, claimRow, type Profile } from "../../lib/claims/mod.ts";
import { largest, smallest } from "../../lib/stats/mod.ts";
import type { DropoutRun, DropoutSettings } from "./dropout_training.ts";
import { every, NOTHING, type Runs } from "./claims_of_paper.ts";
import type { RankRun } from "./exact_ranks.ts";
import { parallelShare } from "./extension_figures.ts";
import type { NoiseRun, NoiseSettings } from "./label_noise.ts";
import type { MaskRun, MaskSettings } from "./masks.ts";
import { isRecovered } from "./matrix_figures.ts";
import { targetRank } from "./optimistic_start.ts";
import { optimisticEntries } from "./recovery_maps.ts";
import type { SecondOrderRun, SecondOrderSettings } from "./second_order.ts";

/** All experiments that decide the extensions. */
export interface ExtensionRuns {
  profile: Profile;
  maskSettings: MaskSettings;
  masks: Runs<MaskRun>;
  ranks: Runs<RankRun>;
  noiseSettings: NoiseSettings;
  noise: Runs<NoiseRun>;
  secondSettings: SecondOrderSettings;
  second: Runs<SecondOrderRun[]>;
  threeSettings: DropoutSettings;
  /** `null` where it is not stored. */
  three: Runs<DropoutRun> | null;
  largeSettings: DropoutSettings;
  /** `null` where it is not stored. */
  large: Runs<DropoutRun> | null;
}

const share = (of: readonly boolean[]) => of.length === 0 ? 0 : of.filter(Boolean).length / of.length;
const capped = (value: number | null) => Math.min(value ?? Infinity, 1e12);

/** Random sets of entries of a seed: recovered shares by whether the entries determine the matrix locally. */
export function shareByRank({ matrices, patterns }: MaskSettings, run: MaskRun, enough: boolean): number {
  const random = patterns.indexOf("random");
  return share(
    matrices.flatMap(({ name }, m) =>
      run.outcomes[m][random].filter(({ rank }) => (rank === optimisticEntries(name)) === enough).map(
        isRecovered,
      )
    ),
  );
}

function maskClaims({ profile, maskSettings, masks: { seeds, results, source } }: ExtensionRuns): Claim[] {
  const crosses = maskSettings.crosses.map((_, m) =>
    results.map((run) => share(run.crosses[m].map(isRecovered)))
  );
  const common = { seeds, source, decided: profile === "full" };
  return [
    claimRow({
      ...common,
      id: "X1",
      claim: "Entries that determine the matrix locally lead to it",
      quantity: "share of recoveries among random sets of entries whose Jacobian has rank R",
      perSeed: results.map((run) => shareByRank(maskSettings, run, true)),
      rule: { op: ">=", threshold: 0.9, atLeast: "mean" },
      control: {
        what: "sets whose Jacobian has a lower rank",
        perSeed: results.map((run) => shareByRank(maskSettings, run, false)),
        rule: { op: "<=", threshold: 0.05, atLeast: "mean" },
      },
    }),
    claimRow({
      ...common,
      id: "X1b",
      claim: "… also all crosses of two rows and two columns of M3 and M4",
      quantity: "share of the 36 crosses that lead to the matrix, the smaller one of both matrices",
      perSeed: results.map((_, i) => smallest(crosses.map((shares) => shares[i]))),
      rule: { op: ">=", threshold: 0.9, atLeast: "mean" },
      control: null,
      note: "no control: every cross determines these matrices locally",
    }),
  ];
}

function activationClaims({ profile, ranks: { seeds, results, source } }: ExtensionRuns): Claim[] {
  /** Neurons or kernels of the target, each of which can be scaled inside against outside. */
  const scalings = { dense: 3, local: 3, convolution: 1 };
  const cheaper = (run: RankRun, activation: string) =>
    share(
      run.networks.filter((one) => one.activation === activation && one.times <= 3).map((one) =>
        [one.null, one.split].every((rank) => rank === one.formula - scalings[one.architecture])
      ),
    );
  const added = (run: RankRun, activation: string) =>
    smallest(
      run.networks.filter((one) => one.activation === activation && one.times === 3).map((one) =>
        one.null - one.split
      ),
    );
  return [
    claimRow({
      id: "X2",
      claim: "ReLU targets cost one sample less for each neuron (kernel): its scale is no degree of freedom",
      quantity: "share of architectures and widths at which the rank is that of tanh less one for each",
      seeds,
      source,
      // Single seeds fail: the five of the quick profile are too few to decide.
      decided: profile === "full",
      perSeed: results.map((run) => cheaper(run, "relu")),
      rule: every(">=", 1),
      control: { what: "GELU", perSeed: results.map((run) => cheaper(run, "gelu")), rule: every("<=", 0) },
    }),
    claimRow({
      id: "X2b",
      claim: "Added zero neurons cost a sigmoid network one sample (they add a constant), split neurons none",
      quantity: "rank with zeros added less rank with neurons split, the least of the architectures",
      seeds,
      source,
      perSeed: results.map((run) => added(run, "sigmoid")),
      rule: every(">=", 1),
      control: { what: "tanh", perSeed: results.map((run) => added(run, "tanh")), rule: every("<=", 0) },
    }),
  ];
}

/** Excess error at the largest number of samples and the largest noise, in units of s²R/n. */
export function noiseRatios(
  { noises, sizes }: NoiseSettings,
  runs: readonly NoiseRun[],
  of: "network" | "linear",
  width: number,
): number[] {
  const k = noises.length - 1,
    last = sizes.length - 1,
    unit = noises[k] ** 2 * targetRank("convolution") / sizes[last];
  return runs.map((run) => capped(run[of][width][k][last]) / unit);
}

function noiseClaims({ profile, noiseSettings, noise: { seeds, results, source } }: ExtensionRuns): Claim[] {
  const last = noiseSettings.times.length - 1;
  const row = (id: string, claim: string, width: number) =>
    claimRow({
      id,
      claim,
      quantity: "test error at the most samples and the strongest noise, over s²R/n",
      seeds,
      source,
      decided: profile === "full",
      perSeed: noiseRatios(noiseSettings, results, "network", width),
      rule: { op: "<=", threshold: 1.5, atLeast: "median" },
      control: {
        what: `linear model of ${7 * noiseSettings.times[last]} features`,
        perSeed: noiseRatios(noiseSettings, results, "linear", last),
        rule: { op: ">", threshold: 1.5, atLeast: "median" },
      },
    });
  return [
    row("X3", "Noise costs the narrowest network s²R/n", 0),
    row("X3b", "… and a wide one that starts beside the best point as little", last),
  ];
}

function secondOrderClaims({ profile, secondSettings: { handOver }, second }: ExtensionRuns): Claim[] {
  const { seeds, results, source } = second;
  const late = handOver.flatMap((share, i) => share <= 0.1 ? [i] : []), start = handOver.indexOf(1);
  const worst = (run: SecondOrderRun[], places: readonly number[]) =>
    largest(run.flatMap(({ finished }) => places.map((i) => capped(finished[i]))));
  return [
    claimRow({
      id: "X4",
      claim:
        "What the small start does survives a second-order end: Levenberg–Marquardt from a tenth of the loss on",
      quantity: "test error at n = R, the largest of three matrices and of handing over at 0.1, 0.01, 0.001",
      seeds,
      source,
      decided: profile === "full",
      perSeed: results.map((run) => worst(run, late)),
      rule: { op: "<", threshold: 1e-5, atLeast: "4/5 seeds" },
      control: {
        what: "Levenberg–Marquardt from the start, the largest of the matrices",
        perSeed: results.map((run) => worst(run, [start])),
        rule: { op: ">=", threshold: 1e-5, atLeast: "4/5 seeds" },
      },
    }),
  ];
}

/** Test error by which dropout is compared: its own training error does not fall below about 10⁻³. */
export const DROPOUT_TOLERANCE = 1e-2;

/** The first number of points from which the test error stays low; one beyond the largest for none. */
export function dropoutSize({ sizes }: DropoutSettings, errors: readonly (number | null)[]): number {
  let from = sizes[sizes.length - 1] + 1;
  for (let i = sizes.length - 1; i >= 0 && (errors[i] ?? Infinity) <= DROPOUT_TOLERANCE; i--) from = sizes[i];
  return from;
}

/** Test error without dropout over that with it, geometric mean over numbers of points in a range. */
export function dropoutGain(
  { sizes }: DropoutSettings,
  { plain, dropout }: DropoutRun,
  from: number,
  to = Infinity,
): number {
  const ratios = sizes.flatMap((n, i) =>
    n >= from && n <= to ? [capped(plain.test[i]) / capped(dropout.test[i])] : []
  );
  if (ratios.length === 0) {
    throw new RangeError(`dropoutGain: no run has ${from} to ${to} points, allowed ${sizes}`);
  }
  return Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length);
}

/** Free parameters of E7's target. */
const TWO_STEPS = 6;

function dropoutClaims(runs: ExtensionRuns): Claim[] {
  const { threeSettings, largeSettings } = runs,
    [three, large] = [runs.three ?? NOTHING, runs.large ?? NOTHING];
  const full = runs.profile === "full";
  return [
    claimRow({
      id: "X5",
      claim: "In place of a tiny start dropout lowers the number of samples (three steps, E5)",
      quantity: `n* without dropout less n* with it, at a test error of ${DROPOUT_TOLERANCE}`,
      seeds: three.seeds,
      source: three.source,
      decided: full && three.results.length > 0,
      perSeed: three.results.map(({ plain, dropout }) =>
        dropoutSize(threeSettings, plain.test) - dropoutSize(threeSettings, dropout.test)
      ),
      rule: every(">", 0),
      control: null,
      note: "the control is part of the quantity: the same training without dropout",
    }),
    claimRow({
      id: "X5b",
      claim: "… and gathers neurons in few directions",
      quantity: "share of pairs of the 60 largest neurons with |cos| > 0.99, nine points",
      seeds: three.seeds,
      source: three.source,
      decided: full && three.results.length > 0,
      perSeed: three.results.map(({ dropout }) => parallelShare(dropout)),
      rule: every(">=", 0.3),
      control: {
        what: "without dropout",
        perSeed: three.results.map(({ plain }) => parallelShare(plain)),
        rule: every("<", 0.3),
      },
    }),
    claimRow({
      id: "X6",
      claim:
        "From a large start dropout lowers the test error, once there are more points than free parameters (two steps, E7)",
      quantity: `test error without dropout over that with it, geometric mean over n > ${TWO_STEPS}`,
      seeds: large.seeds,
      source: large.source,
      decided: full && large.results.length > 0,
      perSeed: large.results.map((run) => dropoutGain(largeSettings, run, TWO_STEPS + 1)),
      rule: every(">=", 2),
      control: {
        what: `n ≤ ${TWO_STEPS}`,
        perSeed: large.results.map((run) => dropoutGain(largeSettings, run, 1, TWO_STEPS)),
        rule: every("<", 2),
      },
    }),
  ];
}

/** All rows of the extensions. */
export function extensionClaims(runs: ExtensionRuns): Claim[] {
  return [
    ...maskClaims(runs),
    ...activationClaims(runs),
    ...noiseClaims(runs),
    ...secondOrderClaims(runs),
    ...dropoutClaims(runs),
  ];
}
