/** The figure of the live cell. */
import type { StateReport } from "../../lib/anomaly/mod.ts";
import { labelRanges, rocAuc } from "../../lib/anomaly/metrics/mod.ts";
import { axis, curve, type Figure, figure, OKABE_ITO, panels } from "../../lib/figure/mod.ts";
import { shades, TIME, times } from "./series_figures.ts";

/**
 * A test series, and the scores of detectors with the segments that each calls anomalous.
 *
 * @param labels 1 at points of strangers, where these are known
 */
export function liveFigure(
  test: Float64Array,
  { reports, rate, failures }: StateReport,
  labels?: Uint8Array,
): Figure {
  const x = times(test.length);
  const made = panels({
    panels: [
      {
        title: labels ? "test series, strangers shaded" : "test series",
        data: [curve({ name: "series", x, y: test, color: OKABE_ITO.blue, size: 1 })],
      },
      ...reports.map(({ detector, pointScores }) => ({
        title: labels
          ? `${detector}: area under the ROC curve ${rocAuc(labels, pointScores).toFixed(3)} (chance 0.5)`
          : detector,
        data: [curve({ name: detector, x, y: pointScores, color: OKABE_ITO.vermillion, size: 1.5 })],
        yaxis: axis("score"),
      })),
    ],
    columns: 1,
    gapY: 0.05,
    sameX: true,
    xaxis: axis(TIME),
    yaxis: axis("value"),
  });
  const found = reports.map(({ segments }) =>
    segments.filter(({ anomalous }) => anomalous).map(({ from, to }) => [from, to] as const)
  );
  const failed = failures.map(({ detector, reason }) => `<br>${detector} failed: ${reason}`).join("");
  return figure({
    title: `Segments that five detectors call anomalous, false discovery rate ${rate}${failed}`,
    ...made,
    layout: {
      ...made.layout,
      shapes: [
        ...(labels ? shades(labelRanges(labels)) : []),
        ...found.flatMap((one, r) => shades(one, r + 2)),
      ],
      showlegend: false,
    },
    width: 900,
    height: 120 * (reports.length + 1),
  });
}
