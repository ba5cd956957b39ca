/** Maps of errors by setting and number of samples, over seeds. */
import { brief, count } from "../notebook/words.ts";
import { mean, median, quantile } from "../stats/mod.ts";
import { OKABE_ITO, SEQUENTIAL } from "./palette.ts";
import type { Panel, PanelsOptions } from "./subplots.ts";
import { axis, categoryMap } from "./vocabulary.ts";

/** More labels of columns than this would overlap in a small panel. */
const MOST_LABELS = 16;

/** A row of a map. */
export interface SeedMapRow {
  readonly label: string;
  /** Errors of each seed by the number of samples; `null` where a run diverged. */
  readonly curves: readonly {
    readonly sizes: readonly number[];
    readonly test: readonly (number | null)[];
  }[];
  /** Number of samples that theory asks for, drawn as a dotted line before it. */
  readonly rank: number;
}

/** Options of {@linkcode seedMap}. */
export interface SeedMapOptions {
  readonly title: string;
  /** Rows from top to bottom. */
  readonly rows: readonly SeedMapRow[];
  /** Ends of the colours, log₁₀ of the error. */
  readonly range: readonly [low: number, high: number];
  /** Quantile over the seeds; the median by default. */
  readonly quantile?: number;
  /** The line of theory, in words. */
  readonly theory: string;
}

/**
 * A coloured map of errors, as a panel: columns are all numbers of samples of the rows, colours log₁₀ of a quantile over
 * the seeds, which pointing at a cell lists. A gap means that most of the runs diverged, or that there is none.
 *
 * @throws {RangeError} for no rows
 */
export function seedMap(
  { title, rows, range, quantile: of = 0.5, theory }: SeedMapOptions,
): Panel {
  if (rows.length === 0) throw new RangeError("seedMap: rows must not be empty, got 0");
  const sizes = [...new Set(rows.flatMap(({ curves }) => curves.flatMap(({ sizes }) => sizes)))]
    .sort((a, b) => a - b);
  const errors = rows.map(({ curves }) => sizes.map((size) => errorsAt(curves, size)));
  const values = errors.map((row) =>
    row.map((all) => {
      const finite = all.filter(Number.isFinite);
      return 2 * finite.length <= all.length ? NaN : Math.max(range[0], Math.log10(quantile(finite, of)));
    })
  );
  const { data, xaxis, yaxis } = categoryMap({
    columns: sizes.map(String),
    rows: rows.map(({ label }) => label),
    values,
    title: "log₁₀ of the<br>test error",
    colorscale: SEQUENTIAL,
    range,
  });
  const hover = {
    text: errors.map((row) => row.map((all, j) => `${sizes[j]}: ${words(all)}`)),
    hovertemplate: "n: median, mean, seeds below 10⁻⁶<br>%{text}<extra></extra>",
  };
  /** Left edge of the first column with enough samples. */
  const edges = rows.map(({ rank }) => sizes.filter((size) => size < rank).length - 0.5);
  const line = {
    type: "scatter",
    mode: "lines",
    name: theory,
    x: edges.flatMap((edge) => [edge, edge, NaN]),
    y: edges.flatMap((_, i) => [i - 0.5, i + 0.5, NaN]),
    line: { color: OKABE_ITO.vermillion, width: 3, dash: "dot" },
    hoverinfo: "skip",
  };
  // Every label of few columns, evenly chosen ones of many.
  const each = Math.ceil(sizes.length / MOST_LABELS),
    shown = sizes.map((_, i) => i).filter((i) => i % each === 0);
  const labels = { tickvals: shown, ticktext: shown.map((i) => String(sizes[i])) };
  return {
    title,
    data: [{ ...data[0], ...hover, xgap: 1, ygap: 1 }, line],
    xaxis: { ...xaxis, ...labels },
    yaxis,
  };
}

/** Panels of {@linkcode seedMap} side by side, or in `columns`, with one colour bar and common names of the axes. */
export function seedMaps(
  maps: readonly Panel[],
  xTitle: string,
  yTitle: string,
  columns = maps.length,
): PanelsOptions {
  return {
    panels: maps.map(({ data: [map, theory], ...panel }, i) => ({
      ...panel,
      data: [{ ...map, showscale: i === 0 }, theory],
    })),
    columns,
    xaxis: axis(xTitle),
    yaxis: axis(yTitle),
    sameX: columns === 1,
    gapX: 0.16,
  };
}

/** Errors of all seeds at one number of samples; a diverged run counts as infinite. */
function errorsAt(curves: SeedMapRow["curves"], size: number): number[] {
  return curves.filter(({ sizes }) => sizes.includes(size)).map(({ sizes, test }) =>
    test[sizes.indexOf(size)] ?? Infinity
  );
}

/** Text under the mouse pointer. */
function words(errors: readonly number[]): string {
  const finite = errors.filter(Number.isFinite);
  if (finite.length === 0) return "no run";
  const diverged = errors.length - finite.length;
  return `${brief(median(finite))}, ${brief(mean(finite))}, ${count(errors, (error) => error <= 1e-6)}${
    diverged > 0 ? `, ${diverged} diverged` : ""
  }`;
}
