import { requireSameLength } from "../../checks.ts";
import { labelRanges } from "../metrics/ranges.ts";
import type { StateReport } from "./state_report.ts";

/** Plotly's traces and layout, for `figure` of `lib/figure` or Plotly itself. */
export interface StatesFigure {
  readonly title: string;
  readonly data: readonly Readonly<Record<string, unknown>>[];
  readonly layout: Readonly<Record<string, unknown>>;
}

/** Points of a curve, at most. */
const SHOWN = 1000;

/**
 * The tested series above the point scores of each detector, with the segments that it calls anomalous shaded.
 *
 * ```ts
 * import { detectStates, knn, statesFigure } from "@paper-notebooks/lib/anomaly";
 *
 * const wave = Float64Array.from({ length: 3000 }, (_, t) => Math.sin(t / 6)), test = wave.slice(0, 600).fill(0, 300, 400);
 * const { data } = statesFigure(test, await detectStates(wave, test, { detectors: [knn()], window: 38 }));
 * if (data.length < 2) throw new Error("the series, and its scores");
 * ```
 *
 * @param test the points that were tested
 * @param labels 1 for each point of a known anomaly, 0 for all others; the anomalies are then shaded in the series
 * @throws {RangeError} where the report is that of a series of another length, or holds no detector
 */
export function statesFigure(
  test: ArrayLike<number>,
  { reports, rate }: StateReport,
  labels: ArrayLike<number> = [],
): StatesFigure {
  if (reports.length === 0) throw new RangeError("statesFigure: the report must hold a detector, got none");
  for (const { detector, pointScores } of reports) {
    requireSameLength(
      "statesFigure",
      `the scores of ${detector}`,
      pointScores.length,
      "the series",
      test.length,
    );
  }
  const rows = reports.length + 1, height = 1 / rows;
  const axis = (row: number) => row === 0 ? "y" : `y${row + 1}`;
  const curve = (values: ArrayLike<number>, name: string, row: number) => ({
    type: "scatter",
    mode: "lines",
    name,
    ...thinned(values),
    yaxis: axis(row),
    line: { width: 1 },
  });
  const axes = Array.from({ length: rows }, (_, row) => [
    `yaxis${row === 0 ? "" : row + 1}`,
    {
      title: { text: row === 0 ? "value" : reports[row - 1].detector },
      domain: [1 - (row + 1) * height + 0.02, 1 - row * height],
    },
  ]);
  return {
    title: `Segments that differ from the standard state, false discovery rate ${rate}`,
    data: [
      curve(test, "test series", 0),
      ...reports.map((report, r) => curve(report.pointScores, report.detector, r + 1)),
    ],
    layout: {
      ...Object.fromEntries(axes),
      xaxis: { title: { text: "time (samples)" }, anchor: axis(rows - 1) },
      showlegend: false,
      shapes: [
        ...labelRanges(labels).map(([from, to]) => band(from, to, axis(0))),
        ...reports.flatMap(({ segments }, r) =>
          segments.filter(({ anomalous }) => anomalous).map(({ from, to }) => band(from, to, axis(r + 1)))
        ),
      ],
    },
  };
}

function band(from: number, to: number, axis: string) {
  return {
    type: "rect",
    xref: "x",
    yref: `${axis} domain`,
    x0: from,
    x1: to,
    y0: 0,
    y1: 1,
    line: { width: 0 },
    fillcolor: "rgba(213, 94, 0, 0.25)",
  };
}

function thinned(values: ArrayLike<number>): { x: number[]; y: number[] } {
  const step = Math.ceil(values.length / SHOWN), x: number[] = [], y: number[] = [];
  for (let i = 0; i < values.length; i += step) {
    x.push(i);
    y.push(Number(values[i].toPrecision(4)));
  }
  return { x, y };
}
