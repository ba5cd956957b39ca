/** Figures of condensation. */
import { condensationOrder } from "../../lib/interpret/measures/condensation_order.ts";
import { cosineSimilarityMatrix } from "../../lib/linalg/cosine_similarity.ts";
import { curve, DIVERGING, dots, type Figure, figure, OKABE_ITO, panels } from "../../lib/figure/mod.ts";
import { type CondensationRun, type CondensationSettings, target } from "./condensation.ts";
import type { Condensed } from "./condensed_network.ts";
import type { TenInputsRun } from "./ten_inputs.ts";

/** What each training of S8 and S9 is called. */
export const STAGES: Record<keyof CondensationRun, string> = {
  dropout: "dropout",
  plain: "no dropout",
  minibatch: "minibatch of 2 (control)",
  toDropout: "no dropout, then dropout",
  toModified: "no dropout, then R_S + R₁",
};

const COLOURS: Record<keyof CondensationRun, string> = {
  dropout: OKABE_ITO.black,
  plain: "#777777",
  minibatch: OKABE_ITO.orange,
  toDropout: OKABE_ITO.vermillion,
  toModified: OKABE_ITO.blue,
};

const STAGE_NAMES = Object.keys(STAGES) as (keyof CondensationRun)[];

/** Outputs of one seed. */
export function outputFigure(run: CondensationRun, { halfWidth, points }: CondensationSettings): Figure {
  const count = run.plain.output.length;
  const at = (k: number, of: number) => -halfWidth + 2 * halfWidth * k / (of - 1);
  const x = Array.from({ length: count }, (_, k) => at(k, count));
  const seen = Array.from({ length: points }, (_, k) => at(k, points));
  return figure({
    title: "What the networks make of thirteen points of tanh(x − 6) + tanh(x + 6)",
    ...panels({
      columns: 3,
      panels: STAGE_NAMES.map((name) => ({
        title: STAGES[name],
        data: [
          curve({ name: "target", x, y: x.map(target), color: OKABE_ITO.green, size: 1.5, style: "dash" }),
          curve({ name: "network", x, y: run[name].output, color: COLOURS[name] }),
          dots({
            name: "training points",
            x: seen,
            y: seen.map(target),
            color: OKABE_ITO.vermillion,
            size: 5,
          }),
        ],
      })),
      xaxis: { title: { text: "x" } },
      yaxis: { title: { text: "output" } },
      sameX: true,
      sameY: true,
    }),
    width: 940,
    height: 520,
  });
}

/** Figure 8: orientation and amplitude of every neuron. */
export function orientationFigure(run: CondensationRun): Figure {
  return figure({
    title:
      "Every neuron by the direction of its input weights and its amplitude, with the number of directions",
    ...panels({
      columns: 3,
      panels: STAGE_NAMES.map((name) => {
        const { weights, outgoing, effectiveDirections } = run[name];
        return {
          title: `${STAGES[name]}: ${effectiveDirections.toFixed(1)}`,
          data: [dots({
            name: STAGES[name],
            x: outgoing.map((_, r) => Math.atan2(weights[2 * r + 1], weights[2 * r])),
            y: outgoing.map((a, r) => Math.abs(a) * Math.hypot(weights[2 * r], weights[2 * r + 1])),
            color: COLOURS[name],
            size: 4,
            attributes: { showlegend: false },
          })],
        };
      }),
      xaxis: { title: { text: "orientation of (w, b), radians" }, range: [-Math.PI, Math.PI] },
      yaxis: { title: { text: "|a| ‖(w, b)‖" } },
      gapY: 0.2,
    }),
    width: 940,
    height: 560,
  });
}

/** S9: R_S before and after the switch. */
export function switchFigure(runs: readonly CondensationRun[]): Figure {
  const shift = runs[0].plain.steps.at(-1)!, floor = 1e-12;
  const line = (name: keyof CondensationRun, from: number, run: CondensationRun, first: boolean) =>
    curve({
      name: STAGES[name],
      x: run[name].steps.map((step) => step + from),
      y: run[name].loss.map((loss) => Math.max(loss, floor)),
      color: COLOURS[name],
      size: 1.5,
      attributes: { showlegend: first, legendgroup: name },
    });
  return figure({
    title: "A minimum of R_S does not hold once dropout, or its mean loss, is switched on",
    data: runs.flatMap((run, seed) => [
      line("plain", 0, run, seed === 0),
      line("toDropout", shift, run, seed === 0),
      line("toModified", shift, run, seed === 0),
      line("dropout", 0, run, seed === 0),
    ]),
    layout: {
      xaxis: { title: { text: "step" }, tickformat: ",d" },
      yaxis: { title: { text: "R_S (dimensionless)" }, type: "log" },
    },
    width: 820,
    height: 420,
  });
}

/** Neurons of the cosine figure: all of them would take more room than a figure has. */
const DRAWN = 80;

/** S10: cosines between the first neurons, sorted into groups. */
export function cosineFigure(run: TenInputsRun, inputs: number): Figure {
  const map = ({ weights, outgoing }: Condensed) => {
    const m = Math.min(DRAWN, outgoing.length), width = inputs + 1;
    const cosines = cosineSimilarityMatrix(weights.slice(0, m * width), width);
    const { order } = condensationOrder(cosines.map(Math.abs), m, 0.7);
    return Array.from(order, (i) => Array.from(order, (j) => Number(cosines[i * m + j].toFixed(2))));
  };
  const names = ["dropout", "plain"] as const;
  return figure({
    title:
      `Cosines between the input weights of ${DRAWN} of ${run.plain.outgoing.length} neurons, sorted: dropout leaves fewer directions`,
    ...panels({
      panels: names.map((name, k) => ({
        title: `${STAGES[name]}: ${
          Math.round(run[name].effectiveRatio * run[name].outgoing.length)
        } directions of all ${run[name].outgoing.length}`,
        data: [{
          type: "heatmap",
          z: map(run[name]),
          zmin: -1,
          zmax: 1,
          zmid: 0,
          colorscale: DIVERGING,
          showscale: k === 1,
          colorbar: { title: { text: "cosine", side: "right" } },
        }],
      })),
      xaxis: { title: { text: "neuron" } },
      yaxis: { title: { text: "neuron" }, autorange: "reversed" },
    }),
    width: 860,
    height: 430,
  });
}
