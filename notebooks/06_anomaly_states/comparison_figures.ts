/** Figures of all detectors over all series. */
import type { DetectorFamily } from "../../lib/anomaly/mod.ts";
import {
  axis,
  categoryMap,
  curve,
  DIVERGING,
  dots,
  type Figure,
  figure,
  level,
  logAxis,
  OKABE_ITO,
  panels,
  REFERENCE,
  share,
  type Trace,
} from "../../lib/figure/mod.ts";
import { largest, smallest } from "../../lib/stats/mod.ts";
import type { Compared } from "./compared.ts";
import type { StateMetric } from "../../lib/anomaly/mod.ts";
import * as read from "./readings.ts";

/** Colour of each family. */
export const FAMILY_COLOURS: Readonly<Record<DetectorFamily, string>> = {
  proximity: OKABE_ITO.blue,
  reconstruction: OKABE_ITO.green,
  forecast: OKABE_ITO.orange,
  statistical: OKABE_ITO.vermillion,
};
/** Name of the measure on axes. */
export const AREA = "area under the ROC curve";
const CHOICES = [
  { choice: "farthest", style: "circle", color: OKABE_ITO.blue },
  { choice: "random", style: "diamond", color: OKABE_ITO.orange },
  { choice: "nearest", style: "x", color: OKABE_ITO.vermillion },
] as const;

/** A metric, averaged over seeds. */
export const pooled = (runs: Compared, metric: StateMetric, which: read.Which) =>
  read.overSeeds(runs.results.map((run) => read.metricTable(runs.settings, run, metric, which)));
const byMean = (table: read.MetricTable) => {
  const means = read.detectorMeans(table);
  return table.detectors.map((_, d) => d).sort((a, b) => means[b] - means[a]);
};

/** Hero: mean areas by how strangers are chosen. */
export function choiceFigure(runs: Compared, title: string): Figure {
  const far = pooled(runs, "rocAuc", { choice: "farthest" }), order = byMean(far);
  const names = order.map((d) => far.detectors[d]), places = names.map((_, i) => i);
  return figure({
    title,
    data: [
      ...CHOICES.map(({ choice, style, color }) => {
        const means = read.detectorMeans(pooled(runs, "rocAuc", { choice }));
        return dots({
          name: `${choice} strangers`,
          x: places,
          y: order.map((d) => means[d]),
          color,
          style,
          size: 8,
        });
      }),
      level("chance", 0.5, [-0.5, names.length - 0.5]),
    ],
    layout: {
      xaxis: axis("detector, by its mean on the farthest", {
        tickvals: places,
        ticktext: names,
        tickangle: -60,
        tickfont: { size: 9 },
        range: [-0.7, names.length - 0.3],
      }),
      yaxis: axis(`mean ${AREA}`, { range: [0.3, 1.02] }),
    },
    width: 960,
    height: 460,
  });
}

/** 6: boxes over series, by detector. */
export function boxFigure(runs: Compared, choice: "farthest" | "random"): Figure {
  const table = pooled(runs, "rocAuc", { choice }), order = byMean(table), listed = new Set<string>();
  const boxes = order.map((d): Trace => {
    const name = table.detectors[d], family = read.familyOf(name), first = !listed.has(family);
    listed.add(family);
    return {
      type: "box",
      x: table.rows.map(() => name),
      y: table.rows.map((row) => row[d]).filter(Number.isFinite),
      name: family,
      legendgroup: family,
      showlegend: first,
      marker: { color: FAMILY_COLOURS[family], size: 3 },
      line: { width: 1 },
    };
  }).map((box) => ({ ...box, x: (box.x as string[]).slice(0, (box.y as number[]).length) }));
  return figure({
    title: `${table.rows.length} series with ${choice} strangers: ${AREA} by detector`,
    data: boxes,
    layout: {
      xaxis: axis("detector, by its mean", { tickangle: -60, tickfont: { size: 9 }, type: "category" }),
      yaxis: axis(AREA, { range: [0, 1.03] }),
    },
    width: 960,
    height: 460,
  });
}

