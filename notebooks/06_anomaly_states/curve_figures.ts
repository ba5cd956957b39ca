/** Figures of the curves behind the metrics. */
import { precisionRecallCurve, rangeAuc, rocCurve } from "../../lib/anomaly/metrics/mod.ts";
import {
  axis,
  curve,
  CURVE_COLOURS,
  type Figure,
  figure,
  panels,
  REFERENCE,
  SEQUENTIAL,
  share,
} from "../../lib/figure/mod.ts";
import { largest } from "../../lib/stats/mod.ts";
import type { Example } from "./example.ts";

/** About 200 points of a curve, its ends among them. */
function thinned(values: Float64Array): Float64Array {
  const last = values.length - 1, count = Math.min(200, last);
  return Float64Array.from({ length: count + 1 }, (_, i) => values[Math.round(i * last / count)]);
}

/** 4: ROC, and precision over recall. */
export function curvesFigure({ test: { series: { labels } }, scores }: Example): Figure {
  const prevalence = labels.reduce((sum, label) => sum + label, 0) / labels.length;
  const colour = (i: number) => CURVE_COLOURS[i % CURVE_COLOURS.length];
  const made = panels({
    panels: [
      {
        title: "ROC",
        data: [
          ...scores.map(({ name, points }, i) => {
            const { falsePositiveRate: x, truePositiveRate: y } = rocCurve(labels, points);
            return curve({ name, x: thinned(x), y: thinned(y), color: colour(i), size: 1.5 });
          }),
          curve({ name: "chance", x: [0, 1], y: [0, 1], color: REFERENCE, size: 1, style: "dot" }),
        ],
        xaxis: share("false positive rate"),
        yaxis: share("true positive rate"),
      },
      {
        title: "precision and recall",
        data: [
          ...scores.map(({ name, points }, i) => {
            const { recall: x, precision: y } = precisionRecallCurve(labels, points);
            return curve({ name, x: thinned(x), y: thinned(y), color: colour(i), size: 1.5 });
          }),
          curve({
            name: "chance",
            x: [0, 1],
            y: [prevalence, prevalence],
            color: REFERENCE,
            size: 1,
            style: "dot",
          }),
        ],
        xaxis: share("recall"),
        yaxis: share("precision"),
      },
    ],
  });
  return figure({ title: "The same scores at every threshold", ...made, width: 900, height: 400 });
}

/** 5: the surface whose volume is VUS-ROC. */
export function surfaceFigure(
  { cut: { window }, test: { series: { labels } }, scores }: Example,
  name = "LOF",
): Figure {
  const { points } = scores.find((one) => one.name === name)!,
    grid = Float64Array.from({ length: 41 }, (_, i) => i / 40);
  const buffers = Array.from({ length: 1 + (window >> 1) }, (_, i) => 2 * i);
  const curves = buffers.map((buffer) => rangeAuc(labels, points, buffer));
  const z = Array.from(
    grid,
    (rate) =>
      curves.map(({ falsePositiveRate: x, truePositiveRate: y }) =>
        largest(Array.from(y).filter((_, i) => x[i] <= rate).concat(0))
      ),
  );
  return figure({
    title: `${name}: the surface whose volume is VUS-ROC (${
      (curves.reduce((sum, { rocAuc }) => sum + rocAuc, 0) / curves.length).toFixed(3)
    })`,
    data: [{
      type: "heatmap",
      x: buffers,
      y: grid,
      z,
      colorscale: SEQUENTIAL,
      zmin: 0,
      zmax: 1,
      colorbar: { title: { text: "true positive rate" } },
    }],
    layout: { xaxis: axis("buffer ℓ around each range (samples)"), yaxis: axis("false positive rate") },
    width: 800,
    height: 420,
  });
}
