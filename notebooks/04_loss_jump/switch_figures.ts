/** Figures of the switch on the line: losses, outputs, jumps. */
import * as plot from "../../lib/figure/mod.ts";
import type { LineRun } from "./line_training.ts";
import { continued, errorAt, jumps, modelLossOf } from "./measures.ts";
import { CONTINUATIONS, namesOf } from "./names.ts";
import { solution, stepsSlider, stills, X } from "./output_slider.ts";
import { AFTER_SWITCH, DATA_LOSS, JUMP, lossBands, panelFigure, RATIO } from "./run_curves.ts";
import { STEP } from "./run_curves.ts";
import type { SwitchRun } from "./switch_training.ts";

const { black, blue, green, vermillion } = plot.OKABE_ITO;

/** Data loss and others after the switch, for the losses that figures compare. */
function compared(runs: readonly SwitchRun[]) {
  const [model, sobolev, data] = (["model", "sobolev", "data"] as const).map((name) => continued(runs, name));
  return { model, sobolev, data };
}

const SQUARE = plot.lossAxis("mean square");
const READINGS: [string, (run: LineRun) => number[], plot.Layout][] = [
  ["data loss", ({ data }) => data, SQUARE],
  ["model loss", modelLossOf, SQUARE],
  ["relative error", ({ relative }) => relative, plot.logAxis("‖u_θ − u‖ / ‖u‖")],
];

/** Both stages on one axis; the switch is the vertical line. */
export function lossesThroughSwitch(runs: readonly SwitchRun[]): plot.Figure {
  const fits = runs.map(({ fit }) => fit), shift = fits[0].steps.at(-1)!, { model, data } = compared(runs);
  const fitted = { name: "fit by data loss", color: blue, shift: 0 };
  const title =
    "The switch to the model loss loses the solution, the same restart with the data loss does not";
  return panelFigure(title, 360, {
    panels: READINGS.map(([title, of, yaxis]) =>
      plot.panel(
        title,
        [...plot.runBand(fits, of, fitted), ...lossBands({ model, data }, of, { shift })],
        STEP,
        yaxis,
      )
    ),
    shapes: READINGS.map((_, i) => plot.verticalLine(shift, i + 1)),
  });
}

/** The first steps after the switch. */
export function firstSteps(runs: readonly SwitchRun[], until = 500): plot.Figure {
  const panels = READINGS.slice(0, 2).map(([title, of, yaxis]) =>
    plot.panel(title, lossBands(compared(runs), of, { until }), AFTER_SWITCH, yaxis)
  );
  return panelFigure(`The first ${until} steps after the switch`, 360, { panels });
}

/** Network and error of one run at some steps after the switch. */
export function errorSlider(run: LineRun, frequencies: number[], steps: number[]): plot.Figure {
  const exact = solution(frequencies), below = steps.map((step) => errorAt(run, step, X));
  const network = below.map((error) => exact.map((u, i) => u + error[i]));
  return stepsSlider(
    "Output and error after the switch to the model loss, the seed with the median jump",
    run,
    { x: X, exact, steps, network, below, name: "error u_θ − u" },
    stills(run, steps).map((step) => steps.indexOf(step)),
  );
}

/** J₂₀₀ of every continuation. */
export function jumpsByLoss(runs: readonly SwitchRun[]): plot.Figure {
  const names = namesOf(CONTINUATIONS).filter((name) => runs[0].after[name]);
  const { data, xaxis } = plot.seedDots({
    // Short lines: a break before a bracket, after a comma, or after the first word.
    categories: names.map((name) =>
      CONTINUATIONS[name].replace(/ (?=\()|(?<=,) |^(?!.*[(,])(\S+) /, "$1<br>")
    ),
    perSeed: names.map((name) => jumps(continued(runs, name))),
    color: names.map((name) =>
      name.startsWith("data") ? black : ["sobolev", "ritz", "blend"].includes(name) ? green : vermillion
    ),
  });
  const flat = { ...xaxis, tickangle: 0, tickfont: { size: 11 } };
  return plot.figure({
    title: "Data loss 200 steps after the switch over that at the switch",
    data,
    layout: { xaxis: plot.axis("what is minimised after the switch", flat), yaxis: JUMP },
    width: 800,
    height: 410,
  });
}

/** The data loss after the switch at three learning rates, one line per seed. */
export function recoveryByRate(runs: readonly SwitchRun[]): plot.Figure {
  const rates = { modelFast: "10×", model: "as elsewhere", modelSlow: "1/10" };
  return panelFigure("Data loss over that at the switch: does it come back?", 380, {
    panels: namesOf(rates).map((name) => {
      const after = continued(runs, name), third = (_: number, i: number) => i % 3 === 0;
      const x = after[0].steps.filter(third);
      const curves = after.map(({ data }) => data.filter(third).map((value) => value / data[0]));
      return plot.panel(`learning rate ${rates[name]}`, [
        ...plot.curvesBySeed({ x, curves, name: "a seed", color: vermillion, size: 1 }),
        plot.level("ten times", 10, [0, x.at(-1)!]),
      ]);
    }),
    sameY: true,
    xaxis: plot.axis("step after the switch"),
    yaxis: RATIO,
  });
}

/** The data loss after the switch, side by side for several networks. */
export function otherNetworks(sets: Record<string, readonly SwitchRun[]>): plot.Figure {
  return panelFigure("The same switch with the paper's width and with the cubic activation", 360, {
    panels: Object.entries(sets).map(([title, runs]) =>
      plot.panel(title, lossBands(compared(runs), ({ data }) => data), AFTER_SWITCH, DATA_LOSS)
    ),
    sameY: true,
  });
}
