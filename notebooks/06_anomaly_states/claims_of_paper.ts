/** C1–C4 and C6: who is best, by detector and by family. Thresholds are those of the claims' list. */
import { type Claim, claims, type ClaimsOptions, every, onMean } from "../../lib/claims/mod.ts";
import type { RunResults, Runs } from "../../lib/experiments/mod.ts";
import { generator, permutation } from "../../lib/random/mod.ts";
import { averageRanks, largest, mean, smallest } from "../../lib/stats/mod.ts";
import { type KindAreas, KINDS, PROCESSES } from "./anomaly_kinds.ts";
import { NETS } from "./longer_nets.ts";
import type { Metric } from "./protocol.ts";
import * as read from "./readings.ts";
import type { SeriesRun, SeriesSettings } from "./series_runs.ts";

/** Runs of a comparison over series. */
export type Compared = Pick<Runs<SeriesSettings, SeriesRun[]>, "settings" | "seeds" | "results" | "source">;

const FARTHEST = { choice: "farthest" } as const, CLASSICS = ["KNN", "LOF", "Sampling"];
const PERMUTED = "which segments are anomalous, permuted";
const UNKNOWN = "the paper's numbers were not available";

/** C1: the best three. */
export function rankClaims(runs: Compared, options?: ClaimsOptions): Claim[] {
  const { settings } = runs, own = settings.detectors.filter((name) => name !== "Sampling (100)");
  const place = (name: string, metric: Metric) => (run: SeriesRun[]) => {
    // The larger subset takes the place of the smaller one, so that the number of detectors stays.
    const names = own.map((one) => one === "Sampling" && name === "Sampling (100)" ? name : one);
    const table = read.metricTable(settings, run, metric, FARTHEST, names);
    return read.meanRanks(table)[names.indexOf(name)] / names.length;
  };
  const separation = (metric: Metric) => (run: SeriesRun[]) => {
    const table = read.metricTable(settings, run, metric, FARTHEST);
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
  const gaps = (run: SeriesRun[], better: number, worse: number, shuffle: number | null) => {
    const table = read.metricTable(settings, run, "rocAuc", FARTHEST);
    const names = shuffle === null ? undefined : read.shuffledFamilies(table, generator(shuffle, "families"));
    return read.familyRows(table, names).map((row) => row[better] - row[worse]);
  };
  const low = (better: number, shuffle: boolean) => (run: SeriesRun[], seed: number) =>
    read.lowEnd(gaps(run, better, better + 1, shuffle ? seed : null), generator(seed, "bootstrap", better));
  const total = (shuffle: boolean) => (run: SeriesRun[], seed: number) =>
    mean(gaps(run, 0, 3, shuffle ? seed : null));
  return claims(runs, [
    ...[0, 1, 2].map((better) => ({
      id: `C2${"abc"[better]}`,
      claim: `${read.FAMILIES[better]} detectors are better than ${read.FAMILIES[better + 1]} ones`,
      quantity:
        "lower end of the 95 % bootstrap interval over series of the gap in mean area under the ROC curve",
      measure: low(better, false),
      rule: every(">", 0),
      control: { what: "families dealt out anew", measure: low(better, true), rule: every("<=", 0) },
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
      measure: total(false),
      rule: every(">=", 0.05),
      control: { what: "families dealt out anew", measure: total(true), rule: every("<", 0.05) },
      atQuick: false,
    },
  ], options);
}

/** C3: distances against nets. */
export function netClaims(runs: Compared, longer: Compared, options?: ClaimsOptions): Claim[] {
  const { settings } = runs;
  const values = (run: SeriesRun[], metric: Metric) =>
    read.advantages(read.metricTable(settings, run, metric, FARTHEST), CLASSICS, NETS);
  /** The same series with longer trainings of the nets. */
  const against = (run: SeriesRun[], seed: number, metric: Metric) => {
    const usual = runs.results[runs.seeds.indexOf(seed)];
    const own = usual.filter((one) => run.some(({ set, cls }) => set === one.set && cls === one.cls));
    const classic = read.metricTable(settings, own, metric, FARTHEST);
    const nets = read.metricTable(longer.settings, run, metric, FARTHEST);
    const joined = {
      series: classic.series,
      detectors: [...CLASSICS, ...nets.detectors],
      rows: classic.rows.map((row, i) => [
        ...CLASSICS.map((name) => row[classic.detectors.indexOf(name)]),
        ...nets.rows[i],
      ]),
    };
    return read.medianAdvantage(read.advantages(joined, CLASSICS, NETS));
  };
  const words = {
    quantity: "best of KNN, LOF, Sampling less best of the nets, median over series",
    atQuick: false,
    because: {
      cause: "definition" as const,
      close:
        "the best of three against the best of twelve favours the twelve; a choice without labels would not",
    },
  };
  return claims(runs, [
    {
      ...words,
      id: "C3a",
      claim: "Distances beat neural nets",
      measure: (run) => read.medianAdvantage(values(run, "rocAuc")),
      rule: every(">", 0),
      control: {
        what: PERMUTED,
        measure: (run) => read.medianAdvantage(values(run, "shuffledAuc")),
        rule: every("<=", 0),
      },
    },
    {
      ...words,
      id: "C3b",
      claim: "… on more series than chance would give",
      quantity: "one-sided sign test over series",
      measure: (run) => read.signOf(values(run, "rocAuc")),
      rule: every("<", 0.05),
      control: {
        what: PERMUTED,
        measure: (run) => read.signOf(values(run, "shuffledAuc")),
        rule: every(">=", 0.05),
      },
    },
  ], options).concat(claims(longer, [{
    ...words,
    id: "C3c",
    claim: "… also when the nets train three times as long",
    measure: (run, seed) => against(run, seed, "rocAuc"),
    rule: every(">", 0),
    control: {
      what: PERMUTED,
      measure: (run, seed) => against(run, seed, "shuffledAuc"),
      rule: every("<=", 0),
    },
  }], options));
}

/** C4: which forecaster. */
export function forecastClaims(
  runs: Compared,
  kinds: RunResults<KindAreas> & { readonly settings: { readonly detectors: readonly string[] } },
  options?: ClaimsOptions,
): Claim[] {
  const { settings } = runs, rivals = ["CNN", "RNN", "GRU", "LSTM"];
  const share = (run: SeriesRun[], metric: Metric) => {
    const table = read.metricTable(settings, run, metric, FARTHEST), own = read.columnOf(table, "FCNN");
    return smallest(
      rivals.map((name) => mean(read.columnOf(table, name).map((v, i) => Number(own[i] >= v)))),
    );
  };
  const gain = (run: SeriesRun[], seed: number, metric: Metric) => {
    const table = read.metricTable(settings, run, metric, FARTHEST),
      linear = read.columnOf(table, "LinearRegression");
    return read.lowEnd(read.columnOf(table, "FCNN").map((v, i) => v - linear[i]), generator(seed, "FCNN"));
  };
  const forecasters = ["LinearRegression", "FCNN", ...rivals];
  const seen = (process: typeof PROCESSES[number]) => (run: KindAreas) =>
    largest(
      kinds.settings.detectors.flatMap((name, d) =>
        forecasters.includes(name)
          ? [Math.abs(run[PROCESSES.indexOf(process)][KINDS.indexOf("order")][d] - 0.5)]
          : []
      ),
    );
  return [
    ...claims(runs, [
      {
        id: "C4a",
        claim: "The plain FCNN is the best of the forecasting nets",
        quantity: "share of series on which it is as good as a rival or better, the least of four rivals",
        measure: (run) => share(run, "rocAuc"),
        rule: every(">=", 0.6),
        control: { what: PERMUTED, measure: (run) => share(run, "shuffledAuc"), rule: every("<", 0.6) },
        atQuick: false,
        note: "equal epochs, batch and rate for all nets",
        because: { cause: "set-up", close: "the authors' widths and epochs, which are not published" },
      },
      {
        id: "C4b",
        claim: "… and better than a linear forecast",
        quantity:
          "lower end of the 95 % bootstrap interval over series of the gap in area under the ROC curve",
        measure: (run, seed) => gain(run, seed, "rocAuc"),
        rule: every(">", 0),
        control: {
          what: PERMUTED,
          measure: (run, seed) => gain(run, seed, "shuffledAuc"),
          rule: every("<=", 0),
        },
        atQuick: false,
        because: { cause: "set-up", close: "the authors' widths and epochs, which are not published" },
      },
    ], options),
    ...claims(kinds, [{
      id: "C4c",
      claim: "No forecaster sees white noise in another order",
      quantity: "largest distance of a forecaster's area under the ROC curve from 1/2",
      measure: seen("white noise"),
      rule: onMean("<=", 0.1),
      control: { what: "a ringing AR(2) in another order", measure: seen("AR(2)"), rule: onMean(">", 0.1) },
      atQuick: false,
      note: "the control of the claims' list for C4, as a row",
      because: { cause: "set-up", close: "longer series: few windows are independent" },
    }], options),
  ];
}

/** C6: difficulty. */
export function contrastClaims(runs: Compared, options?: ClaimsOptions): Claim[] {
  const { settings } = runs;
  const table = (run: SeriesRun[]) => read.metricTable(settings, run, "rocAuc");
  const correlated = (run: SeriesRun[], order?: Int32Array) => {
    const all = table(run);
    return mean(
      all.detectors.map((name) =>
        Number(read.contrastOf(all, read.columnOf(all, name), order).correlation > 0.5)
      ),
    );
  };
  const order = (run: SeriesRun[], seed: number) => permutation(generator(seed, "contrast"), run.length);
  /** Rank by slope among the detectors that are good on the farthest strangers, over their number; 1 for one that is not. */
  const flatness = (run: SeriesRun[], shuffle?: Int32Array) => {
    const all = table(run),
      far = read.metricTable(settings, run, "rocAuc", FARTHEST),
      means = read.detectorMeans(far);
    const good = all.detectors.filter((_, d) => means[d] >= 0.8);
    const slopes = good.map((name) => read.contrastOf(all, read.columnOf(all, name), shuffle).slope);
    const ranks = good.length === 0 ? [] : averageRanks(slopes);
    return largest(
      ["LOF", "SOS"].map((name) => good.includes(name) ? ranks[good.indexOf(name)] / good.length : 1),
    );
  };
  return claims(runs, [
    {
      id: "C6a",
      claim: "Detectors are worse where the contrast KNC is smaller",
      quantity: "share of detectors whose rank correlation of KNC and area under the ROC curve is above 0.5",
      measure: (run) => correlated(run),
      rule: every(">=", 0.8),
      control: {
        what: "KNC of another series",
        measure: (run, seed) => correlated(run, order(run, seed)),
        rule: every("<=", 0.2),
      },
      atQuick: false,
      because: {
        cause: "set-up",
        close: "KNC sees whole segments in their phase, most detectors see windows",
      },
    },
    {
      id: "C6b",
      claim: "… LOF and SOS the least",
      quantity:
        "the larger rank of their slopes among detectors with 0.8 or more on the farthest, over their number",
      measure: (run) => flatness(run),
      rule: every("<=", 0.3333),
      control: {
        what: "KNC of another series",
        measure: (run, seed) => flatness(run, order(run, seed)),
        rule: every(">", 0.3333),
      },
      atQuick: false,
      note: "flat curves of detectors near chance do not count",
      because: { cause: "set-up", close: "the paper's bins of KNC and its k, which are unknown" },
    },
  ], options);
}
