/** Figures of condensation. */
import type { ResultOf } from "../../lib/experiments/mod.ts";
import { axis, curve, curvesBySeed, DIVERGING, dots, type Figure, figure } from "../../lib/figure/mod.ts";
import { lossAxis, OKABE_ITO, panelFigure, REFERENCE, stepAxis } from "../../lib/figure/mod.ts";
import { condensationOrder } from "../../lib/interpret/measures/condensation_order.ts";
import { cosineSimilarityMatrix } from "../../lib/linalg/cosine_similarity.ts";
import { linspace } from "../../lib/spectral/mod.ts";
import { target } from "./condensation.ts";
import type condensation from "./condensation.ts";
import type { Condensed } from "./condensed_network.ts";
import type tenInputs from "./ten_inputs.ts";

type CondensationRun = ResultOf<typeof condensation>;

/** Name and colour of each training. */
export const STAGES: Record<keyof CondensationRun, { name: string; color: string }> = {
  dropout: { name: "dropout", color: OKABE_ITO.black },
  plain: { name: "no dropout", color: REFERENCE },
  minibatch: { name: "minibatch of 2 (control)", color: OKABE_ITO.orange },
  toDropout: { name: "no dropout, then dropout", color: OKABE_ITO.vermillion },
  toModified: { name: "no dropout, then R_S + R₁", color: OKABE_ITO.blue },
};

const STAGE_NAMES = Object.keys(STAGES) as (keyof CondensationRun)[];

/** Outputs of one seed. */
export function outputFigure(
  run: CondensationRun,
  { halfWidth, points }: { halfWidth: number; points: number },
): Figure {
  const onLine = (count: number) => [...linspace(-halfWidth, halfWidth, count)];
  const x = onLine(run.plain.output.length), seen = onLine(points);
  return panelFigure({
    title: `Networks fitted to ${points} points of tanh(x − 6) + tanh(x + 6)`,
    columns: 3,
    panels: STAGE_NAMES.map((name) => ({
      title: STAGES[name].name,
      data: [
        curve({ name: "target", x, y: x.map(target), color: OKABE_ITO.green, size: 1.5, style: "dash" }),
        curve({ name: "network", x, y: run[name].output, color: STAGES[name].color }),
        dots({ name: "training points", x: seen, y: seen.map(target), color: OKABE_ITO.vermillion, size: 5 }),
      ],
    })),
    xaxis: axis("x"),
    yaxis: axis("output"),
    sameX: true,
    sameY: true,
    width: 940,
    height: 520,
  });
}

/** Orientation and amplitude of every neuron. */
export function orientationFigure(run: CondensationRun): Figure {
  return panelFigure({
    title:
      "Every neuron by the direction of its input weights and its amplitude, with the number of directions",
    columns: 3,
    panels: STAGE_NAMES.map((name) => {
      const { weights, outgoing, effectiveDirections } = run[name];
      return {
        title: `${STAGES[name].name}: ${effectiveDirections.toFixed(1)}`,
        data: [dots({
          ...STAGES[name],
          x: outgoing.map((_, r) => Math.atan2(weights[2 * r + 1], weights[2 * r])),
          y: outgoing.map((a, r) => Math.abs(a) * Math.hypot(weights[2 * r], weights[2 * r + 1])),
          size: 4,
          attributes: { showlegend: false },
        })],
      };
    }),
    xaxis: axis("orientation of (w, b), radians", { range: [-Math.PI, Math.PI] }),
    yaxis: axis("|a| ‖(w, b)‖"),
    gapY: 0.2,
    width: 940,
    height: 560,
  });
}

/** R_S before and after the switch. */
export function switchFigure(runs: readonly CondensationRun[]): Figure {
  const end = runs[0].plain.steps.at(-1)!, FLOOR = 1e-12;
  const lines = (name: keyof CondensationRun, from: number) =>
    curvesBySeed({
      ...STAGES[name],
      x: runs[0][name].steps.map((step) => step + from),
      curves: runs.map((run) => run[name].loss.map((loss) => Math.max(loss, FLOOR))),
    });
  return figure({
    title: "Training leaves a minimum of R_S once dropout, or its mean loss, is switched on",
    data: [
      ...lines("plain", 0),
      ...lines("toDropout", end),
      ...lines("toModified", end),
      ...lines("dropout", 0),
    ],
    layout: { xaxis: stepAxis({ tickformat: ",d" }), yaxis: lossAxis("R_S") },
    width: 820,
    height: 420,
  });
}

/** Neurons of the cosine figure: all of them would not fit into a figure. */
const DRAWN = 80;

/** Cosines between the first neurons, sorted into groups. */
export function cosineFigure(run: ResultOf<typeof tenInputs>, inputs: number): Figure {
  const map = ({ weights, outgoing }: Condensed) => {
    const m = Math.min(DRAWN, outgoing.length), width = inputs + 1;
    const cosines = cosineSimilarityMatrix(weights.slice(0, m * width), width);
    const { order } = condensationOrder(cosines.map(Math.abs), m, 0.7);
    return Array.from(order, (i) => Array.from(order, (j) => Number(cosines[i * m + j].toFixed(2))));
  };
  return panelFigure({
    title: `Cosines between the input weights of ${DRAWN} neurons, sorted: dropout leaves fewer directions`,
    panels: (["dropout", "plain"] as const).map((name, k) => {
      const { effectiveRatio, outgoing: { length } } = run[name];
      return {
        title: `${STAGES[name].name}: ${Math.round(effectiveRatio * length)} directions of all ${length}`,
        data: [{
          type: "heatmap",
          z: map(run[name]),
          zmin: -1,
          zmax: 1,
          colorscale: DIVERGING,
          showscale: k === 1,
          colorbar: { title: { text: "cosine", side: "right" } },
        }],
      };
    }),
    xaxis: axis("neuron"),
    yaxis: axis("neuron", { autorange: "reversed" }),
    width: 860,
    height: 430,
  });
}
