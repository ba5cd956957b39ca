/** Figures of the equations in space and time. */
import * as plot from "../../lib/figure/mod.ts";
import { brief } from "../../lib/notebook/words.ts";
import { problemByName } from "../../lib/pde/mod.ts";
import { linspace } from "../../lib/spectral/mod.ts";
import { largest, quantile } from "../../lib/stats/mod.ts";
import type { EquationName, EquationRun, EquationRuns } from "./equations.ts";
import { jumps, ofEquation } from "./measures.ts";
import { EQUATIONS } from "./names.ts";
import { AFTER_SWITCH, DATA_LOSS, JUMP, lossBands, panel, panelFigure } from "./run_curves.ts";

const { black, vermillion } = plot.OKABE_ITO;

/** Data loss after the switch, by equation. */
export function equationLosses(runs: readonly EquationRuns[], names: readonly EquationName[]): plot.Figure {
  return panelFigure("Data loss after the switch, four equations in space and time", 350, {
    panels: names.map((name) => {
      const all = ofEquation(runs, name);
      const byLoss = { model: all.map(({ model }) => model), data: all.map(({ control }) => control) };
      return panel(EQUATIONS[name], lossBands(byLoss, ({ data }) => data));
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

/** Fraction of the errors within the colours: the shock of Burgers' equation would otherwise take the whole range. */
const SHOWN_SHARE = 0.99;

/** Exact solution, network and error at some steps after the switch; every second row, without the shock at x = 0. */
export function equationSlider(
  name: EquationName,
  run: EquationRun,
  [nx, nt]: readonly number[],
): plot.Figure {
  const { domain } = problemByName(name), { steps, network, exact } = run.shown!;
  const odd = <T>(rows: readonly T[]) => rows.filter((_, i) => i % 2 === 1);
  const [y, x] = [odd([...linspace(...domain[0], nx)]), [...linspace(...domain[1], nt)]];
  const errors = network.map((values) => values.map((value, i) => value - exact[i]));
  const most = largest(exact.map(Math.abs)), mostError = quantile(errors.flat().map(Math.abs), SHOWN_SHARE);
  // Two digits are what colours show. Values on the lattice run with time first.
  const short = (values: readonly number[]) => values.map((value) => Number(value.toPrecision(2)));
  const map = (values: readonly number[], row: number, look: plot.Trace): plot.Trace => ({
    type: "heatmap",
    x,
    y,
    z: odd(Array.from({ length: nx }, (_, i) => short(values.slice(i * nt, (i + 1) * nt)))),
    zsmooth: false,
    ...(row > 1 && { yaxis: `y${row}` }),
    ...look,
  });
  const colours = (
    title: string,
    most: number,
    y: number,
    len: number,
    colorscale: plot.Trace["colorscale"],
  ) => ({
    colorscale,
    zmin: -most,
    zmax: most,
    colorbar: { title: { text: title }, len, y },
  });
  const solution = colours("u", most, 0.67, 0.66, plot.SEQUENTIAL);
  const error = colours("error", mostError, 0.15, 0.3, plot.DIVERGING);
  return plot.sliderFigure({
    title: `${EQUATIONS[name][0].toUpperCase()}${EQUATIONS[name].slice(1)}: exact solution, network, error`,
    sliderName: "step",
    frames: steps.map((step, i) => ({
      label: String(step),
      note: `data loss ${brief(run.model.data[run.model.steps.indexOf(step)])}`,
      data: [map(network[i], 2, { ...solution, showscale: false }), map(errors[i], 3, error)],
    })),
    shared: [map(exact, 1, solution)],
    layout: {
      xaxis: plot.axis("time t", { anchor: "y3" }),
      yaxis: plot.axis("exact: x", { domain: [0.7, 1] }),
      yaxis2: plot.axis("network: x", { domain: [0.35, 0.65] }),
      yaxis3: plot.axis("error: x", { domain: [0, 0.3] }),
    },
    shown: steps.map((_, i) => i).slice(0, 4),
    width: 720,
    height: 480,
  });
}
