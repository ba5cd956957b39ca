/** Colour maps of test errors over numbers of samples, with the optimistic sample size as a dashed step. */
import { type Figure, figure, type Layout, panels, SEQUENTIAL, type Trace } from "../../lib/figure/mod.ts";
import { brief } from "../../lib/notebook/words.ts";
import { mean, median, quantile } from "../../lib/stats/mod.ts";
import type { CompletionCase } from "./completion.ts";
import type { CompletionRun } from "./matrix_completion.ts";
import type { InitialSizeRun, InitialSizeSettings } from "./initial_size.ts";
import type { LineKind } from "./line_training.ts";
import type { Recovery } from "./recovery.ts";
import { LINE_TARGETS, type ReparameterisationRun } from "./reparameterisation.ts";
import { matrixNamed } from "./target_matrices.ts";

/** A row of a map: the curves of all seeds of one setting. */
export interface MapRow {
  label: string;
  curves: readonly Recovery[];
  /** Optimistic sample size, where a dashed line is drawn. */
  rank: number;
}

/** What a cell shows of its seeds. */
export type Summary = "median" | "mean" | { quantile: number };

/** Errors of all seeds at one place; a diverged run counts as infinite. */
function errorsAt(curves: readonly Recovery[], size: number): number[] {
  return curves.flatMap(({ sizes, test }) => {
    const at = sizes.indexOf(size);
    return at < 0 ? [] : [test[at] ?? Infinity];
  });
}

function summarised(errors: readonly number[], by: Summary): number {
  const finite = errors.filter(Number.isFinite);
  // Most runs diverged: a gap.
  if (errors.length === 0 || finite.length <= errors.length / 2) return NaN;
  if (by === "mean") return mean(finite);
  return by === "median" ? median(finite) : quantile(finite, by.quantile);
}

/** Colours shared by all maps of a figure, log10 of the error. */
export function errorColours(low: number, high: number, title = "log₁₀ of the<br>test error"): Layout {
  return {
    coloraxis: { colorscale: SEQUENTIAL, cmin: low, cmax: high, colorbar: { title: { text: title } } },
  };
}

/** A map and its dashed line; rows from top to bottom. */
export function recoveryMap(
  rows: readonly MapRow[],
  low: number,
  by: Summary = "median",
): { data: Trace[]; yaxis: Layout } {
  const sizes = [...new Set(rows.flatMap(({ curves }) => curves.flatMap(({ sizes }) => sizes)))].sort((
    a,
    b,
  ) => a - b);
  const errors = rows.map(({ curves }) => sizes.map((size) => errorsAt(curves, size)));
  /** Half-way between the rank and the next smaller number of samples, where a cell's edge is. */
  const edge = (rank: number) => (rank + (sizes.filter((size) => size < rank).at(-1) ?? rank - 1)) / 2;
  const words = (all: readonly number[]) =>
    all.length === 0
      ? "no run"
      : `median ${brief(summarised(all, "median"))}, mean ${brief(summarised(all, "mean"))}, ` +
        `of ${all.length} seeds ${all.filter((error) => error <= 1e-6).length} below 10⁻⁶, ` +
        `${all.filter((error) => error === Infinity).length} diverged`;
  return {
    data: [
      {
        type: "heatmap",
        x: sizes,
        y: rows.map((_, i) => i),
        z: errors.map((row) => row.map((all) => Math.max(low, Math.log10(summarised(all, by))))),
        text: errors.map((row) => row.map(words)),
        hovertemplate: "n = %{x}: %{text}<extra></extra>",
        coloraxis: "coloraxis",
        xgap: 1,
        ygap: 1,
      },
      {
        type: "scatter",
        mode: "lines",
        name: "optimistic sample size",
        x: rows.flatMap(({ rank }) => [edge(rank), edge(rank), NaN]),
        y: rows.flatMap((_, i) => [i - 0.5, i + 0.5, NaN]),
        line: { color: "#D55E00", width: 3, dash: "dot" },
        hoverinfo: "skip",
      },
    ],
    yaxis: {
      tickvals: rows.map((_, i) => i),
      ticktext: rows.map(({ label }) => label),
      range: [rows.length - 0.5, -0.5],
      showgrid: false,
    },
  };
}

const SAMPLES: Layout = { title: { text: "number of samples n" }, showgrid: false };

