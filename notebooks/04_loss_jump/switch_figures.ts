/** Figures of the switch on the line: losses, outputs, jumps. */
import {
  axis,
  curvesBySeed,
  type Figure,
  figure,
  level,
  logAxis,
  lossAxis,
  OKABE_ITO,
  seedDots,
  stepAxis,
  verticalLine,
} from "../../lib/figure/mod.ts";
import type { LineRun } from "./line_training.ts";
import { continued, errorAt, jump, modelLossOf } from "./measures.ts";
import { CONTINUATIONS, namesOf } from "./names.ts";
import { outputSlider, solution, stills, X } from "./output_slider.ts";
import {
  AFTER_SWITCH,
  DATA_LOSS,
  JUMP,
  lossBands,
  LOSSES,
  panelFigure,
  RATIO,
  runBand,
} from "./run_curves.ts";
import type { SwitchRun } from "./switch_training.ts";

/** Runs after the switch by the losses that figures compare. */
function compared(runs: readonly SwitchRun[]) {
  return {
    model: continued(runs, "model"),
    sobolev: continued(runs, "sobolev"),
    data: continued(runs, "data"),
  };
}

const READINGS = [
  { title: "data loss", of: ({ data }: LineRun) => data, yaxis: lossAxis("mean square") },
  { title: "model loss", of: modelLossOf, yaxis: lossAxis("mean square") },
  { title: "relative error", of: ({ relative }: LineRun) => relative, yaxis: logAxis("‖u_θ − u‖ / ‖u‖") },
];

/** Both stages on one axis; the switch is the vertical line. */
export function lossesThroughSwitch(runs: readonly SwitchRun[]): Figure {
  const fits = runs.map(({ fit }) => fit), shift = fits[0].steps.at(-1)!;
  const after = { model: continued(runs, "model"), data: continued(runs, "data") };
  return panelFigure(
    "The switch to the model loss throws the solution away; the same restart with the data loss does not",
    400,
    {
      panels: READINGS.map(({ title, of, yaxis }) => ({
        title,
        yaxis,
        data: [
          ...runBand(fits, of, { name: "fit by data loss", color: OKABE_ITO.blue, shift: 0 }),
          ...lossBands(after, of, { shift }),
        ],
      })),
      xaxis: stepAxis({ nticks: 4 }),
      shapes: READINGS.map((_, i) => verticalLine(shift, i + 1)),
    },
  );
}

/** The first steps after the switch. */
export function firstSteps(runs: readonly SwitchRun[], until = 500): Figure {
  return panelFigure(`The first ${until} steps after the switch`, 400, {
    panels: READINGS.slice(0, 2).map(({ title, of, yaxis }) => ({
      title,
      yaxis,
      data: lossBands(compared(runs), of, { until }),
    })),
    xaxis: AFTER_SWITCH,
  });
}

/** Network and error of one run at some steps after the switch. */
export function errorSlider(run: LineRun, frequencies: readonly number[], steps: readonly number[]): Figure {
  const exact = solution(frequencies), below = steps.map((step) => errorAt(run, step, X));
  const network = below.map((error) => exact.map((u, i) => u + error[i]));
  return outputSlider(
    "Output and error after the switch to the model loss, the seed with the median jump",
    run,
    { x: X, exact, steps, network, below, name: "error u_θ − u" },
    stills(run, steps).map((step) => steps.indexOf(step)),
  );
}

/** J₂₀₀ of every continuation. */
export function jumpsByLoss(runs: readonly SwitchRun[]): Figure {
  const names = namesOf(CONTINUATIONS).filter((name) => runs[0].after[name]);
  const { data, xaxis } = seedDots({
    categories: names.map((name) =>
      CONTINUATIONS[name].replace(/ (?=\()|(?<=,) |^(?!.*[(,])(\S+) /, "$1<br>")
    ),
    perSeed: names.map((name) => continued(runs, name).map((run) => jump(run))),
    color: names.map((name) =>
      name.startsWith("data")
        ? OKABE_ITO.black
        : ["sobolev", "ritz", "blend"].includes(name)
        ? OKABE_ITO.green
        : OKABE_ITO.vermillion
    ),
  });
  return figure({
    title: "Data loss 200 steps after the switch over that at the switch",
    data,
    layout: {
      xaxis: axis("what is minimised after the switch", { ...xaxis, tickangle: 0, tickfont: { size: 11 } }),
      yaxis: JUMP,
    },
    width: 900,
    height: 460,
  });
}

/** The data loss after the switch at three learning rates, one line a seed. */
export function recoveryByRate(runs: readonly SwitchRun[]): Figure {
  const rates = {
    modelFast: "learning rate 10×",
    model: "learning rate as elsewhere",
    modelSlow: "learning rate 1/10",
  };
  return panelFigure("Data loss over that at the switch: does it come back?", 380, {
    panels: namesOf(rates).map((name) => {
      const after = continued(runs, name), [{ steps }] = after;
      const curves = after.map(({ data }) => data.map((value) => value / data[0]));
      return {
        title: rates[name],
        data: [
          ...curvesBySeed({ x: steps, curves, name: "a seed", color: LOSSES.model.color, size: 1 }),
          level("ten times", 10, [0, steps.at(-1)!]),
        ],
      };
    }),
    sameY: true,
    xaxis: axis("step after the switch"),
    yaxis: RATIO,
  });
}

/** The data loss after the switch, side by side for several networks. */
export function otherNetworks(sets: Record<string, readonly SwitchRun[]>): Figure {
  return panelFigure("The same switch with the paper's width and with the cubic activation", 400, {
    panels: Object.entries(sets).map(([title, runs]) => ({
      title,
      data: lossBands(compared(runs), ({ data }) => data),
    })),
    sameY: true,
    xaxis: AFTER_SWITCH,
    yaxis: DATA_LOSS,
  });
}