/** 9: areas over contrast, some detectors. */
export function contrastFigure(runs: Compared, names: readonly string[]): Figure {
  const tables = CHOICES.map(({ choice }) =>
    runs.results.map((run) => read.metricTable(runs.settings, run, "rocAuc", { choice }))
  );
  const all = runs.results.map((run) => read.metricTable(runs.settings, run, "rocAuc"));
  const joined = {
    detectors: all[0].detectors,
    series: all.flatMap(({ series }) => series),
    rows: all.flatMap(({ rows }) => rows),
  };
  const knc = joined.series.map((one) => one.knc), ends = [smallest(knc), largest(knc)];
  const made = panels({
    panels: names.map((name) => {
      const fit = read.contrastOf(joined, read.columnOf(joined, name));
      return {
        title: `${name}: ρ = ${fit.correlation.toFixed(2)}`,
        data: [
          ...CHOICES.map(({ choice, style, color }, c) =>
            dots({
              name: choice,
              x: tables[c].flatMap(({ series }) => series.map((one) => one.knc)),
              y: tables[c].flatMap((table) => read.columnOf(table, name)),
              color,
              style,
              size: 5,
            })
          ),
          curve({
            name: "least squares",
            x: ends,
            y: ends.map((x) => fit.level + fit.slope * (Math.log(x) - fit.centre)),
            color: REFERENCE,
            size: 1.5,
          }),
        ],
      };
    }),
    columns: 3,
    sameX: true,
    sameY: true,
    xaxis: logAxis("contrast KNC"),
    yaxis: axis(AREA, { range: [0, 1.05] }),
  });
  return figure({
    title: "The closer the strangers, the worse the detectors",
    ...made,
    width: 960,
    height: 560,
  });
}

/** 10: a map of detectors and series. */
export function areaMap(runs: Compared, choice: "farthest" | "random"): Figure {
  const table = pooled(runs, "rocAuc", { choice }), order = byMean(table);
  const ease = table.rows.map((row, s) => ({ s, mean: read.meanOf(row) })).sort((a, b) => b.mean - a.mean);
  const map = categoryMap({
    columns: ease.map(({ s }) => `${table.series[s].set}: ${table.series[s].cls}`),
    rows: order.map((d) => table.detectors[d]),
    values: order.map((d) => ease.map(({ s }) => table.rows[s][d])),
    title: "area",
    colorscale: DIVERGING,
    range: [0, 1],
  });
  return figure({
    title: `${AREA}, ${choice} strangers, mean of seeds; gaps are detectors that failed`,
    data: map.data,
    layout: {
      xaxis: {
        ...map.xaxis,
        ...axis("standard class, the easiest first"),
        tickangle: -60,
        tickfont: { size: 9 },
      },
      yaxis: { ...map.yaxis, ...axis("detector"), tickfont: { size: 9 } },
    },
    width: 960,
    height: 820,
  });
}

/** E10 on real sets: mean areas by choice and set. */
export function archiveFigure(runs: Compared): Figure {
  const sets = [...new Set(runs.results[0].map(({ set }) => set))];
  const made = panels({
    panels: sets.map((set) => {
      const own = { ...runs, results: runs.results.map((run) => run.filter((one) => one.set === set)) };
      return {
        title: set,
        data: read.FAMILIES.map((family) => {
          const means = CHOICES.map(({ choice }) => {
            const table = pooled(own, "rocAuc", { choice }), each = read.detectorMeans(table);
            return read.meanOf(each.filter((_, d) => read.familyOf(table.detectors[d]) === family));
          });
          return curve({
            name: family,
            x: [0, 1, 2],
            y: means,
            color: FAMILY_COLOURS[family],
            size: 2,
            attributes: { mode: "lines+markers" },
          });
        }).concat(level("chance", 0.5, [0, 2])),
      };
    }),
    columns: 4,
    sameY: true,
    sameX: true,
    xaxis: axis("strangers", { tickvals: [0, 1, 2], ticktext: CHOICES.map(({ choice }) => choice) }),
    yaxis: share(`mean ${AREA}`),
  });
  return figure({
    title: "Real sets: from the farthest strangers to the nearest",
    ...made,
    width: 960,
    height: 520,
  });
}