/** E1: both models of the same functions. */
export function reparameterisationMaps(
  runs: readonly ReparameterisationRun[],
  part: "descent" | "finished",
): Figure {
  const panel = (title: string, kind: LineKind) => ({
    title,
    ...recoveryMap(
      LINE_TARGETS.map(({ name, rank }, i) => ({
        label: name,
        curves: runs.map((run) => run[kind][i][part]),
        rank: rank[kind],
      })),
      -8,
    ),
  });
  const maps = [
    panel("f_L = θ₀ + θ₁x₁ + θ₂x₂", "linear"),
    panel("f_NL = θ₀ + θ₁x₁ + θ₂θ₃x₂", "reparameterised"),
  ];
  const { data, layout } = panels({
    panels: maps.map(({ title, data, yaxis }) => ({
      title,
      data,
      yaxis: { ...yaxis, title: { text: "target" } },
    })),
    xaxis: { ...SAMPLES, tickvals: [1, 2, 3] },
    sameY: true,
  });
  return figure({
    title: "The same functions, written in two ways: median test error (dotted: theory)",
    data,
    layout: { ...layout, ...errorColours(-8, 0) },
    width: 820,
    height: 430,
  });
}

/** E2: matrices by name and number of entries. */
export function completionMaps(
  cases: readonly CompletionCase[],
  runs: readonly CompletionRun[],
  shown: readonly { title: string; where: (one: CompletionCase) => boolean }[],
  title: string,
): Figure {
  const { data, layout } = panels({
    panels: shown.map(({ title, where }, k) => {
      const rows = cases.flatMap((one, i) =>
        where(one)
          ? [{
            label: `${one.matrix}, rank ${matrixNamed(one.matrix).rank}`,
            curves: runs.map((run) => run[i]),
            rank: optimisticEntries(one.matrix),
          }]
          : []
      );
      const { data, yaxis } = recoveryMap(rows, -8);
      // A second name would stand on the cells of the panel before it.
      return { title, data, yaxis: { ...yaxis, title: { text: k === 0 ? "target" : "" } } };
    }),
    xaxis: { ...SAMPLES, title: { text: "number of entries n" }, dtick: 2, tick0: 1 },
    gapX: 0.16,
  });
  return figure({
    title,
    data,
    layout: { ...layout, ...errorColours(-8, 2) },
    width: 960,
    height: 470,
  });
}

/** 2rd − r² of a matrix with d = 4. */
export function optimisticEntries(name: string): number {
  const { rank } = matrixNamed(name);
  return 8 * rank - rank * rank;
}

/** E3: the size of the start. */
export function initialSizeMaps({ sigmas }: InitialSizeSettings, runs: readonly InitialSizeRun[]): Figure {
  const rows = (of: (run: InitialSizeRun) => readonly Recovery[], rank: number) =>
    sigmas.map((sigma, i) => ({
      label: `10<sup>${Math.log10(sigma).toFixed(0)}</sup>`,
      curves: runs.map((run) => of(run)[i]),
      rank,
    }));
  const maps = [
    {
      title: "1 + x₁ by f_NL",
      ...recoveryMap(rows((run) => run.line, 2), -8),
      ticks: { tickvals: [1, 2, 3] },
    },
    {
      title: "M1 (rank 1) by AB",
      ...recoveryMap(rows((run) => run.matrix, 7), -8),
      ticks: { dtick: 2, tick0: 1 },
    },
  ];
  const { data, layout } = panels({
    panels: maps.map(({ title, data, yaxis, ticks }) => ({
      title,
      data,
      yaxis,
      xaxis: { ...SAMPLES, ...ticks },
    })),
    yaxis: { title: { text: "standard deviation σ of the start" } },
  });
  return figure({
    title: "The smaller the start, the earlier the recovery: median test error (dotted: theory)",
    data,
    layout: { ...layout, ...errorColours(-8, 1) },
    width: 900,
    height: 400,
  });
}

/** One map with a title of its own. */
export function recoveryFigure(title: string, rows: readonly MapRow[]): Figure {
  const { data, yaxis } = recoveryMap(rows, -6);
  return figure({
    title,
    data,
    layout: {
      xaxis: SAMPLES,
      yaxis: { ...yaxis, title: { text: "width" } },
      ...errorColours(-6, 0),
    },
    width: 720,
    height: 300,
  });
}
