/** Figures on which entries are seen, and on the way of a training. */
import {
  curve,
  CURVE_COLOURS,
  dots,
  type Figure,
  figure,
  OKABE_ITO,
  panels,
  type Trace,
} from "../../lib/figure/mod.ts";
import { wilsonInterval } from "../../lib/stats/wilson_interval.ts";
import { type MaskOutcome, type MaskRun, type MaskSettings, PAIRS } from "./masks.ts";
import type { Staircase } from "./rank_staircase.ts";
import { matrixNamed } from "./target_matrices.ts";
import { optimisticEntries } from "./recovery_maps.ts";

/** A matrix counts as recovered below this mean squared error. */
export const RECOVERED = 1e-4;

/** Whether a set of entries led to the matrix. */
export function isRecovered({ test }: MaskOutcome): boolean {
  return test !== null && test < RECOVERED;
}

/** Shares as dots with their 95 % intervals. */
export function shareDots(
  name: string,
  color: string,
  x: readonly (number | string)[],
  counts: readonly { successes: number; trials: number }[],
): Trace {
  const intervals = counts.map(({ successes, trials }) => wilsonInterval(successes, trials));
  return {
    type: "scatter",
    mode: "lines+markers",
    name,
    x: [...x],
    y: intervals.map(({ value }) => value),
    error_y: {
      type: "data",
      symmetric: false,
      array: intervals.map(({ value, high }) => high - value),
      arrayminus: intervals.map(({ value, low }) => value - low),
      thickness: 1,
    },
    marker: { color, size: 7 },
    line: { color, width: 2 },
  };
}

/** Recovered shares by the pattern of entries. */
export function maskShares(settings: MaskSettings, runs: readonly MaskRun[]): Figure {
  return figure({
    title: "Share of recoveries by which entries are seen (95 % Wilson intervals)",
    ...panels({
      panels: settings.matrices.map(({ name, sizes }, m) => ({
        title: `${name}, rank ${matrixNamed(name).rank}`,
        data: settings.patterns.map((pattern, p) =>
          shareDots(
            pattern === "cross" ? "cross (rows 0, 3; columns 0, 2)" : pattern,
            CURVE_COLOURS[p],
            sizes,
            sizes.map((_, s) => ({
              successes: runs.filter((run) => isRecovered(run.outcomes[m][p][s])).length,
              trials: runs.length,
            })),
          )
        ),
        xaxis: { title: { text: "number of entries n" }, dtick: sizes.length > 5 ? 2 : 1 },
      })),
      columns: 2,
      sameY: true,
      yaxis: { title: { text: "share recovered" }, range: [-0.05, 1.05] },
    }),
    width: 820,
    height: 560,
  });
}

/** Every cross of two rows and two columns: share of seeds that recover the matrix. */
export function crossMaps(settings: MaskSettings, runs: readonly MaskRun[]): Figure {
  const { data, layout } = panels({
    panels: settings.crosses.map((name, m) => ({
      title: `${name}, 12 entries`,
      data: [{
        type: "heatmap",
        x: PAIRS.map(([a, b]) => `${a}, ${b}`),
        y: PAIRS.map(([a, b]) => `${a}, ${b}`),
        z: PAIRS.map((_, row) =>
          PAIRS.map((_, column) =>
            runs.filter((run) => isRecovered(run.crosses[m][6 * row + column])).length / runs.length
          )
        ),
        coloraxis: "coloraxis",
        xgap: 1,
        ygap: 1,
      }],
    })),
    xaxis: { title: { text: "whole columns" }, type: "category" },
    yaxis: { title: { text: "whole rows" }, type: "category" },
    sameY: true,
  });
  return figure({
    title: "All crosses of two rows and two columns, which all determine the matrix locally",
    data,
    layout: {
      ...layout,
      coloraxis: {
        colorscale: "Viridis",
        cmin: 0,
        cmax: 1,
        colorbar: { title: { text: "share of seeds<br>that recover" } },
      },
    },
    width: 820,
    height: 420,
  });
}

