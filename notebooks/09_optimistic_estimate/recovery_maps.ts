/** Colour maps of test errors over numbers of samples, with the optimistic sample size as a dotted step. */
import type { RunsOf } from "../../lib/experiments/mod.ts";
import * as fig from "../../lib/figure/mod.ts";
import { brief, count } from "../../lib/notebook/words.ts";
import { mean, median, quantile } from "../../lib/stats/mod.ts";
import type * as study from "./experiments.ts";
import { networkOf, targetRank } from "./convolution_target.ts";
import { ARCHITECTURES, cellsAt, NAMES, type WidthCell, widthsOf } from "./readings.ts";
import type { Recovery } from "../../lib/identifiability/mod.ts";
import { LINE_TARGETS } from "./reparameterisation.ts";
import { matrixNamed, optimisticEntries } from "./target_matrices.ts";

/** A row of a map: the curves of all seeds of one setting. */
interface MapRow {
  label: string;
  curves: readonly Recovery[];
  /** Optimistic sample size, drawn as a dotted line. */
  rank: number;
}

/** Errors of all seeds at one number of samples; a diverged run counts as infinite. */
function errorsAt(curves: readonly Recovery[], size: number): number[] {
  return curves.filter(({ sizes }) => sizes.includes(size)).map(({ sizes, test }) =>
    test[sizes.indexOf(size)] ?? Infinity
  );
}

/** Text under the mouse pointer. */
function words(errors: readonly number[]): string {
  const finite = errors.filter(Number.isFinite);
  if (finite.length === 0) return "no run";
  return `median ${brief(median(finite))}, mean ${brief(mean(finite))}, of ${errors.length} seeds ` +
    `${count(errors, (error) => error <= 1e-6)} below 10⁻⁶, ${
      count(errors, (error) => error === Infinity)
    } diverged`;
}

/** A map with rows from top to bottom, of the seeds' median or another quantile; log₁₀ of the error. */
function recoveryMap(
  title: string,
  rows: readonly MapRow[],
  range: readonly [low: number, high: number],
  of = 0.5,
): fig.Panel {
  const sizes = [...new Set(rows.flatMap(({ curves }) => curves.flatMap(({ sizes }) => sizes)))]
    .sort((a, b) => a - b);
  const errors = rows.map(({ curves }) => sizes.map((size) => errorsAt(curves, size)));
  const values = errors.map((row) =>
    row.map((all) => {
      const finite = all.filter(Number.isFinite);
      // A gap means that most runs diverged.
      return 2 * finite.length <= all.length ? NaN : Math.max(range[0], Math.log10(quantile(finite, of)));
    })
  );
  const { data, xaxis, yaxis } = fig.categoryMap({
    columns: sizes.map(String),
    rows: rows.map(({ label }) => label),
    values,
    title: "log₁₀ of the<br>test error",
    colorscale: fig.SEQUENTIAL,
    range,
  });
  const hover = {
    text: errors.map((row, i) => row.map((all, j) => `${rows[i].label}, n = ${sizes[j]}: ${words(all)}`)),
    hovertemplate: "%{text}<extra></extra>",
  };
  /** Left edge of the first column with enough samples. */
  const edges = rows.map(({ rank }) => sizes.filter((size) => size < rank).length - 0.5);
  const theory = {
    type: "scatter",
    mode: "lines",
    name: "optimistic sample size",
    x: edges.flatMap((edge) => [edge, edge, NaN]),
    y: edges.flatMap((_, i) => [i - 0.5, i + 0.5, NaN]),
    line: { color: fig.OKABE_ITO.vermillion, width: 3, dash: "dot" },
    hoverinfo: "skip",
  };
  return { title, data: [{ ...data[0], ...hover, xgap: 1, ygap: 1 }, theory], xaxis, yaxis };
}

/** Maps side by side (or above each other), with one colour bar. */
function arranged(maps: readonly fig.Panel[], xTitle: string, yTitle: string, columns = maps.length) {
  return {
    panels: maps.map(({ data: [map, theory], ...panel }, i) => ({
      ...panel,
      data: [{ ...map, showscale: i === 0 }, theory],
    })),
    columns,
    xaxis: fig.axis(xTitle),
    yaxis: fig.axis(yTitle),
    sameX: columns === 1,
    gapX: 0.16,
  };
}

const SAMPLES = "number of samples n", ENTRIES = "number of entries n";

