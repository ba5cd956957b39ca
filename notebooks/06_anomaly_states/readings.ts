/** What is read from the runs, by figures, claims and tables alike. */
import {
  type AnomalyChoice,
  detectorByName,
  type DetectorFamily,
  STATE_METRICS,
  type StateMetric,
} from "../../lib/anomaly/mod.ts";
import { type Generator, permutation } from "../../lib/random/mod.ts";
import {
  averageRanks,
  bootstrapInterval,
  friedmanTest,
  largest,
  mean,
  quantile,
  signTest,
  spearman,
  standardDeviation,
  wilcoxonHolm,
} from "../../lib/stats/mod.ts";
import { VARIANTS } from "./protocol.ts";
import type { SeriesRun, SeriesSettings } from "./series_runs.ts";

/** The paper's families from the best to the worst. */
export const FAMILIES: readonly DetectorFamily[] = ["proximity", "reconstruction", "forecast", "statistical"];
export const familyOf = (name: string): DetectorFamily =>
  detectorByName(VARIANTS[name]?.[0] ?? name).about.family;

/** One metric: a row a series, a column a detector; NaN where a detector failed. */
export interface MetricTable {
  readonly detectors: readonly string[];
  readonly series: readonly SeriesRun[];
  readonly rows: readonly (readonly number[])[];
}

/** A metric of the 38 detectors, or of other ones that are named; of the series of one choice or some, or of all. */
export function metricTable(
  settings: Pick<SeriesSettings, "detectors">,
  run: readonly SeriesRun[],
  metric: StateMetric,
  choice?: AnomalyChoice | readonly AnomalyChoice[],
  detectors: readonly string[] = settings.detectors.filter((name) => !(name in VARIANTS)),
): MetricTable {
  const series = run.filter((one) => choice === undefined || [choice].flat().includes(one.choice));
  const at = STATE_METRICS.indexOf(metric),
    columns = detectors.map((name) => settings.detectors.indexOf(name));
  return { detectors, series, rows: series.map((one) => columns.map((c) => one.measures[c]?.[at] ?? NaN)) };
}

/** Mean of the numbers there are. */
export const meanOf = (values: readonly number[]): number => {
  const finite = values.filter(Number.isFinite);
  return finite.length === 0 ? NaN : mean(finite);
};
export const columnOf = ({ detectors, rows }: MetricTable, name: string): number[] => {
  const at = detectors.indexOf(name);
  if (at < 0) throw new RangeError(`columnOf: no detector "${name}" among ${detectors.join(", ")}`);
  return rows.map((row) => row[at]);
};
/** Mean over the series at which a detector did not fail, by detector. */
export const detectorMeans = ({ detectors, rows }: MetricTable): number[] =>
  detectors.map((_, d) => meanOf(rows.map((row) => row[d])));

/** For ranks alone: a detector that failed on a series stands behind all others there. */
const failedLast = ({ rows }: MetricTable) => rows.map((row) => row.map((v) => Number.isFinite(v) ? v : -1));

/** Mean rank of each detector, 1 the best; one that failed on a series is the last there. */
export function meanRanks(table: MetricTable): number[] {
  const ranks = failedLast(table).map((row) => averageRanks(row.map((value) => -value)));
  return table.detectors.map((_, d) => mean(ranks.map((row) => row[d])));
}

/** Friedman's test of a metric over the series. */
export const friedmanOf = (table: MetricTable) => friedmanTest(failedLast(table));

/** Holm-adjusted p-values of all detectors against one; 1 for those with the lower mean. */
export function betterThan(table: MetricTable, reference: string): number[] {
  const k = table.detectors.length, at = table.detectors.indexOf(reference), means = detectorMeans(table);
  const adjusted = wilcoxonHolm(failedLast(table), at);
  return table.detectors.map((_, d) => means[d] > means[at] ? adjusted[at * k + d] : 1);
}
/** The detector in the middle by mean rank. */
export function medianDetector(table: MetricTable): string {
  const ranks = meanRanks(table),
    order = table.detectors.map((_, d) => d).sort((a, b) => ranks[a] - ranks[b]);
  return table.detectors[order[order.length >> 1]];
}

/** Mean of each family's detectors on each series: a row a series. */
export function familyRows(
  table: MetricTable,
  names: readonly DetectorFamily[] = table.detectors.map(familyOf),
) {
  return table.rows.map((row) => FAMILIES.map((family) => meanOf(row.filter((_, d) => names[d] === family))));
}
/** The families' names dealt out anew. */
export function shuffledFamilies({ detectors }: MetricTable, stream: Generator): DetectorFamily[] {
  return Array.from(permutation(stream, detectors.length), (d) => familyOf(detectors[d]));
}

