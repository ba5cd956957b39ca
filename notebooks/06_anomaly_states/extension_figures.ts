/** Figures of corrections, calibration, kinds of anomalies and the choice of a detector. */
import {
  axis,
  categoryMap,
  curve,
  DIVERGING,
  dots,
  type Figure,
  figure,
  level,
  OKABE_ITO,
  panels,
  REFERENCE,
  stepColours,
} from "../../lib/figure/mod.ts";
import type { Runs } from "../../lib/experiments/mod.ts";
import { mean } from "../../lib/stats/mod.ts";
import { type KindAreas, KINDS, PROCESSES } from "./anomaly_kinds.ts";
import type { Calibration } from "./calibration.ts";
import { AREA } from "./comparison_figures.ts";
import type { Compared } from "./compared.ts";
import type { Correction } from "./corrections.ts";
import * as read from "./readings.ts";

/** E1: what each detector sees. */
export function kindFigure(
  runs: Pick<Runs<{ detectors: string[] }, KindAreas>, "settings" | "results">,
): Figure {
  const { settings: { detectors }, results } = runs;
  const words = {
    marginal: "values",
    order: "order of values",
    phases: "phases",
    shape: "shape",
    none: "nothing",
  };
  const made = panels({
    panels: PROCESSES.map((process, p) => {
      const map = categoryMap({
        columns: KINDS.map((kind) => words[kind]),
        rows: detectors,
        values: detectors.map((_, d) => KINDS.map((_, k) => mean(results.map((run) => run[p][k][d])))),
        title: "area",
        colorscale: DIVERGING,
        range: [0, 1],
        text: (value) => value.toFixed(2),
      });
      return {
        title: process,
        data: map.data.map((trace) => ({ ...trace, showscale: p === 0 })),
        xaxis: { ...map.xaxis, ...axis("what is changed"), tickangle: -30 },
        yaxis: { ...map.yaxis, ...axis("detector") },
      };
    }),
    sameY: true,
  });
  return figure({
    title: `Kinds of anomalies: mean ${AREA} (chance 0.5)`,
    ...made,
    width: 1000,
    height: 480,
  });
}

/** 11: before and after correction. */
export function correctionFigure({ results }: { readonly results: readonly Correction[][] }): Figure {
  const names = results[0].map(({ name }) => name), places = names.map((_, i) => i);
  const of = (field: "native" | "corrected") =>
    names.map((_, i) => mean(results.map((run) => run[i][field])));
  const native = of("native"), corrected = of("corrected");
  return figure({
    title: "Scores from the standard windows alone, and as PyOD makes them from the batch",
    data: [
      curve({
        name: "change",
        x: places.flatMap((i) => [i, i, NaN]),
        y: places.flatMap((i) => [native[i], corrected[i], NaN]),
        color: REFERENCE,
        size: 1.5,
        attributes: { showlegend: false },
      }),
      dots({
        name: "as PyOD scores a batch",
        x: places,
        y: native,
        color: OKABE_ITO.vermillion,
        style: "x",
        size: 10,
      }),
      dots({
        name: "from the standard windows alone",
        x: places,
        y: corrected,
        color: OKABE_ITO.blue,
        size: 10,
      }),
      level("chance", 0.5, [-0.5, names.length - 0.5]),
    ],
    layout: {
      xaxis: axis("detector (KNN and KDE need no correction)", { tickvals: places, ticktext: names }),
      yaxis: axis(`mean ${AREA}`),
    },
    width: 800,
    height: 400,
  });
}

/** 12: nominal and observed rates of false alarms. */
export function calibrationFigure(
  runs: Pick<Runs<{ levels: number[] }, Calibration[]>, "settings" | "results">,
): Figure {
  const { settings: { levels }, results } = runs, names = results[0].map(({ name }) => name);
  const colours = stepColours(names.length), percent = levels.map((value) => 100 * value);
  const panel = (title: string, field: "conformal" | "gaussian") => ({
    title,
    data: [
      ...names.map((name, d) =>
        curve({
          name,
          x: percent,
          y: levels.map((_, i) => 100 * mean(results.map((run) => run[d][field][i]))),
          color: colours[d],
          size: 1.5,
          attributes: { mode: "lines+markers" },
        })
      ),
      curve({ name: "as promised", x: percent, y: percent, color: REFERENCE, size: 1, style: "dot" }),
    ],
  });
  const ticks = { type: "log", tickvals: percent, ticktext: percent.map(String) };
  const made = panels({
    panels: [panel("conformal p-values", "conformal"), panel("mean and deviations", "gaussian")],
    sameX: true,
    sameY: true,
    xaxis: axis("nominal rate (%)", ticks),
    yaxis: axis("observed rate on fresh standard samples (%)", ticks),
  });
  return figure({
    title: "False alarms: what a threshold promises and what it keeps",
    ...made,
    width: 900,
    height: 440,
  });
}

/** X3: the detector that surrogates choose. */
export function selectionFigure(runs: Compared): Figure {
  const { settings, results } = runs;
  const points = results.map((run) => {
    const guide = read.metricTable(settings, run, "pseudoAuc", { choice: "random" });
    return {
      guide: read.detectorMeans(guide),
      area: read.detectorMeans(read.metricTable(settings, run, "rocAuc", { choice: "random" })),
      names: guide.detectors,
    };
  });
  const { names } = points[0],
    middle = (field: "guide" | "area") => names.map((_, d) => mean(points.map((one) => one[field][d])));
  return figure({
    title: "Who tells standard windows from surrogates finds strangers, but for CD and MCD",
    data: [dots({
      name: "a detector",
      x: middle("guide"),
      y: middle("area"),
      color: OKABE_ITO.blue,
      size: 7,
      attributes: { mode: "markers+text", text: names, textposition: "top center", textfont: { size: 8 } },
    })],
    layout: {
      xaxis: axis("area, held-out windows against their surrogates (no labels needed)"),
      yaxis: axis(`mean ${AREA}, random strangers`),
    },
    width: 900,
    height: 480,
  });
}
