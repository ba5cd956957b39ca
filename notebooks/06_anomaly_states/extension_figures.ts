/** Figures of corrections, calibration, kinds of anomalies and the choice of a detector. */
import * as plot from "../../lib/figure/mod.ts";
import type { Runs } from "../../lib/experiments/mod.ts";
import { mean } from "../../lib/stats/mod.ts";
import { type KindAreas, KINDS, PROCESSES } from "./anomaly_kinds.ts";
import type { Calibration } from "./calibration.ts";
import { AREA } from "./comparison_figures.ts";
import type { Correction } from "./corrections.ts";

/** E1: what each detector sees. */
export function kindFigure(
  runs: Pick<Runs<{ detectors: string[] }, KindAreas>, "settings" | "results">,
): plot.Figure {
  const { settings: { detectors }, results } = runs;
  const words = {
    marginal: "values",
    order: "order of values",
    phases: "phases",
    shape: "shape",
    none: "nothing",
  };
  const made = plot.panels({
    panels: PROCESSES.map((process, p) => {
      const map = plot.categoryMap({
        columns: KINDS.map((kind) => words[kind]),
        rows: detectors,
        values: detectors.map((_, d) => KINDS.map((_, k) => mean(results.map((run) => run[p][k][d])))),
        title: "area",
        colorscale: plot.DIVERGING,
        range: [0, 1],
        text: (value) => value.toFixed(2),
      });
      return {
        title: process,
        data: map.data.map((trace) => ({ ...trace, showscale: p === 0 })),
        xaxis: { ...map.xaxis, ...plot.axis("what is changed"), tickangle: -30 },
        yaxis: { ...map.yaxis, ...plot.axis("detector") },
      };
    }),
    sameY: true,
  });
  return plot.figure({
    title: `Kinds of anomalies: mean ${AREA} (chance 0.5)`,
    ...made,
    width: 1000,
    height: 480,
  });
}

/** 11: before and after correction. */
export function correctionFigure({ results }: { readonly results: readonly Correction[][] }): plot.Figure {
  const names = results[0].map(({ name }) => name), places = names.map((_, i) => i);
  const of = (field: "native" | "corrected") =>
    names.map((_, i) => mean(results.map((run) => run[i][field])));
  const native = of("native"), corrected = of("corrected");
  return plot.figure({
    title: "Scores from the standard windows alone, and as PyOD makes them from the batch",
    data: [
      plot.curve({
        name: "change",
        x: places.flatMap((i) => [i, i, NaN]),
        y: places.flatMap((i) => [native[i], corrected[i], NaN]),
        color: plot.REFERENCE,
        size: 1.5,
        attributes: { showlegend: false },
      }),
      plot.dots({
        name: "as PyOD scores a batch",
        x: places,
        y: native,
        color: plot.OKABE_ITO.vermillion,
        style: "x",
        size: 10,
      }),
      plot.dots({
        name: "from the standard windows alone",
        x: places,
        y: corrected,
        color: plot.OKABE_ITO.blue,
        size: 10,
      }),
      plot.level("chance", 0.5, [-0.5, names.length - 0.5]),
    ],
    layout: {
      xaxis: plot.axis("detector (KNN and KDE need no correction)", { tickvals: places, ticktext: names }),
      yaxis: plot.axis(`mean ${AREA}`),
    },
    width: 800,
    height: 400,
  });
}

/** Marks of detectors, whose colours repeat. */
const SYMBOLS = ["circle", "diamond", "square", "x", "triangle-up", "cross", "star", "circle-open"] as const;

/** 12: nominal and observed rates of false alarms. */
export function calibrationFigure(
  runs: Pick<Runs<{ levels: number[] }, Calibration[]>, "settings" | "results">,
): plot.Figure {
  const { settings: { levels }, results } = runs, names = results[0].map(({ name }) => name);
  const percent = levels.map((value) => 100 * value);
  const panel = (title: string, field: "conformal" | "gaussian") => ({
    title,
    data: [
      ...names.map((name, d) =>
        plot.curve({
          name,
          x: percent,
          y: levels.map((_, i) => 100 * mean(results.map((run) => run[d][field][i]))),
          color: plot.CURVE_COLOURS[d % plot.CURVE_COLOURS.length],
          size: 1.5,
          attributes: { mode: "lines+markers", marker: { symbol: SYMBOLS[d % SYMBOLS.length], size: 7 } },
        })
      ),
      plot.curve({
        name: "as promised",
        x: percent,
        y: percent,
        color: plot.REFERENCE,
        size: 1,
        style: "dot",
      }),
    ],
  });
  const ticks = { type: "log", tickvals: percent, ticktext: percent.map(String) };
  const made = plot.panels({
    panels: [panel("conformal p-values", "conformal"), panel("mean and deviations", "gaussian")],
    sameX: true,
    sameY: true,
    xaxis: plot.axis("nominal rate (%)", ticks),
    yaxis: plot.axis("observed rate on fresh standard samples (%)", ticks),
  });
  return plot.figure({
    title: "False alarms: what a threshold promises and what it keeps",
    ...made,
    width: 900,
    height: 440,
  });
}
