/** Figures of the weights: condensation, growth, embeddings, spectra. */
import { componentAxes } from "../../lib/figure/component_axes.ts";
import * as plot from "../../lib/figure/mod.ts";
import { numberedCurves } from "../../lib/figure/numbered_curves.ts";
import { orderedPoints } from "../../lib/figure/ordered_points.ts";
import { stackedSlider } from "../../lib/figure/stacked_slider.ts";
import { condensationOrder } from "../../lib/interpret/measures/mod.ts";
import { compositeTask } from "../../lib/sequences/anchors/mod.ts";
import { afterStart, END_COLOURS } from "./answer_figures.ts";
import type { EndPoint, EndPointResult } from "./end_points.ts";
import { END_POINTS, endPointsOf, ofEndPoint, shownRun } from "./readings.ts";

/** Neurons of a picture of cosines: with all of them the slider would be too large for a notebook. */
const PICTURED_NEURONS = 40;

/** Figure 6: cosines of the query neurons over the training of one net, grouped; the end of the other network below. */
export function condensationSlider(
  runs: readonly EndPointResult[],
  small: EndPoint,
  large: EndPoint,
): plot.Figure {
  const grouped = (all: readonly (readonly number[])[]) => {
    const cosines = all.slice(0, PICTURED_NEURONS).map((row) => row.slice(0, PICTURED_NEURONS));
    const order = Array.from(condensationOrder(cosines.flat(), cosines.length, 0.7).order);
    return order.map((i) => order.map((j) => cosines[i][j]));
  };
  return stackedSlider({
    title: `Cosines of ${PICTURED_NEURONS} neurons of W<sup>Q(1)</sup>, grouped. Top: ${
      END_POINTS[small]
    }; below: ${END_POINTS[large]}, end`,
    below: grouped(shownRun(runs, large).matrices!.at(-1)!.cosines),
    frames: shownRun(runs, small).matrices!.map(({ step, cosines }) => ({
      label: String(step),
      z: grouped(cosines),
    })),
    sliderName: "step",
    look: { colorscale: plot.DIVERGING, zmin: -1, zmax: 1, colorbar: { title: { text: "cosine" } } },
    of: "neuron",
    width: 900,
    height: 560,
  });
}

/** κ of all seeds, and the largest eigenvalues of the embeddings of one, over the training. */
export function growthOverTraining(runs: readonly EndPointResult[], random: number): plot.Figure {
  const names = endPointsOf(runs), steps = afterStart(ofEndPoint(runs, names[0])[0].snapshotSteps);
  return plot.panelFigure({
    title:
      "Condensation of W<sup>Q(1)</sup>, and the ten largest eigenvalues of the key embeddings (one seed)",
    panels: [
      {
        title: "κ, mean and range of the seeds",
        data: [
          ...names.flatMap((name) =>
            plot.seedBand({
              x: steps,
              curves: ofEndPoint(runs, name).map(({ condensation }) => afterStart(condensation)),
              name: END_POINTS[name],
              color: END_COLOURS[name],
            })
          ),
          plot.level("random directions", random, [steps[0], steps.at(-1)!]),
        ],
        yaxis: plot.axis("κ", { range: [0, 1.02] }),
      },
      ...(["U large", "U small"] as const).map((name) => {
        const rows = afterStart(shownRun(runs, name).eigenvalues);
        return {
          title: END_POINTS[name],
          data: numberedCurves({ name: "eigenvalue", x: steps, rows }),
          yaxis: plot.logAxis("eigenvalue", { range: [-3.6, -0.3] }),
        };
      }),
    ],
    xaxis: plot.logStepAxis(),
    width: 960,
    height: 440,
  });
}

/** Figure 7: key embeddings on two principal components. */
export function embeddingMaps(runs: readonly EndPointResult[]): plot.Figure {
  const names = endPointsOf(runs), { from } = compositeTask("W").keys;
  return plot.panelFigure({
    title: "Embeddings of the keys 20 … 99 on their two principal components (one seed)",
    panels: names.map((name, i) => {
      const { scores, explained } = shownRun(runs, name).embedding;
      return {
        title: END_POINTS[name],
        data: [orderedPoints({
          name: "keys in their order",
          points: scores,
          values: scores.map((_, k) => from + k),
          of: "token",
          showscale: i === 0,
        })],
        ...componentAxes(explained),
      };
    }),
    columns: names.length,
    width: 960,
    height: 400,
  });
}

/** Figure 8: singular values of the linear layers, each over its largest. */
export function layerSpectraFigure(runs: readonly EndPointResult[], names: readonly EndPoint[]): plot.Figure {
  const matrices = ["tokens.table", "layer1.query", "layer1.value", "layer1.mlp1", "layer2.query", "readout"];
  return plot.panelFigure({
    title: "Singular values, each over the matrix's largest (one seed)",
    panels: matrices.map((matrix) => ({
      title: matrix,
      data: names.map((name) => {
        const values = shownRun(runs, name).spectra![matrix];
        return plot.curve({
          name: END_POINTS[name],
          x: values.map((_, i) => i + 1),
          y: values.map((value) => Math.max(value / values[0], 1e-8)),
          color: END_COLOURS[name],
        });
      }),
    })),
    columns: 3,
    sameY: true,
    xaxis: plot.axis("number"),
    yaxis: plot.logAxis("σ / σ₁", { range: [-4, 0.1] }),
    width: 900,
    height: 560,
  });
}