/** Loss, effective rank and singular values of AB on the way. */
export function staircases(
  shown: readonly { name: string; entries: number; sigma: number; read: Staircase }[],
): Figure {
  const at = (read: Staircase) => read.steps.map((step) => step + 1);
  return figure({
    title: "One rank after the other: what AB is on its way (all entries, small start)",
    ...panels({
      panels: [
        {
          title: "training error",
          data: shown.map(({ name, entries, read }, i) =>
            curve({ name: `${name}, ${entries} entries`, x: at(read), y: read.loss, color: CURVE_COLOURS[i] })
          ),
          yaxis: { title: { text: "mean square" }, type: "log" },
        },
        {
          title: "effective rank of AB",
          data: shown.map(({ name, entries, read }, i) =>
            curve({
              name: `${name}, ${entries} entries`,
              x: at(read),
              y: read.effectiveRank,
              color: CURVE_COLOURS[i],
            })
          ),
          yaxis: { title: { text: "effective rank" }, range: [0.8, 4.1] },
        },
        {
          title: `singular values, ${shown[shown.length - 1].name}`,
          data: [0, 1, 2, 3].map((k) =>
            curve({
              name: `σ${"₁₂₃₄"[k]}`,
              x: at(shown[shown.length - 1].read),
              y: shown[shown.length - 1].read.singularValues.map((values) => values[k]),
              color: [OKABE_ITO.black, "#555555", "#888888", "#BBBBBB"][k],
            })
          ),
          yaxis: { title: { text: "σ of AB" }, type: "log" },
        },
      ],
      xaxis: { title: { text: "step of gradient descent, + 1" }, type: "log", dtick: 1 },
    }),
    width: 1000,
    height: 420,
  });
}

/** X1: recoveries by whether the entries determine the matrix locally. */
export function rankOfMasks(settings: MaskSettings, runs: readonly MaskRun[]): Figure {
  const random = settings.patterns.indexOf("random"), names = settings.matrices.map(({ name }) => name);
  const counts = (enough: boolean) =>
    names.map((name, m) => {
      const all = runs.flatMap((run) => run.outcomes[m][random]).filter(({ rank }) =>
        (rank === optimisticEntries(name)) === enough
      );
      return { successes: all.filter(isRecovered).length, trials: Math.max(1, all.length) };
    });
  return figure({
    title: "Random entries: recovered if they determine the matrix locally?",
    data: ([[true, "rank on the entries = R", OKABE_ITO.blue], [
      false,
      "rank below R",
      OKABE_ITO.vermillion,
    ]] as const)
      .map(([enough, name, color]) => ({
        ...shareDots(name, color, names, counts(enough)),
        mode: "markers",
      })),
    layout: {
      xaxis: { title: { text: "matrix" }, type: "category" },
      yaxis: { title: { text: "share recovered" }, range: [-0.05, 1.05] },
    },
    width: 640,
    height: 400,
  });
}

/** Test error against training error of many runs, which tells trapped from overfitting ones. */
export function fitsAndErrors(
  groups: readonly { name: string; points: readonly { train: number; test: number }[] }[],
  trapped: number,
): Figure {
  const floor = 1e-20;
  return figure({
    title: "Trapped or overfitting? Every training of the grid",
    data: groups.map(({ name, points }, i) =>
      dots({
        name,
        x: points.map(({ train }) => Math.max(floor, train)),
        y: points.map(({ test }) => Math.max(floor, test)),
        color: CURVE_COLOURS[i],
        size: 4,
      })
    ),
    layout: {
      xaxis: { title: { text: "training error" }, type: "log", dtick: 4 },
      yaxis: { title: { text: "test error" }, type: "log", dtick: 4 },
      shapes: [{
        type: "line",
        xref: "x",
        yref: "y domain",
        x0: trapped,
        x1: trapped,
        y0: 0,
        y1: 1,
        line: { color: "#777777", dash: "dot", width: 1 },
      }],
    },
    width: 720,
    height: 430,
  });
}
