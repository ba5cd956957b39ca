/** Figures of the curves behind the metrics. */
import { precisionRecallCurve, rangeAuc, rocCurve } from "../../lib/anomaly/metrics/mod.ts";
import * as plot from "../../lib/figure/mod.ts";
import { largest, mean } from "../../lib/stats/mod.ts";
import type { Example } from "./example.ts";

/** About 200 points of a curve, its ends among them. */
function thinned(values: Float64Array): Float64Array {
  const last = values.length - 1, count = Math.min(200, last);
  return Float64Array.from({ length: count + 1 }, (_, i) => values[Math.round(i * last / count)]);
}

/** 4: ROC, and precision over recall. */
export function curvesFigure({ test: { series: { labels } }, scores }: Example): plot.Figure {
  const prevalence = mean(labels), { CURVE_COLOURS: colours } = plot;
  const panel = (
    [title, x, y]: readonly [title: string, x: string, y: string],
    of: (points: Float64Array) => { readonly x: Float64Array; readonly y: Float64Array },
    chance: readonly number[],
  ): plot.Panel => ({
    title,
    data: [
      ...scores.map(({ name, points }, i) => {
        const { x, y } = of(points);
        return plot.curve({
          name,
          x: thinned(x),
          y: thinned(y),
          color: colours[i % colours.length],
          size: 1.5,
        });
      }),
      plot.curve({ name: "chance", x: [0, 1], y: chance, color: plot.REFERENCE, size: 1, style: "dot" }),
    ],
    xaxis: plot.share(x),
    yaxis: plot.share(y),
  });
  const made = plot.panels({
    panels: [
      panel(["ROC", "false positive rate", "true positive rate"], (points) => {
        const { falsePositiveRate: x, truePositiveRate: y } = rocCurve(labels, points);
        return { x, y };
      }, [0, 1]),
      panel(["precision and recall", "recall", "precision"], (points) => {
        const { recall: x, precision: y } = precisionRecallCurve(labels, points);
        return { x, y };
      }, [prevalence, prevalence]),
    ],
  });
  return plot.figure({ title: "The same scores at every threshold", ...made, width: 900, height: 400 });
}

/** 5: the surface whose volume is VUS-ROC. */
export function surfaceFigure(
  { cut: { window }, test: { series: { labels } }, scores }: Example,
  name = "LOF",
): plot.Figure {
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
  return plot.figure({
    title: `${name}: the surface whose volume is VUS-ROC (${
      (curves.reduce((sum, { rocAuc }) => sum + rocAuc, 0) / curves.length).toFixed(3)
    })`,
    data: [{
      type: "heatmap",
      x: buffers,
      y: grid,
      z,
      colorscale: plot.SEQUENTIAL,
      zmin: 0,
      zmax: 1,
      colorbar: { title: { text: "true positive rate" } },
    }],
    layout: {
      xaxis: plot.axis("buffer ℓ around each range (samples)"),
      yaxis: plot.axis("false positive rate"),
    },
    width: 800,
    height: 420,
  });
}
