/** Figures of the equations in space and time. */
import * as plot from "../../lib/figure/mod.ts";
import { brief } from "../../lib/notebook/words.ts";
import { problemByName } from "../../lib/pde/mod.ts";
import { linspace } from "../../lib/spectral/mod.ts";
import type { EquationName, EquationRun, EquationRuns } from "./equations.ts";
import { jumps, ofEquation } from "./measures.ts";
import { EQUATIONS } from "./names.ts";
import { AFTER_SWITCH, DATA_LOSS, JUMP, lossBands, panelFigure } from "./run_curves.ts";

const { black, vermillion } = plot.OKABE_ITO;

/** Data loss after the switch, by equation. */
export function equationLosses(runs: readonly EquationRuns[], names: readonly EquationName[]): plot.Figure {
  return panelFigure("Data loss after the switch, four equations in space and time", 350, {
    panels: names.map((name) => {
      const all = ofEquation(runs, name);
      const byLoss = { model: all.map(({ model }) => model), data: all.map(({ control }) => control) };
      return plot.panel(EQUATIONS[name], lossBands(byLoss, ({ data }) => data));
    }),
    sameY: true,
    xaxis: AFTER_SWITCH,
    yaxis: DATA_LOSS,
  });
}

/** J₂₀₀ by equation. */
export function equationJumps(runs: readonly EquationRuns[], names: readonly EquationName[]): plot.Figure {
  const parts = names.flatMap((name) => (["model", "control"] as const).map((part) => ({ name, part })));
  const { data, xaxis } = plot.seedDots({
    categories: parts.map(({ name, part }) =>
      `${EQUATIONS[name]}<br>${part === "model" ? "model loss" : "control"}`
    ),
    perSeed: parts.map(({ name, part }) => jumps(ofEquation(runs, name).map((run) => run[part]))),
    color: parts.map(({ part }) => part === "model" ? vermillion : black),
  });
  return plot.figure({
    title: "The jump by equation",
    data,
    layout: { xaxis: plot.axis("equation and loss", xaxis), yaxis: JUMP },
    width: 760,
    height: 360,
  });
}

/** Exact solution, network and error at some steps after the switch; every second row, without the shock at x = 0. */
export function equationSlider(
  name: EquationName,
  run: EquationRun,
  [nx, nt]: readonly number[],
): plot.Figure {
  const { domain } = problemByName(name), { steps, network, exact } = run.shown!;
  // Values on the lattice run with time first.
  const rows = (values: readonly number[]) =>
    Array.from({ length: nx }, (_, i) => values.slice(i * nt, (i + 1) * nt)).filter((_, i) => i % 2 === 1);
  return plot.comparedFieldSlider({
    title: `${EQUATIONS[name][0].toUpperCase()}${EQUATIONS[name].slice(1)}: exact solution, network, error`,
    sliderName: "step",
    axes: ["time t", "x"],
    x: [...linspace(...domain[1], nt)],
    y: [...linspace(...domain[0], nx)].filter((_, i) => i % 2 === 1),
    exact: rows(exact),
    frames: steps.map((step, i) => ({
      label: String(step),
      note: `data loss ${brief(run.model.data[run.model.steps.indexOf(step)])}`,
      values: rows(network[i]),
    })),
    shown: steps.map((_, i) => i).slice(0, 4),
  });
}
