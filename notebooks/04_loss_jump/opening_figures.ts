/** The first figures of the notebook: the finding at a glance, and its background. */
import * as plot from "../../lib/figure/mod.ts";
import { continued, errorAt, medianJump, peakIndex, spectrumAt } from "./measures.ts";
import { closest, solution, X } from "./output_slider.ts";
import { AFTER_SWITCH, DATA_LOSS, lossBands, panelFigure } from "./run_curves.ts";
import type { TrainingRecord } from "../../lib/train/mod.ts";
import type { SwitchRun } from "./switch_training.ts";

const { blue, green, vermillion } = plot.OKABE_ITO;

/** The finding at a glance: the data loss through the switch, a network at its worst, and the error's spectrum. */
export function jumpAtAGlance(
  runs: readonly SwitchRun[],
  frequencies: readonly number[],
  shown: readonly number[],
): plot.Figure {
  const model = continued(runs, "model"), data = continued(runs, "data"), { run } = medianJump(model);
  const peak = closest(shown, run.steps[peakIndex(run)]), exact = solution(frequencies);
  const error = errorAt(run, peak, X), y = exact.map((u, i) => u + error[i]);
  const spectrum = (name: string, step: number, color: string) => {
    const y = spectrumAt(run, step), x = y.map((_, k) => k);
    return plot.curve({ name: `error ${name}`, x, y, color, style: "dot" });
  };
  return panelFigure("Trained on by the equation, a network loses the solution, low frequencies first", 380, {
    panels: [
      plot.panel(
        "the error after the switch",
        lossBands({ model, data }, ({ data }) => data),
        AFTER_SWITCH,
        DATA_LOSS,
      ),
      plot.panel(
        `one network, ${peak} steps after the switch`,
        [
          plot.curve({ name: "exact solution", x: X, y: exact, color: plot.REFERENCE, size: 3 }),
          plot.curve({ name: "network", x: X, y, color: vermillion }),
        ],
        plot.axis("x"),
        plot.axis("u"),
      ),
      plot.panel(
        "its error by frequency",
        [spectrum("at the switch", 0, blue), spectrum(`at step ${peak}`, peak, vermillion)],
        plot.axis("frequency k"),
        plot.logAxis("amplitude ê(k)"),
      ),
    ],
  });
}

/** For newcomers: two errors of equal size, before and after they are differentiated twice. */
export function twoErrors(): plot.Figure {
  const exact = solution([1, 10]), some = X.map((_, i) => i).filter((i) => i % 3 === 0);
  const both = (size: (k: number) => number) =>
    ([["slow error", 1, green], ["fast error", 12, vermillion]] as const).map(([name, k, color]) =>
      plot.curve({ name, x: X, y: X.map((x) => size(k) * Math.sin(k * x)), color, size: 1.5 })
    );
  const samples = { x: some.map((i) => X[i]), y: some.map((i) => exact[i]), color: blue, size: 4 };
  const title = "Two errors of one size: the data loss sees no difference, the equation sees the fast one";
  return panelFigure(title, 360, {
    panels: [
      plot.panel(
        "the solution u, and samples of it",
        [
          plot.curve({ name: "exact solution", x: X, y: exact, color: plot.REFERENCE }),
          plot.dots({ name: "samples", ...samples }),
        ],
        plot.axis("x"),
        plot.axis("u"),
      ),
      plot.panel("two errors e", both(() => 0.1), plot.axis("x"), plot.axis("e", { range: [-0.3, 0.3] })),
      plot.panel(
        "what they leave in the equation, e″",
        both((k) => -0.1 * k * k),
        plot.axis("x"),
        plot.axis("e″"),
      ),
    ],
  });
}

/** The data loss of a training and of the following one. */
export function lossCurve(before: TrainingRecord, after: TrainingRecord): plot.Figure {
  const shift = before.steps.at(-1)!;
  const one = (name: string, { steps, curves }: TrainingRecord, from: number, color: string) =>
    plot.curve({ name, x: steps.map((step) => step + from), y: curves.error, color });
  const first = one("by the data", before, 0, blue),
    second = one("then by the equation", after, shift, vermillion);
  return plot.figure({
    title: "Data loss of the live training",
    data: [first, second],
    layout: { xaxis: plot.stepAxis(), yaxis: DATA_LOSS, shapes: [plot.verticalLine(shift)] },
    height: 340,
  });
}
