/** C3 and C4: distances against nets, and which forecaster. Thresholds are those of the claims' list. */
import { type Claim, claims, type ClaimsOptions, every, onMean } from "../../lib/claims/mod.ts";
import type { RunResults } from "../../lib/experiments/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { largest, mean, median, smallest } from "../../lib/stats/mod.ts";
import { type KindAreas, KINDS, PROCESSES } from "./anomaly_kinds.ts";
import { type Compared, PERMUTED } from "./compared.ts";
import { FORECASTERS, NETS } from "./protocol.ts";
import type { StateMetric } from "../../lib/anomaly/mod.ts";
import * as read from "./readings.ts";
import type { SeriesRun } from "./series_runs.ts";

const CLASSICS = ["KNN", "LOF", "Sampling"];

/** C3: distances against nets, which `longer` trains for more epochs on the same series. */
export function netClaims(runs: Compared, longer: Compared, options?: ClaimsOptions): Claim[] {
  const values = (run: SeriesRun[], metric: StateMetric, rivals?: SeriesRun[]) =>
    read.advantages(
      read.metricTable(runs.settings, run, metric, "farthest"),
      CLASSICS,
      NETS,
      rivals && read.metricTable(longer.settings, rivals, metric, "farthest", NETS),
    );
  const longerRun = (seed: number) => longer.results[longer.seeds.indexOf(seed)];
  const words = {
    quantity: "best of KNN, LOF, Sampling less best of the nets, median over series",
    atQuick: false,
    because: {
      cause: "definition" as const,
      close:
        `the best of three against the best of ${NETS.length} favours these; a choice without labels would not`,
    },
  };
  const medianAbove = (of: (run: SeriesRun[], seed: number, metric: StateMetric) => number[]) => ({
    measure: (run: SeriesRun[], seed: number) => median(of(run, seed, "rocAuc")),
    rule: every(">", 0),
    control: {
      what: PERMUTED,
      measure: (run: SeriesRun[], seed: number) => median(of(run, seed, "shuffledAuc")),
      rule: every("<=", 0),
    },
  });
  return claims(runs, [
    {
      ...words,
      ...medianAbove((run, _, metric) => values(run, metric)),
      id: "C3a",
      claim: "Distances beat neural nets",
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
    {
      ...words,
      ...medianAbove((run, seed, metric) => values(run, metric, longerRun(seed))),
      id: "C3c",
      claim: "… also where the nets have three times as many epochs",
      note: "the re-tuned nets that the claims' list asks for beside C3",
    },
  ], options);
}

/** C4: which forecaster. */
export function forecastClaims(
  runs: Compared,
  kinds: RunResults<KindAreas> & { readonly settings: { readonly detectors: readonly string[] } },
  options?: ClaimsOptions,
): Claim[] {
  const { settings } = runs, rivals = ["CNN", "RNN", "GRU", "LSTM"];
  const share = (run: SeriesRun[], metric: StateMetric) => {
    const table = read.metricTable(settings, run, metric, "farthest"), own = read.columnOf(table, "FCNN");
    return smallest(
      rivals.map((name) => mean(read.columnOf(table, name).map((v, i) => Number(own[i] >= v)))),
    );
  };
  const gain = (run: SeriesRun[], seed: number, metric: StateMetric) => {
    const table = read.metricTable(settings, run, metric, "farthest"),
      linear = read.columnOf(table, "LinearRegression");
    return read.lowEnd(read.columnOf(table, "FCNN").map((v, i) => v - linear[i]), generator(seed, "FCNN"));
  };
  const seen = (process: typeof PROCESSES[number]) => (run: KindAreas) =>
    largest(
      kinds.settings.detectors.flatMap((name, d) =>
        FORECASTERS.includes(name)
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