/** E1: both models of the same functions. */
export function reparameterisationMaps({ results }: RunsOf<typeof study.reparameterisation>): fig.Figure {
  const rows = (kind: "linear" | "reparameterised") =>
    LINE_TARGETS.map(({ name, rank }, i) => ({
      label: name,
      curves: results.map((run) => run[kind][i].descent),
      rank: rank[kind],
    }));
  const maps = [
    recoveryMap("f_L = θ₀ + θ₁x₁ + θ₂x₂", rows("linear"), [-8, 0]),
    recoveryMap("f_NL = θ₀ + θ₁x₁ + θ₂θ₃x₂", rows("reparameterised"), [-8, 0]),
  ];
  const title = "The same functions, written in two ways: median test error (dotted: theory)";
  return fig.panelFigure({ title, ...arranged(maps, SAMPLES, "target"), width: 820, height: 430 });
}

/** E2: matrices by name and number of entries, in the nested order and with the cross first. */
export function completionMaps({ settings, results }: RunsOf<typeof study.matrixCompletion>): fig.Figure {
  const rows = (pattern: "nested" | "cross") =>
    settings.cases.flatMap((one, i) =>
      one.pattern === pattern && one.sigma === 1e-4
        ? [{
          label: `${one.matrix}, rank ${matrixNamed(one.matrix).rank}`,
          curves: results.map((run) => run[i]),
          rank: optimisticEntries(one.matrix),
        }]
        : []
    );
  const maps = [
    recoveryMap("nested order", rows("nested"), [-8, 2]),
    recoveryMap("cross first", rows("cross"), [-8, 2]),
  ];
  const title = "Median test error by matrix and number of entries (dotted: theory)";
  return fig.panelFigure({ title, ...arranged(maps, ENTRIES, "target"), width: 1040, height: 470 });
}

/** E3: the size of the start. */
export function initialSizeMaps({ settings, results }: RunsOf<typeof study.initialSize>): fig.Figure {
  const rows = (of: "line" | "matrix", rank: number) =>
    settings.sigmas.map((sigma, i) => ({
      label: `10<sup>${Math.log10(sigma).toFixed(0)}</sup>`,
      curves: results.map((run) => run[of][i]),
      rank,
    }));
  const maps = [
    recoveryMap("1 + x₁ by f_NL", rows("line", 2), [-8, 1]),
    recoveryMap("M1 (rank 1) by AB", rows("matrix", 7), [-8, 1]),
  ];
  const title = "The smaller the start, the earlier the recovery: median test error (dotted: theory)";
  const panels = arranged(maps, SAMPLES, "standard deviation σ of the start");
  return fig.panelFigure({ title, ...panels, width: 900, height: 400 });
}

/** E4 in small: convolutions by width. */
export function smallWidthMap({ settings, results }: RunsOf<typeof study.smallWidths>): fig.Figure {
  const rows = settings.map(({ architecture, times }, i) => ({
    label: `${times}×`,
    curves: results.map((run) => run[i]),
    rank: targetRank(architecture),
  }));
  const title = "Small convolutions: median test error (dotted: theory)";
  const panels = arranged([recoveryMap("convolution", rows, [-6, 0])], SAMPLES, "width");
  return fig.panelFigure({ title, ...panels, width: 720, height: 300 });
}

/** E4: test errors by architecture, width and number of samples, with a slider over the seeds' quantiles. */
export function widthMaps(cells: readonly WidthCell[]): fig.Figure {
  const frames = ([["best seed", 0], ["median seed", 0.5], ["worst seed", 1]] as const).map(([label, of]) => {
    const maps = ARCHITECTURES.map((architecture) =>
      recoveryMap(
        `${NAMES[architecture]}, R = ${targetRank(architecture)}`,
        widthsOf(cells, architecture).map((times) => ({
          label: `${times}×, M = ${networkOf(architecture, times).parameterCount}`,
          curves: cellsAt(cells, architecture, times),
          rank: targetRank(architecture),
        })),
        [-6, 0],
        of,
      )
    );
    return { label, ...fig.panels(arranged(maps, SAMPLES, "width", 1)) };
  });
  return fig.sliderFigure({
    title: "Test error by width and number of samples (dotted: theory)",
    sliderName: "shown:",
    frames: frames.map(({ label, data }) => ({ label, data })),
    layout: frames[0].layout as fig.Layout,
    shown: [0, 1, 2],
    width: 1100,
    height: 640,
  });
}
