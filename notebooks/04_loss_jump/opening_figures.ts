/** The first figures of the notebook: the finding at a glance, and what it is about. */
import {
  axis,
  curve,
  dots,
  type Figure,
  figure,
  logAxis,
  OKABE_ITO,
  REFERENCE,
  stepAxis,
  verticalLine,
} from "../../lib/figure/mod.ts";
import { continued, errorAt, medianJump, peakIndex, spectrumAt } from "./measures.ts";
import { closest, solution, X } from "./output_slider.ts";
import { AFTER_SWITCH, DATA_LOSS, lossBands, LOSSES, panelFigure } from "./run_curves.ts";
import type { TrainingRecord } from "../../lib/train/mod.ts";
import type { SwitchRun } from "./switch_training.ts";

/** The finding at a glance: the data loss through the switch, a network at its worst, and the error's spectrum. */
export function jumpAtAGlance(
  runs: readonly SwitchRun[],
  frequencies: readonly number[],
  shown: readonly number[],
): Figure {
  const after = continued(runs, "model"), { run } = medianJump(after), last = after[0].steps.length - 1;
  const peak = closest(shown, run.steps[peakIndex(run)]), exact = solution(frequencies);
  const error = errorAt(run, peak, X), k = spectrumAt(run, 0).map((_, k) => k);
  return panelFigure(
    "Trained on by the equation, a network that fits the solution loses it, low frequencies first",
    380,
    {
      panels: [
        {
          title: "the error after the switch",
          data: lossBands({ model: after, data: continued(runs, "data") }, ({ data }) => data),
          xaxis: AFTER_SWITCH,
          yaxis: DATA_LOSS,
        },
        {
          title: `one network, ${peak} of ${after[0].steps[last]} steps later`,
          data: [
            curve({ name: "exact solution", x: X, y: exact, color: REFERENCE, size: 3 }),
            curve({
              name: "network",
              x: X,
              y: exact.map((u, i) => u + error[i]),
              color: OKABE_ITO.vermillion,
            }),
          ],
          xaxis: axis("x"),
          yaxis: axis("u"),
        },
        {
          title: "its error by frequency",
          data: [
            curve({ name: "at the switch", x: k, y: spectrumAt(run, 0), color: OKABE_ITO.blue }),
            curve({
              name: "then",
              x: k,
              y: spectrumAt(run, peak),
              color: OKABE_ITO.vermillion,
              style: "dot",
            }),
          ],
          xaxis: axis("frequency k"),
          yaxis: logAxis("amplitude ê(k)"),
        },
      ],
    },
  );
}

/** For newcomers: two errors of one size, and what becomes of them when they are derived twice. */
export function twoErrors(): Figure {
  const errors = [
    { name: "slow error", k: 1, color: OKABE_ITO.green },
    { name: "fast error", k: 20, color: OKABE_ITO.vermillion },
  ];
  const exact = solution([1, 10]), third = (_: number, i: number) => i % 3 === 0;
  return panelFigure(
    "Two errors of one size: the data loss sees no difference, the equation sees little but the fast one",
    360,
    {
      panels: [
        {
          title: "the solution u, and samples of it",
          data: [
            curve({ name: "exact solution", x: X, y: exact, color: REFERENCE }),
            dots({
              name: "samples",
              x: X.filter(third),
              y: exact.filter(third),
              color: OKABE_ITO.blue,
              size: 4,
            }),
          ],
          yaxis: axis("u"),
        },
        {
          title: "two errors e",
          data: errors.map(({ k, ...look }) =>
            curve({ ...look, x: X, y: X.map((x) => 0.1 * Math.sin(k * x)), size: 1.5 })
          ),
          yaxis: axis("e", { range: [-0.3, 0.3] }),
        },
        {
          title: "what they leave in the equation, e″",
          data: errors.map(({ k, ...look }) =>
            curve({ ...look, x: X, y: X.map((x) => -0.1 * k * k * Math.sin(k * x)), size: 1.5 })
          ),
          yaxis: axis("e″"),
        },
      ],
      xaxis: axis("x"),
    },
  );
}

/** The data loss of a training and of the one that follows it. */
export function lossCurve(before: TrainingRecord, after: TrainingRecord): Figure {
  const shift = before.steps.at(-1)!,
    one = (name: string, { steps, curves }: TrainingRecord, from: number, color: string) =>
      curve({ name, x: steps.map((step) => step + from), y: curves.error, color });
  return figure({
    title: "Data loss of the live training",
    data: [
      one("by the data", before, 0, LOSSES.data.color),
      one("then by the equation", after, shift, LOSSES.model.color),
    ],
    layout: { xaxis: stepAxis(), yaxis: DATA_LOSS, shapes: [verticalLine(shift)] },
    width: 760,
    height: 340,
  });
}
