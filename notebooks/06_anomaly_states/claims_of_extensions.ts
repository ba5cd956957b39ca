/** X1–X4: what goes beyond the paper. Thresholds were fixed before the full runs. */
import { type Claim, claims, type ClaimsOptions, every, onMean } from "../../lib/claims/mod.ts";
import type { RunResults } from "../../lib/experiments/mod.ts";
import { generator, permutation } from "../../lib/random/mod.ts";
import { mean, spearman } from "../../lib/stats/mod.ts";
import type { Calibration } from "./calibration.ts";
import { BOTH, type Compared } from "./compared.ts";
import { STATE_METRICS, type StateMetric } from "../../lib/anomaly/mod.ts";
import * as read from "./readings.ts";
import type { SeriesRun } from "./series_runs.ts";

/** X1: conformal p-values. */
export function calibrationClaims(
  runs: RunResults<Calibration[]> & { readonly settings: { readonly levels: readonly number[] } },
  options?: ClaimsOptions,
): Claim[] {
  const at = runs.settings.levels.indexOf(0.02);
  return claims(runs, [
    {
      id: "X1a",
      claim: "Conformal p-values keep the rate of false alarms",
      quantity: "share of fresh standard samples with p ≤ 0.02, mean over detectors and sets",
      measure: (run) => mean(run.map(({ conformal }) => conformal[at])),
      rule: onMean("<=", 0.03),
      control: {
        what: "a threshold at mean and deviations of the same calibration scores",
        measure: (run) => mean(run.map(({ gaussian }) => gaussian[at])),
        rule: onMean(">", 0.03),
      },
      atQuick: false,
    },
    {
      id: "X1b",
      claim: "… and with Benjamini–Hochberg the share of false discoveries",
      quantity:
        "false among discoveries at level 0.1, mean over detectors and sets; 20 strangers among 120 samples",
      measure: (run) => mean(run.map(({ discoveries }) => discoveries.false)),
      rule: every("<=", 0.1),
      control: {
        what: "p ≤ 0.1 without correction",
        measure: (run) => mean(run.map(({ uncorrected }) => uncorrected.false)),
        rule: every(">", 0.1),
      },
    },
  ], options);
}

/** X2: the state's score. X3: a detector chosen without labels. X4: joins. */
export function scoreClaims(runs: Compared, options?: ClaimsOptions): Claim[] {
  const { settings } = runs;
  const all = (run: SeriesRun[], metric: StateMetric) => read.metricTable(settings, run, metric, BOTH);
  const overall = (run: SeriesRun[], metric: StateMetric) =>
    read.meanOf(read.detectorMeans(all(run, metric)));
  const chance = (run: SeriesRun[], metric: StateMetric) =>
    mean(run.map((one) => one.chance[STATE_METRICS.indexOf(metric)]));
  /** What the chosen detector reaches: mean over series, less the mean detector, and less the best one. */
  const selection = (run: SeriesRun[], shuffle: number | null) => {
    const guide = all(run, "pseudoAuc"), areas = all(run, "rocAuc");
    const each = areas.rows.map((row, s) => {
      const order = shuffle === null ? null : permutation(generator(shuffle, "selection", s), row.length);
      const value = (d: number) => guide.rows[s][order?.[d] ?? d];
      const there = row.map((_, d) => d).filter((d) => Number.isFinite(row[d]) && Number.isFinite(value(d)));
      const chosen = there.reduce((best, d) => value(d) > value(best) ? d : best);
      const best = there.reduce((top, d) => Math.max(top, row[d]), 0);
      return { gain: row[chosen] - read.meanOf(row), regret: best - row[chosen] };
    });
    return { gain: mean(each.map(({ gain }) => gain)), regret: mean(each.map(({ regret }) => regret)) };
  };
  const agreement = (run: SeriesRun[], metric: StateMetric) =>
    spearman(read.detectorMeans(all(run, "rocAuc")), read.detectorMeans(all(run, metric)));
  const random = "the surrogates' areas, dealt out anew among the detectors";
  return claims(runs, [
    {
      id: "X2",
      claim: "Asked for states instead of points, detectors are better",
      quantity: "mean area over segments, by the mean score of each, less that over points",
      measure: (run) => overall(run, "segmentAuc") - overall(run, "rocAuc"),
      rule: onMean(">=", 0.02),
      control: {
        what: "a random score",
        measure: (run) => chance(run, "segmentAuc") - chance(run, "rocAuc"),
        rule: onMean("<", 0.02),
      },
      atQuick: false,
    },
    {
      id: "X3a",
      claim: "Surrogates of the standard series choose a detector that is better than the average one",
      quantity:
        "area of the detector that best tells held-out windows from their surrogates, less the mean detector's",
      measure: (run) => selection(run, null).gain,
      rule: every(">=", 0.05),
      control: { what: random, measure: (run, seed) => selection(run, seed).gain, rule: every("<", 0.05) },
      atQuick: false,
    },
    {
      id: "X3b",
      claim: "… and nearly as good as the best one",
      quantity: "area of the best detector of each series, less the chosen one's",
      measure: (run) => selection(run, null).regret,
      rule: every("<=", 0.05),
      control: { what: random, measure: (run, seed) => selection(run, seed).regret, rule: every(">", 0.05) },
      atQuick: false,
    },
    {
      id: "X4",
      claim: "Joins between samples do not decide who is better",
      quantity: "rank correlation of detectors' mean areas with and without windows across a join",
      measure: (run) => agreement(run, "insideAuc"),
      rule: every(">=", 0.9),
      control: {
        what: "which segments are anomalous, permuted",
        measure: (run) => agreement(run, "shuffledAuc"),
        rule: every("<", 0.9),
      },
      atQuick: false,
    },
  ], options);
}
