/** Figures of the equations in space and time. */
import {
  DIVERGING,
  type Figure,
  figure,
  type Layout,
  OKABE_ITO,
  panels,
  seedBars,
  SEQUENTIAL,
  sliderFigure,
  type Trace,
} from "../../lib/figure/mod.ts";
import { problemByName } from "../../lib/pde/mod.ts";
import { linspace } from "../../lib/spectral/mod.ts";
import { largest, quantile } from "../../lib/stats/mod.ts";
import { AFTER_SWITCH, LOSS_COLOURS, runBand } from "./bands_of_runs.ts";
import type { EquationName, EquationRun } from "./equations.ts";
import { jump } from "./measures.ts";
import { brief } from "../../lib/notebook/words.ts";

/** What each equation is called. */
export const EQUATIONS: Record<EquationName, string> = {
  burgers: "Burgers",
  heat: "heat",
  diffusion: "diffusion",
  wave: "wave",
};

/** Runs by equation, one a seed. */
export type EquationRuns = readonly Partial<Record<EquationName, EquationRun>>[];

/** Runs of one equation. */
export function ofEquation(runs: EquationRuns, name: EquationName): EquationRun[] {
  return runs.map((run) => {
    const one = run[name];
    if (!one) throw new RangeError(`equation "${name}": not solved in every run`);
    return one;
  });
}

/** Data loss after the switch, by equation. */
export function equationLosses(runs: EquationRuns, names: readonly EquationName[]): Figure {
  return figure({
    title: "Data loss after the switch, four equations in space and time",
    ...panels({
      panels: names.map((name) => ({
        title: EQUATIONS[name],
        data: ([["model", "model loss", "solid"], ["control", "data loss (control)", "dash"]] as const)
          .flatMap(([part, title, dash]) =>
            runBand(ofEquation(runs, name).map((run) => run[part]), (run) => run.data, {
              name: title,
              color: LOSS_COLOURS[part === "model" ? "model" : "data"],
              dash,
            })
          ),
      })),
      sameY: true,
      xaxis: { ...AFTER_SWITCH, title: { text: "step after switch, + 1" } },
      yaxis: { title: { text: "data loss (mean square)" }, type: "log" },
    }),
    width: 900,
    height: 380,
  });
}

/** Figure 11, bars: J₂₀₀ by equation. */
export function equationJumps(runs: EquationRuns, names: readonly EquationName[]): Figure {
  const bars =
    ([["model", "model loss", OKABE_ITO.vermillion], ["control", "data loss (control)", "#999999"]] as const)
      .flatMap(([part, name, color]) =>
        seedBars({
          categories: names.map((equation) => EQUATIONS[equation]),
          perSeed: names.map((equation) => ofEquation(runs, equation).map((run) => jump(run[part]))),
          name,
          color,
        })
      );
  return figure({
    title: "The jump by equation: bars are means, dots seeds",
    data: bars,
    layout: {
      barmode: "group",
      boxmode: "group",
      xaxis: { title: { text: "equation" } },
      yaxis: { title: { text: "J₂₀₀ (dimensionless)" }, type: "log", dtick: 1 },
    },
    width: 760,
    height: 420,
  });
}

/** Values on the lattice (time fastest) as rows of x; every second row, without the shock at x = 0. */
function rowsOf(values: readonly number[], [nx, nt]: readonly number[]): number[][] {
  return Array.from({ length: nx }, (_, i) => values.slice(i * nt, (i + 1) * nt)).filter((_, i) =>
    i % 2 === 1
  );
}

/** Share of the errors within the colours: the shock of Burgers' equation would take all of them. */
const SHOWN_SHARE = 0.99;

/** Figure 11, maps: exact solution, network and error at some steps after the switch. */
export function equationSlider(name: EquationName, run: EquationRun, lattice: readonly number[]): Figure {
  const { domain } = problemByName(name), { steps, network, exact } = run.shown!;
  const [x, t] = domain.map(([from, to], axis) => Array.from(linspace(from, to, lattice[axis])));
  const exactRows = rowsOf(exact, lattice);
  const errors = network.map((values) => values.map((value, i) => value - exact[i]));
  const most = largest(exact.map(Math.abs)),
    mostError = quantile(errors.flat().map(Math.abs), SHOWN_SHARE);
  const map = (z: number[][], row: number, attributes: Trace): Trace => ({
    type: "heatmap",
    x: t,
    y: x.filter((_, i) => i % 2 === 1),
    z,
    zsmooth: false,
    ...(row === 0 ? {} : { yaxis: `y${row + 1}` }),
    ...attributes,
  });
  const bar = (text: string, middle: number) => ({
    title: { text },
    len: middle > 0.5 ? 0.66 : 0.3,
    y: middle,
  });
  const solution = { colorscale: SEQUENTIAL, zmin: -most, zmax: most, colorbar: bar("u", 0.67) };
  const error = {
    colorscale: DIVERGING,
    zmin: -mostError,
    zmax: mostError,
    zmid: 0,
    colorbar: bar("error", 0.15),
  };
  const yaxis = (text: string, domain: [number, number]): Layout => ({ title: { text }, domain });
  return sliderFigure({
    title: `${EQUATIONS[name][0].toUpperCase()}${EQUATIONS[name].slice(1)}: exact solution, network, error`,
    sliderName: "step",
    frames: steps.map((step, i) => ({
      label: String(step),
      note: `data loss ${brief(run.model.data[run.model.steps.indexOf(step)])}`,
      data: [
        map(rowsOf(network[i], lattice), 1, { ...solution, showscale: false }),
        map(rowsOf(errors[i], lattice), 2, error),
      ],
    })),
    shared: [map(exactRows, 0, solution)],
    layout: {
      xaxis: { title: { text: "time t" }, anchor: "y3" },
      yaxis: yaxis("exact: x", [0.7, 1]),
      yaxis2: yaxis("network: x", [0.35, 0.65]),
      yaxis3: yaxis("error: x", [0, 0.3]),
    },
    shown: steps.map((_, i) => i).slice(0, 4),
    width: 900,
    height: 560,
  });
}
