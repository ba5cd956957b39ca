/** Figures of one series: its construction, and scores. */
import { decisionMultiple, type StateSegment } from "../../lib/anomaly/mod.ts";
import { labelRanges, rocAuc } from "../../lib/anomaly/metrics/mod.ts";
import * as plot from "../../lib/figure/mod.ts";
import type { Example } from "./example.ts";

const TIME = "time (samples)";
const times = (length: number) => Float64Array.from({ length }, (_, t) => t);

/** Every fourth point: scores of windows change slowly. */
const thinned = (values: Float64Array) => values.filter((_, i) => i % 4 === 0);

/** Shaded bands over anomalous points, behind everything, in one panel. */
function shades(ranges: readonly (readonly [number, number])[], panel = 1): plot.Layout[] {
  const id = panel === 1 ? "" : String(panel);
  return ranges.map(([x0, x1]) => ({
    type: "rect",
    layer: "below",
    x0,
    x1,
    xref: `x${id}`,
    y0: 0,
    y1: 1,
    yref: `y${id} domain`,
    fillcolor: plot.withAlpha(plot.OKABE_ITO.vermillion, 0.18),
    line: { width: 0 },
  }));
}
const anomalous = (segments: readonly StateSegment[]) =>
  segments.filter((one) => one.anomalous).map(({ start, end }) => [start, end] as const);

/** A test series above scores of its points, strangers shaded in all panels. */
function scoresUnder(
  { title, test, labels, scores, unit, height }: {
    title: string;
    test: Float64Array;
    labels: Uint8Array;
    scores: readonly plot.Panel[];
    unit: string;
    height: number;
  },
): plot.Figure {
  const series = plot.curve({
    name: "series",
    x: times(test.length),
    y: test,
    color: plot.REFERENCE,
    size: 1,
    attributes: { showlegend: false },
  });
  const made = plot.panels({
    panels: [
      { title: "test series, strangers shaded", data: [series], yaxis: plot.axis("value") },
      ...scores,
    ],
    columns: 1,
    sameX: true,
    xaxis: plot.axis(TIME),
    yaxis: plot.axis(unit),
    gapY: scores.length > 1 ? 0.05 : 0.2,
  });
  const shapes = [series, ...scores].flatMap((_, i) => shades(labelRanges(labels), i + 1));
  return plot.figure({ title, ...made, layout: { ...made.layout, shapes }, width: 900, height });
}

/** 1: standard and test series. */
export function seriesFigure({ test: { series } }: Example): plot.Figure {
  const { standard, test, segments } = series;
  const line = (name: string, y: Float64Array, color: string) =>
    plot.curve({ name, x: times(y.length), y, color, size: 1 });
  const made = plot.panels({
    panels: [
      { title: "standard series", data: [line("standard", standard, plot.OKABE_ITO.blue)] },
      { title: "test series, strangers shaded", data: [line("test", test, plot.OKABE_ITO.blue)] },
    ],
    columns: 1,
    xaxis: plot.axis(TIME),
    yaxis: plot.axis("value (deviations)"),
  });
  return plot.figure({
    title: "A standard series of normal beats, and a test series with three strangers",
    ...made,
    layout: { ...made.layout, shapes: shades(anomalous(segments), 2), showlegend: false },
    width: 900,
    height: 420,
  });
}

/** 2: classes and clusters. */
export function clusterFigure({ ranking: { set, counts, clusters } }: Example): plot.Figure {
  const k = set.classes.length, names = [...set.classes.map((_, c) => `cluster ${c + 1}`), "abandoned"];
  const map = plot.categoryMap({
    columns: names,
    rows: set.classes,
    values: counts,
    title: "samples",
    colorscale: plot.SEQUENTIAL,
    text: String,
  });
  const made = plot.panels({
    panels: [
      {
        title: "samples by class and cluster",
        data: map.data,
        xaxis: { ...map.xaxis, ...plot.axis("cluster") },
        yaxis: { ...map.yaxis, ...plot.axis("class") },
      },
      {
        title: "centroids: plain means",
        data: clusters.centroids.map((y, c) =>
          plot.curve({
            name: names[c],
            x: times(y.length),
            y,
            color: plot.CURVE_COLOURS[c % plot.CURVE_COLOURS.length],
            size: 1.5,
          })
        ),
        xaxis: plot.axis("time in a sample (samples)"),
        yaxis: plot.axis("value (deviations)"),
      },
    ],
    gapX: 0.24,
  });
  return plot.figure({
    title: `${k} clusters under the shape-based distance follow the classes of ${set.name}`,
    ...made,
    width: 900,
    height: 380,
  });
}

/** 3: scores of detectors under the test series. */
export function scoreFigure({ test: { series: { test, labels } }, scores }: Example): plot.Figure {
  const threshold = decisionMultiple("erf");
  return scoresUnder({
    title: "Who sees the strangers: scores in deviations of held-out standard scores",
    test,
    labels,
    scores: scores.map(({ name, points }) => ({
      title: `${name}: area ${rocAuc(labels, points).toFixed(2)}`,
      data: [
        plot.curve({
          name: "score",
          x: thinned(times(points.length)),
          y: thinned(points),
          color: plot.OKABE_ITO.blue,
          size: 1.2,
        }),
        plot.level(`threshold μ + ${threshold.toFixed(2)}σ`, threshold, [0, points.length]),
      ],
    })),
    unit: "score (σ)",
    height: 980,
  });
}
