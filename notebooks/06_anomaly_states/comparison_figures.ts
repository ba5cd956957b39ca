/** Figures of all detectors over all series. */
import type { AnomalyChoice, DetectorFamily } from "../../lib/anomaly/mod.ts";
import * as plot from "../../lib/figure/mod.ts";
import { largest, smallest } from "../../lib/stats/mod.ts";
import type { Compared } from "./compared.ts";
import type { StateMetric } from "../../lib/anomaly/mod.ts";
import * as read from "./readings.ts";

/** Colour of each family. */
export const FAMILY_COLOURS: Readonly<Record<DetectorFamily, string>> = {
  proximity: plot.OKABE_ITO.blue,
  reconstruction: plot.OKABE_ITO.green,
  forecast: plot.OKABE_ITO.orange,
  statistical: plot.OKABE_ITO.vermillion,
};
/** Name of the measure on axes. */
export const AREA = "area under the ROC curve";
/** Choices of strangers, as they are drawn. */
export const CHOICES = [
  { choice: "farthest", style: "circle", color: plot.OKABE_ITO.blue },
  { choice: "random", style: "diamond", color: plot.OKABE_ITO.orange },
  { choice: "nearest", style: "x", color: plot.OKABE_ITO.vermillion },
] as const;

/** A metric, averaged over seeds. */
export const pooled = (runs: Compared, metric: StateMetric, choice: AnomalyChoice) =>
  read.overSeeds(runs.results.map((run) => read.metricTable(runs.settings, run, metric, choice)));
const byMean = (table: read.MetricTable) => {
  const means = read.detectorMeans(table);
  return table.detectors.map((_, d) => d).sort((a, b) => means[b] - means[a]);
};

/** Hero: mean areas by how strangers are chosen. */
export function choiceFigure(runs: Compared, title: string): plot.Figure {
  const far = pooled(runs, "rocAuc", "farthest"), order = byMean(far);
  const names = order.map((d) => far.detectors[d]), places = names.map((_, i) => i);
  return plot.figure({
    title,
    data: [
      ...CHOICES.map(({ choice, style, color }) => {
        const means = read.detectorMeans(pooled(runs, "rocAuc", choice));
        return plot.dots({
          name: `${choice} strangers`,
          x: places,
          y: order.map((d) => means[d]),
          color,
          style,
          size: 8,
        });
      }),
      plot.level("chance", 0.5, [-0.5, names.length - 0.5]),
    ],
    layout: {
      xaxis: plot.axis("detector, by its mean on the farthest", {
        tickvals: places,
        ticktext: names,
        tickangle: -60,
        tickfont: { size: 9 },
        range: [-0.7, names.length - 0.3],
      }),
      yaxis: plot.axis(`mean ${AREA}`, { range: [0.3, 1.02] }),
    },
    width: 960,
    height: 460,
  });
}

/** Boxes in the colours of families, a legend entry for each family that there is. */
export function familyBoxes(
  boxes: readonly { name: string; family: DetectorFamily; values: readonly number[] }[],
): plot.Trace[] {
  return boxes.map(({ name, family, values }, i): plot.Trace => ({
    type: "box",
    x: values.map(() => name),
    y: values,
    name: family,
    legendgroup: family,
    showlegend: boxes.findIndex((one) => one.family === family) === i,
    marker: { color: FAMILY_COLOURS[family], size: 3 },
    line: { width: 1 },
  }));
}

/** 6: boxes over series, by detector. */
export function boxFigure(runs: Compared, choice: "farthest" | "random"): plot.Figure {
  const table = pooled(runs, "rocAuc", choice);
  return plot.figure({
    title: `${table.rows.length} series with ${choice} strangers: ${AREA} by detector`,
    data: familyBoxes(
      byMean(table).map((d) => ({
        name: table.detectors[d],
        family: read.familyOf(table.detectors[d]),
        values: table.rows.map((row) => row[d]).filter(Number.isFinite),
      })),
    ),
    layout: {
      xaxis: plot.axis("detector, by its mean", { tickangle: -60, tickfont: { size: 9 }, type: "category" }),
      yaxis: plot.axis(AREA, { range: [0, 1.03] }),
    },
    width: 960,
    height: 460,
  });
}

const KNC_TICKS = [0.5, 1, 2, 5, 10];

/** 9: areas over contrast, some detectors. */
export function contrastFigure(runs: Compared, names: readonly string[]): plot.Figure {
  const tableOf = (choice?: AnomalyChoice) =>
    read.metricTable(runs.settings, runs.results.flat(), "rocAuc", choice);
  const joined = tableOf(), tables = CHOICES.map(({ choice }) => tableOf(choice));
  const knc = joined.series.map((one) => one.knc), ends = [smallest(knc), largest(knc)];
  const made = plot.panels({
    panels: names.map((name) => {
      const fit = read.contrastOf(joined, read.columnOf(joined, name));
      return {
        title: `${name}: ρ = ${fit.correlation.toFixed(2)}`,
        data: [
          ...CHOICES.map(({ choice, style, color }, c) =>
            plot.dots({
              name: choice,
              x: tables[c].series.map((one) => one.knc),
              y: read.columnOf(tables[c], name),
              color,
              style,
              size: 5,
            })
          ),
          plot.curve({
            name: "least squares",
            x: ends,
            y: ends.map((x) => fit.level + fit.slope * (Math.log(x) - fit.centre)),
            color: plot.REFERENCE,
            size: 1.5,
          }),
        ],
      };
    }),
    columns: 3,
    sameX: true,
    sameY: true,
    xaxis: plot.logAxis("contrast KNC", { tickvals: KNC_TICKS, ticktext: KNC_TICKS.map(String) }),
    yaxis: plot.axis(AREA, { range: [0, 1.05] }),
  });
  return plot.figure({
    title: "The closer the strangers, the worse the detectors",
    ...made,
    width: 960,
    height: 560,
  });
}

/** 10: a map of detectors and series. */
export function areaMap(runs: Compared, choice: "farthest" | "random"): plot.Figure {
  const table = pooled(runs, "rocAuc", choice), order = byMean(table);
  const ease = table.rows.map((row, s) => ({ s, mean: read.meanOf(row) })).sort((a, b) => b.mean - a.mean);
  const map = plot.categoryMap({
    columns: ease.map(({ s }) => `${table.series[s].set}: ${table.series[s].cls}`),
    rows: order.map((d) => table.detectors[d]),
    values: order.map((d) => ease.map(({ s }) => table.rows[s][d])),
    title: "area",
    colorscale: plot.DIVERGING,
    range: [0, 1],
  });
  return plot.figure({
    title: `Area under the ROC curve, ${choice} strangers, mean of seeds (a gap: the detector failed)`,
    data: map.data,
    layout: {
      xaxis: {
        ...map.xaxis,
        ...plot.axis("standard class, the easiest first"),
        tickangle: -60,
        tickfont: { size: 9 },
      },
      yaxis: { ...map.yaxis, ...plot.axis("detector"), tickfont: { size: 9 } },
    },
    width: 960,
    height: 820,
  });
}
