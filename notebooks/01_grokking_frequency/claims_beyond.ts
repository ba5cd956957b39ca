/** Our own claims, beyond the paper, X1–X4b. */
import { type Claim, every, fullClaims } from "../../lib/claims/mod.ts";
import type { RunResults, Runs } from "../../lib/experiments/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { mean, spearman } from "../../lib/stats/mod.ts";
import { against, chosenLate } from "./claims_line.ts";
import type { ScalePoint, ScaleSettings } from "./initial_scale.ts";
import { atScale, highOverLow, missed, rankWithMismatch, rise } from "./measures.ts";
import type { RemedyRun } from "./remedies.ts";
import type { SweepPoint } from "./sampling_sweep.ts";
import type { KernelRun, KernelSettings } from "./tangent_kernel.ts";

/** Rank correlation with R that a twentieth of 1,000 permutations of A_low exceeds. */
function permutedRank(points: readonly SweepPoint[], seed: number): number {
  const order = generator(seed, "permutations"), ranks: number[] = [];
  for (let repeat = 0; repeat < 1000; repeat++) {
    const shuffled = points.map((point) => ({ key: order.uniform(), point })).sort((a, b) => a.key - b.key);
    ranks.push(spearman(shuffled.map(({ point }) => point.mismatch), points.map((point) => point.rise)));
  }
  return ranks.sort((a, b) => a - b)[949];
}

/** Rows of the sweep over training sets. */
export function sweepClaims(runs: RunResults<SweepPoint[]>): Claim[] {
  const control = against(
    "A_low permuted among the sets (95 % quantile of 1000)",
    permutedRank,
    every("<=", 0.5),
  );
  return fullClaims(runs, [
    {
      id: "X1",
      claim: "The mismatch predicts the rise",
      quantity: "rank correlation of A_low with R over 18 training sets",
      measure: (points) => rankWithMismatch(points, "rise"),
      rule: every(">=", 0.7),
      control,
    },
    {
      id: "X1b",
      claim: "… and the delay",
      quantity: "rank correlation of A_low with the delay over 18 training sets",
      measure: (points) => rankWithMismatch(points, "delayShare"),
      rule: every(">=", 0.7),
      control,
      note:
        "a delay that is cut off by the end of the run counts up to that end; sets that were not learnt are left out",
    },
  ]);
}

/** Rows of the initial scales. */
export function scaleClaims(runs: Runs<ScaleSettings, ScalePoint[]>): Claim[] {
  const { scales, steps } = runs.settings, last = scales.at(-1)!;
  const lateSine = (points: ScalePoint[], scale: number) => highOverLow(atScale(points, scale), steps);
  const memorised = (points: ScalePoint[], scale: number) => {
    const { test, train } = atScale(points, scale);
    return test[1] / train[1];
  };
  return fullClaims(runs, [
    {
      id: "X2",
      claim: "The Frequency Principle is gone at four times the usual scale",
      quantity: "steps to sin 6x over steps to sin x, α = 4",
      measure: (points) => lateSine(points, 4),
      rule: every("<=", 1.5),
      control: against("α = 1", (points) => lateSine(points, 1), every(">=", 5)),
    },
    {
      id: "X2b",
      claim: "Twice the usual scale removes the rise",
      quantity: "R on the sparse set, α = 2",
      measure: (points) => atScale(points, 2).rise,
      rule: every("<=", 1.01),
      control: against("α = 1", (points) => atScale(points, 1).rise, every(">=", 1.05)),
    },
    {
      id: "X2c",
      claim: "Large scales memorise",
      quantity: `final test loss over final training loss on the sparse set, α = ${last}`,
      measure: (points) => memorised(points, last),
      rule: every(">=", 1000),
      control: against("α = 2", (points) => memorised(points, 2), every("<=", 10)),
    },
  ]);
}

/** Rows of the remedies. */
export function remedyClaims(runs: RunResults<RemedyRun>): Claim[] {
  return fullClaims(runs, [
    {
      id: "X3",
      claim: "Weights by cell length remove the rise",
      quantity: "R on the sparse set with weights",
      measure: ({ weighted }) => rise(weighted).ratio,
      rule: every("<=", 1.01),
      control: against("without weights", ({ plain }) => rise(plain).ratio, every(">=", 1.05)),
    },
    {
      id: "X3b",
      claim: "Periodic features remove it, too",
      quantity: "R on the sparse set with features",
      measure: ({ features }) => rise(features).ratio,
      rule: every("<=", 1.01),
      control: against("without features", ({ plain }) => rise(plain).ratio, every(">=", 1.05)),
      note:
        "they make everything faster, including the phantom: the cause is in the data, not in the network's preference " +
        "alone",
    },
  ]);
}

/** Rows of the tangent kernel, on the sparse set. */
export function kernelClaims(runs: Runs<KernelSettings, KernelRun>, early: number): Claim[] {
  const { steps } = runs.settings;
  const worse = ({ sparse: { network, kernel } }: KernelRun, i: number) =>
    kernel.test.at(i)! / network.test.at(i)!;
  return fullClaims(runs, [
    {
      id: "X4",
      claim: "The tangent kernel at the start predicts the early test loss, rise included",
      quantity: `largest relative distance between prediction and network up to step ${early}, sparse set`,
      measure: ({ sparse }) => missed(sparse, early),
      rule: every("<=", 0.02),
      control: against(
        "the same over the whole run",
        ({ sparse }) => missed(sparse, steps),
        every(">=", 0.1),
      ),
      changed: chosenLate("the last step of the comparison", String(early)),
    },
    {
      id: "X4b",
      claim: "… but not that the rise ends",
      quantity: "test loss of kernel regression over the network's at the end, sparse set",
      measure: (run) => worse(run, -1),
      rule: every(">=", 2),
      control: against(
        `at step ${early}`,
        (run) => worse(run, run.sparse.steps.indexOf(early)),
        every("<=", 1.1),
      ),
    },
  ]);
}

/** Rows of what `predictGrokking` foresees of the sweep's sets, by `foreseen` in their order. */
export function foreseenClaims(runs: RunResults<number[]>, sweep: RunResults<SweepPoint[]>): Claim[] {
  const stored = (seed: number) => sweep.results[sweep.seeds.indexOf(seed)],
    rises = (ratio: number) => ratio > 1.01;
  const alike = (foreseen: readonly number[], seed: number) =>
    mean(stored(seed).map((point, i) => Number(rises(point.rise) === rises(foreseen[i]))));
  return fullClaims(runs, [
    {
      id: "X5",
      claim: "The initial tangent kernel orders training sets by their rise, before any training",
      quantity: "rank correlation of foreseen with observed R over 18 training sets",
      measure: (foreseen, seed) => spearman(foreseen, stored(seed).map(({ rise }) => rise)),
      rule: every(">=", 0.7),
      control: against(
        "the number of points, fewer first, in place of the prediction",
        (_, seed) => spearman(stored(seed).map(({ n }) => -n), stored(seed).map(({ rise }) => rise)),
        every("<", 0.7),
      ),
    },
    {
      id: "X5b",
      claim: "… and says whether there is one",
      quantity: "share of the sets in which foreseen and observed R are both above 1.01, or both not",
      measure: alike,
      rule: every(">=", 0.9),
      control: against(
        "a rise foreseen for every set",
        (_, seed) => alike(Array(18).fill(2), seed),
        every("<", 0.9),
      ),
    },
  ]);
}
