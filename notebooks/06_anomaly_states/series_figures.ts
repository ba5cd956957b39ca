/** Figures of one series: its construction, and scores. */
import { decisionMultiple, type StateSegment } from "../../lib/anomaly/mod.ts";
import { labelRanges, rocAuc } from "../../lib/anomaly/metrics/mod.ts";
import {
  axis,
  categoryMap,
  curve,
  CURVE_COLOURS,
  type Figure,
  figure,
  type Layout,
  level,
  OKABE_ITO,
  panels,
  REFERENCE,
  SEQUENTIAL,
  withAlpha,
} from "../../lib/figure/mod.ts";
import type { Example } from "./example.ts";

export const TIME = "time (samples)";
export const times = (length: number) => Float64Array.from({ length }, (_, t) => t);

/** Every fourth point: scores of windows change slowly. */
const thinned = (values: Float64Array) => values.filter((_, i) => i % 4 === 0);

/** Shaded bands over anomalous points, behind everything, in one panel. */
export function shades(ranges: readonly (readonly [number, number])[], panel = 1): Layout[] {
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
    fillcolor: withAlpha(OKABE_ITO.vermillion, 0.18),
    line: { width: 0 },
  }));
}
const anomalous = (segments: readonly StateSegment[]) =>
  segments.filter((one) => one.anomalous).map(({ start, end }) => [start, end] as const);

/** The live cell: a test series and the scores of one detector. */
export function liveFigure(
  { name, test, labels, scores, area, knc }: {
    name: string;
    test: Float64Array;
    labels: Uint8Array;
    scores: Float64Array;
    area: number;
    knc: number;
  },
): Figure {
  const x = times(test.length), ranges = labelRanges(labels);
  const made = panels({
    panels: [
      {
        title: "test series, strangers shaded",
        data: [curve({ name: "series", x, y: test, color: OKABE_ITO.blue, size: 1 })],
      },
      {
        title: `score of ${name}`,
        data: [curve({ name: "score", x, y: scores, color: OKABE_ITO.vermillion, size: 1.5 })],
        yaxis: axis("score"),
      },
    ],
    columns: 1,
    sameX: true,
    xaxis: axis(TIME),
    yaxis: axis("value"),
  });
  return figure({
    title: `${name}: area under the ROC curve ${area.toFixed(3)} at a contrast KNC of ${
      knc.toFixed(2)
    } (chance 0.5)`,
    ...made,
    layout: { ...made.layout, shapes: [...shades(ranges), ...shades(ranges, 2)], showlegend: false },
    width: 900,
    height: 420,
  });
}

/** 1: standard and test series. */
export function seriesFigure({ test: { series } }: Example): Figure {
  const { standard, test, segments } = series;
  const line = (name: string, y: Float64Array, color: string) =>
    curve({ name, x: times(y.length), y, color, size: 1 });
  const made = panels({
    panels: [
      { title: "standard series", data: [line("standard", standard, OKABE_ITO.blue)] },
      { title: "test series, strangers shaded", data: [line("test", test, OKABE_ITO.blue)] },
    ],
    columns: 1,
    xaxis: axis(TIME),
    yaxis: axis("value (deviations)"),
  });
  return figure({
    title: "A standard series of normal beats, and a test series with three strangers",
    ...made,
    layout: { ...made.layout, shapes: shades(anomalous(segments), 2), showlegend: false },
    width: 900,
    height: 420,
  });
}

/** 2: classes and clusters. */
export function clusterFigure({ ranking: { set, counts, clusters } }: Example): Figure {
  const k = set.classes.length, names = [...set.classes.map((_, c) => `cluster ${c + 1}`), "abandoned"];
  const map = categoryMap({
    columns: names,
    rows: set.classes,
    values: counts,
    title: "samples",
    colorscale: SEQUENTIAL,
    text: String,
  });
  const made = panels({
    panels: [
      {
        title: "samples by class and cluster",
        data: map.data,
        xaxis: { ...map.xaxis, ...axis("cluster") },
        yaxis: { ...map.yaxis, ...axis("class") },
      },
      {
        title: "centroids: plain means",
        data: clusters.centroids.map((y, c) =>
          curve({
            name: names[c],
            x: times(y.length),
            y,
            color: CURVE_COLOURS[c % CURVE_COLOURS.length],
            size: 1.5,
          })
        ),
        xaxis: axis("time in a sample (samples)"),
        yaxis: axis("value (deviations)"),
      },
    ],
    gapX: 0.24,
  });
  return figure({
    title: `${k} clusters under the shape-based distance follow the classes of ${set.name}`,
    ...made,
    width: 900,
    height: 380,
  });
}

/** 3: scores of detectors under the test series. */
export function scoreFigure({ test: { series }, scores }: Example): Figure {
  const { test, segments, labels } = series,
    ranges = anomalous(segments),
    threshold = decisionMultiple("erf");
  const made = panels({
    panels: [
      {
        title: "test series",
        data: [
          curve({
            name: "test",
            x: times(test.length),
            y: test,
            color: REFERENCE,
            size: 1,
            attributes: { showlegend: false },
          }),
        ],
        yaxis: axis("value"),
      },
      ...scores.map(({ name, points }) => ({
        title: `${name}: area ${rocAuc(labels, points).toFixed(2)}`,
        data: [
          curve({
            name: "score",
            x: thinned(times(points.length)),
            y: thinned(points),
            color: OKABE_ITO.blue,
            size: 1.2,
          }),
          level(`threshold μ + ${threshold.toFixed(2)}σ`, threshold, [0, points.length]),
        ],
      })),
    ],
    columns: 1,
    sameX: true,
    xaxis: axis(TIME),
    yaxis: axis("score (σ)"),
    gapY: 0.05,
  });
  return figure({
    title: "Who sees the strangers: scores in deviations of held-out standard scores",
    ...made,
    layout: { ...made.layout, shapes: [...scores, 0].flatMap((_, i) => shades(ranges, i + 1)) },
    width: 900,
    height: 980,
  });
}