/**
 * Lower end of the 95 % bootstrap interval of the gap between two families' means; series and the detectors of a family are
 * both resampled, since both are samples of what there could be.
 */
export function familyGap(
  table: MetricTable,
  [better, worse]: readonly [DetectorFamily, DetectorFamily],
  stream: Generator,
  names: readonly DetectorFamily[] = table.detectors.map(familyOf),
): number {
  const members = [better, worse].map((family) => names.flatMap((name, d) => name === family ? [d] : []));
  const draws = Array.from({ length: 400 }, () => {
    const series = table.rows.map(() => stream.integer(table.rows.length));
    const [first, second] = members.map((own) => {
      let sum = 0, count = 0;
      for (const d of own.map(() => own[stream.integer(own.length)])) {
        for (const s of series) {
          if (!Number.isFinite(table.rows[s][d])) continue;
          sum += table.rows[s][d];
          count++;
        }
      }
      return sum / count;
    });
    return first - second;
  });
  return quantile(draws, 0.025);
}

/** Mean of a measure over 20 shuffles: one alone may by chance do what a control must not. */
export const overShuffles = (stream: Generator, measure: (shuffle: Generator) => number): number =>
  mean(Array.from({ length: 20 }, (_, i) => measure(stream.fork(i))));

/** Lower end of the 95 % bootstrap interval of a mean over series. */
export function lowEnd(values: readonly number[], stream: Generator): number {
  return bootstrapInterval(values.filter(Number.isFinite), mean, { generator: stream }).low;
}

/** Best of some detectors less best of others, by series; the others also from another table of the same series. */
export function advantages(
  table: MetricTable,
  some: readonly string[],
  others: readonly string[],
  rivals: MetricTable = table,
): number[] {
  const best = ({ detectors, rows }: MetricTable, s: number, names: readonly string[]) =>
    largest(names.map((name) => rows[s][detectors.indexOf(name)]).filter(Number.isFinite));
  return table.rows.map((_, s) => best(table, s, some) - best(rivals, s, others));
}
/** Chance that as many or more of the series that differ would favour the first by coin flips. */
export function signOf(values: readonly number[]): number {
  const different = values.filter((value) => value !== 0);
  return different.length === 0
    ? 1
    : signTest(different.filter((value) => value > 0).length, different.length);
}

/** Rank correlation of the series' contrast with a detector's metric, and the slope per factor of e in contrast. */
export function contrastOf({ series }: MetricTable, values: readonly number[], order?: ArrayLike<number>) {
  const knc = series.map((_, i) => series[order?.[i] ?? i].knc);
  const kept = values.map((_, i) => i).filter((i) => Number.isFinite(values[i]));
  const x = kept.map((i) => Math.log(knc[i])),
    y = kept.map((i) => values[i]),
    centre = mean(x),
    level = mean(y);
  const constant = y.every((value) => value === y[0]);
  const spread = x.reduce((sum, v) => sum + (v - centre) ** 2, 0);
  return {
    correlation: constant ? 0 : spearman(x, y),
    slope: x.reduce((sum, v, i) => sum + (v - centre) * (y[i] - level), 0) / spread,
    level,
    centre,
  };
}

/** Detectors of {@linkcode MetricTable} that failed somewhere, with the number of series and the first reason. */
export function failures(run: readonly SeriesRun[]): { name: string; count: number; reason: string }[] {
  const names = [...new Set(run.flatMap(({ failed }) => Object.keys(failed)))].sort();
  return names.map((name) => {
    const own = run.filter(({ failed }) => name in failed);
    return { name, count: own.length, reason: own[0].failed[name] };
  });
}

/** Standard deviation over seeds of each detector's metric on a series, mean over the series. */
export function deviationsOverSeeds(tables: readonly MetricTable[]): number[] {
  return tables[0].detectors.map((_, d) =>
    meanOf(tables[0].rows.map((_, s) => {
      const values = tables.map(({ rows }) => rows[s][d]).filter(Number.isFinite);
      return values.length < 2 ? NaN : standardDeviation(values);
    }))
  );
}

/** The mean over seeds of tables of the same series; a detector that failed at a seed is left out of its mean. */
export function overSeeds(tables: readonly MetricTable[]): MetricTable {
  const [first] = tables;
  return {
    ...first,
    rows: first.rows.map((row, s) => row.map((_, d) => meanOf(tables.map(({ rows }) => rows[s][d])))),
  };
}
