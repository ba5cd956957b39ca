/** C1, C2 and C5: who is best, by detector, by family and by time. Thresholds are those of the claims' list. */
import { type Claim, claimRow, claims, type ClaimsOptions, every } from "../../lib/claims/mod.ts";
import { notebookProfile } from "../../lib/experiments/profile.ts";
import { type Generator, generator } from "../../lib/random/mod.ts";
import { largest, mean } from "../../lib/stats/mod.ts";
import { BOTH, type Compared, PERMUTED } from "./compared.ts";
import type { StateMetric } from "../../lib/anomaly/mod.ts";
import * as read from "./readings.ts";
import type { SeriesRun } from "./series_runs.ts";
import type { Timing } from "./timing.ts";

const CLASSICS = ["KNN", "LOF", "Sampling"], UNKNOWN = "the paper's numbers were not available";

/** C1: the best three. */
export function rankClaims(runs: Compared, options?: ClaimsOptions): Claim[] {
  const { settings } = runs, own = settings.detectors.filter((name) => name !== "Sampling (100)");
  const place = (name: string, metric: StateMetric) => (run: SeriesRun[]) => {
    // The larger subset takes the place of the smaller one, so that the number of detectors stays.
    const names = own.map((one) => one === "Sampling" && name === "Sampling (100)" ? name : one);
    const table = read.metricTable(settings, run, metric, "farthest", names);
    return read.meanRanks(table)[names.indexOf(name)] / names.length;
  };
  const separation = (metric: StateMetric) => (run: SeriesRun[]) => {
    const table = read.metricTable(settings, run, metric, BOTH);
    const p = read.betterThan(table, read.medianDetector(table));
    return largest(CLASSICS.map((name) => p[table.detectors.indexOf(name)]));
  };
  const rows = [["C1a", "Sampling"], ["C1b", "LOF"], ["C1c", "KNN"], ["C1d", "Sampling (100)"]] as const;
  return claims(runs, [
    ...rows.map(([id, name]) => ({
      id,
      claim: `${name} is among the best third of the 38 detectors`,
      quantity: "mean rank by area under the ROC curve, over the number of detectors",
      measure: place(name, "rocAuc"),
      rule: every("<=", 0.3333),
      control: { what: PERMUTED, measure: place(name, "shuffledAuc"), rule: every(">", 0.3333) },
      atQuick: false,
      note: id === "C1a" ? `farthest strangers; subset of 20, PyOD's default; ${UNKNOWN}` : "",
      because: {
        cause: "set-up" as const,
        close: "the authors' window length, defaults and 360 series: `deno task compute 06 all_series`",
      },
    })),
    {
      id: "C1e",
      claim: "… and each of the three is better than the median detector",
      quantity: "largest of three p-values, Wilcoxon with Holm over all comparisons with the median detector",
      measure: separation("rocAuc"),
      rule: every("<", 0.05),
      control: { what: PERMUTED, measure: separation("shuffledAuc"), rule: every(">=", 0.05) },
      atQuick: false,
      note: "a detector with the lower mean counts as p = 1",
      changed: [{
        what: "the series",
        from: "ten, with the farthest strangers",
        to: "twenty, with the farthest and with random ones",
        why: "the least p-value of ten series is 0.002, and 0.07 after Holm's correction over 37 comparisons",
      }],
      because: {
        cause: "set-up",
        close: "more series: `deno task compute 06 all_series`, about 75 core-minutes",
      },
    },
  ], options);
}

/** C2: the order of the families. */
export function familyClaims(runs: Compared, options?: ClaimsOptions): Claim[] {
  const { settings } = runs;
  const tableOf = (run: SeriesRun[]) => read.metricTable(settings, run, "rocAuc", "farthest");
  const dealt = (run: SeriesRun[], shuffle?: Generator) =>
    shuffle && read.shuffledFamilies(tableOf(run), shuffle);
  const low = (better: number) => (run: SeriesRun[], seed: number, shuffle?: Generator) =>
    read.familyGap(
      tableOf(run),
      [read.FAMILIES[better], read.FAMILIES[better + 1]],
      generator(seed, "bootstrap", better),
      dealt(run, shuffle),
    );
  const total = (run: SeriesRun[], _seed: number, shuffle?: Generator) =>
    mean(read.familyRows(tableOf(run), dealt(run, shuffle)).map((row) => row[0] - row[3]));
  const control = (measure: ReturnType<typeof low>) => (run: SeriesRun[], seed: number) =>
    read.overShuffles(generator(seed, "families"), (shuffle) => measure(run, seed, shuffle));
  const what = "families dealt out anew, mean of 20 deals";
  return claims(runs, [
    ...[0, 1, 2].map((better) => ({
      id: `C2${"abc"[better]}`,
      claim: `${read.FAMILIES[better]} detectors are better than ${read.FAMILIES[better + 1]} ones`,
      quantity:
        "lower end of the 95 % bootstrap interval, over series and detectors, of the gap in mean area under the ROC curve",
      measure: low(better),
      rule: every(">", 0),
      control: { what, measure: control(low(better)), rule: every("<=", 0) },
      atQuick: false,
      because: {
        cause: "definition" as const,
        close: "which detectors a family holds decides its mean; 15 of the 38 names are our completion",
      },
    })),
    {
      id: "C2d",
      claim: `… and ${read.FAMILIES[0]} ones clearly better than ${read.FAMILIES[3]} ones`,
      quantity: "gap in mean area under the ROC curve",
      measure: total,
      rule: every(">=", 0.05),
      control: { what, measure: control(total), rule: every("<", 0.05) },
      atQuick: false,
    },
  ], options);
}

/** C5: time, which is measured when the notebook runs. */
export function timeClaims(
  runs: Compared,
  timings: readonly Timing[],
  { profile = notebookProfile() }: ClaimsOptions = {},
): Claim[] {
  const place = (run: SeriesRun[], seed: number) => {
    const table = read.metricTable(runs.settings, run, "rocAuc", "farthest"),
      means = read.detectorMeans(table);
    const accurate = table.detectors.filter((_, d) => means[d] >= 0.95);
    const seconds = (name: string) => timings.find((one) => one.name === name)?.seconds[seed] ?? Infinity;
    if (!accurate.includes("LOF")) return table.detectors.length + 1;
    return 1 + accurate.filter((name) => seconds(name) < seconds("LOF")).length;
  };
  const decided = profile === "full" && timings.length > 0;
  return [claimRow({
    id: "C5",
    claim: "Among detectors with a mean area of 0.95 or more LOF is the fastest",
    quantity: "place of LOF by time of fit and score among them; 39 where it is not of them",
    seeds: runs.seeds,
    perSeed: decided ? runs.results.map((run, i) => place(run, i)) : [],
    decided,
    rule: every("<=", 1),
    control: null,
    source: decided ? "live" : runs.source,
    note: "no control: the row is a place among detectors",
    because: {
      cause: "set-up",
      close:
        "sets on which LOF reaches 0.95; KNN, which does the first half of LOF's work, would be faster there, too",
    },
  })];
}
