/** Figures of the covariance and of the equations. */
import type { ResultOf } from "../../lib/experiments/mod.ts";
import { axis, categoryMap, curve, DIVERGING, type Figure, logAxis, lossAxis } from "../../lib/figure/mod.ts";
import { OKABE_ITO, type Panel, panelFigure, REFERENCE, seedBand, SEQUENTIAL } from "../../lib/figure/mod.ts";
import { type Observable, OBSERVABLES } from "../../lib/gradient_noise/mod.ts";
import { largest, mean } from "../../lib/stats/mod.ts";
import type covarianceCheck from "./covariance_check.ts";
import type { DigitCell } from "./equation_on_digits.ts";
import { digitsDiverged, errorsByRate, type GapCell, gapState, OBSERVABLE_NAMES } from "./path_readings.ts";
import { type EquationName, LARGEST_GAP, type PathRun, pooledCells, relativeGap } from "./path_readings.ts";
import type { ProcessName } from "./weak_error.ts";

/** Name, colour and dash of each process in all figures. */
const STYLES: Record<ProcessName, { name: string; color: string; style: string }> = {
  "dropout": { name: "dropout", color: OKABE_ITO.black, style: "solid" },
  "order 1": { name: "equation of order 1", color: OKABE_ITO.blue, style: "solid" },
  "order 2": { name: "equation of order 2", color: OKABE_ITO.vermillion, style: "solid" },
  "order 2, plain": { name: "order 2, Euler error left in", color: OKABE_ITO.orange, style: "dot" },
  "naive": { name: "drift −∇R_S (naive)", color: REFERENCE, style: "dash" },
};

const RATE = "learning rate ε", TIME = axis("time t = Nε");

/** The closed form, what some thousand masks give, and the difference. */
export function covarianceMaps(
  { shown: { size, closed, sampled } }: ResultOf<typeof covarianceCheck>,
): Figure {
  const most = largest(closed.map(Math.abs)), signed = { colorscale: DIVERGING, zmin: -most, zmax: most };
  const map = (title: string, values: readonly number[], attributes: object): Panel => ({
    title,
    data: [{
      type: "heatmap",
      z: Array.from({ length: size }, (_, i) => values.slice(i * size, (i + 1) * size)),
      ...attributes,
    }],
  });
  const bar = (text: string, x: number) => ({ title: { text, side: "top" }, x, len: 0.9, thickness: 12 });
  const parameters = axis("parameter (a, w, b of each neuron)", { dtick: 3 });
  return panelFigure({
    title: "The noise covariance: closed form, sampled masks, and their difference",
    panels: [
      map("closed form Σ", closed, { ...signed, showscale: false }),
      map("sampled", sampled, { ...signed, colorbar: bar("Σ", 0.645) }),
      map("|difference|", closed.map((value, k) => Math.abs(value - sampled[k])), {
        colorscale: SEQUENTIAL,
        colorbar: bar("|ΔΣ|", 1.01),
      }),
    ],
    xaxis: parameters,
    yaxis: { ...parameters, autorange: "reversed" },
    sameY: true,
    gapX: 0.1,
    width: 960,
    height: 380,
  });
}

/** Weak error by learning rate, with guide slopes. */
export function weakErrorPanel(runs: readonly PathRun[], keep: number, observable: Observable): Panel {
  const at = (name: EquationName) => errorsByRate(runs, keep, name, observable);
  const lines = (["order 1", "order 2", "order 2, plain", "naive"] as const).map((name) => {
    const { rates, errors } = at(name), two = errors.map((one) => 2 * one.standardError);
    return curve({
      ...STYLES[name],
      x: rates,
      y: errors.map(({ error }) => error),
      attributes: {
        mode: "lines+markers",
        marker: { color: STYLES[name].color, size: 6 },
        error_y: {
          type: "data",
          symmetric: false,
          array: two,
          // A bar that reaches 0 has no end on a logarithmic axis.
          arrayminus: two.map((bar, k) => Math.min(bar, 0.9 * errors[k].error)),
          color: STYLES[name].color,
          thickness: 1,
        },
      },
    });
  });
  const guides = ([1, 2] as const).map((slope) => {
    const { rates, errors } = at(`order ${slope}`);
    return curve({
      name: `slope ${slope}`,
      x: rates,
      y: rates.map((rate) => 1.6 * errors[0].error * (rate / rates[0]) ** slope),
      color: "#BBBBBB",
      size: 1.5,
      style: slope === 1 ? "solid" : "dashdot",
    });
  });
  return {
    title: `${OBSERVABLE_NAMES[observable]}, p = ${keep}`,
    data: [...lines, ...guides],
    xaxis: logAxis(RATE, { tickvals: lines[0].x }),
    yaxis: logAxis("max |E g(Θ) − E g(θ)|"),
  };
}

/** Weak errors of all observables at every p. */
export function weakErrorFigure(runs: readonly PathRun[], keeps: readonly number[]): Figure {
  return panelFigure({
    title: "Weak error, largest over the steps: the equations approach dropout, the naive one does not",
    columns: OBSERVABLES.length,
    panels: keeps.flatMap((keep) => OBSERVABLES.map((observable) => weakErrorPanel(runs, keep, observable))),
    gapX: 0.1,
    width: 960,
    height: 330 * keeps.length + 90,
  });
}

/** Means of the observables along the way. */
export function meanPaths(runs: readonly PathRun[], keep: number, rate: number): Figure {
  const { pooled } = pooledCells(runs, keep).find((cell) => cell.rate === rate)!;
  return panelFigure({
    title: `Mean and spread of dropout's paths and of the equations', p = ${keep}, ε = ${rate}`,
    panels: OBSERVABLES.map((observable) => ({
      title: OBSERVABLE_NAMES[observable],
      data: (["dropout", "order 1", "order 2", "naive"] as const).flatMap((name) => {
        const { times, mean: { [observable]: mean }, sd: { [observable]: sd } } = pooled(name);
        if (name === "order 1" || name === "naive") return [curve({ ...STYLES[name], x: times, y: mean })];
        return seedBand({
          ...STYLES[name],
          x: times,
          curves: {
            mean,
            // The spread is not symmetric where the mean is small; a band ends at a twentieth of the mean.
            low: mean.map((value, k) => Math.max(value - sd[k], value / 20)),
            high: mean.map((value, k) => value + sd[k]),
          },
          dash: name === "dropout" ? "solid" : "dash",
        });
      }),
      yaxis: (observable === "norm2" ? axis : lossAxis)(`mean of ${OBSERVABLE_NAMES[observable]} ± sd`),
    })),
    xaxis: TIME,
    gapX: 0.12,
    width: 960,
    height: 400,
  });
}

/** The final gap over p and ε; blank where dropout itself diverges. */
export function gapMap(
  runs: readonly GapCell[][],
  { keeps, rates }: Record<"keeps" | "rates", readonly number[]>,
): Figure {
  const rows = keeps.toReversed();
  const map = (order: 1 | 2) => {
    const values = rows.map((keep) =>
      rates.map((rate) => {
        const cells = runs.map((all) => all.find((cell) => cell.keep === keep && cell.rate === rate)!);
        if (cells.some((cell) => gapState(cell) === "diverges")) return NaN;
        const gap = mean(cells.map((cell) => Math.min(relativeGap(cell, order), LARGEST_GAP)));
        return Math.log10(Math.max(gap, 1e-4));
      })
    );
    const { data: [cells], ...axes } = categoryMap({
      columns: rates.map(String),
      rows: rows.map(String),
      values,
      title: "relative gap",
      colorscale: SEQUENTIAL,
      range: [-3.5, 0.5],
      text: (value) =>
        `${value >= 1 ? "≥ " : ""}${Number((100 * 10 ** value).toPrecision(2)).toLocaleString("en-US")} %`,
    });
    const colorbar = {
      title: { text: "relative gap", side: "right" },
      tickvals: [-3, -2, -1, 0],
      ticktext: ["0.1 %", "1 %", "10 %", "100 %"],
    };
    return {
      ...axes,
      title: `order ${order}`,
      data: [{ ...cells, colorbar, showscale: order === 2, textfont: { size: 10 } }],
    };
  };
  return panelFigure({
    title: "Gap between equation and dropout in L_S at the end (blank: dropout itself diverges)",
    panels: [map(1), map(2)],
    xaxis: axis(RATE),
    yaxis: axis("keep probability p"),
    sameY: true,
    width: 960,
    height: 430,
  });
}

/** Loss on digits, dropout and equations. */
export function digitCurves(
  runs: readonly DigitCell[][],
  keeps: readonly number[],
  rates: readonly number[],
): Figure {
  const names = [["dropout", "dropout"], ["order1", "order 1"], ["order2", "order 2"]] as const;
  return panelFigure({
    title: "Digits: training loss of dropout and of its equations",
    columns: rates.length,
    panels: keeps.flatMap((keep) =>
      rates.map((rate) => {
        const cells = runs.map((all) => all.find((cell) => cell.keep === keep && cell.rate === rate)!);
        const diverged = names.some(([name]) => cells.some((cell) => digitsDiverged(cell[name])));
        const data = names.flatMap(([name, style]) => {
          const curves = cells.flatMap((cell) => cell[name] ? [cell[name].loss] : []);
          const dash = name === "dropout" ? "solid" : "dash";
          return curves.length === 0 ? [] : seedBand({ ...STYLES[style], x: cells[0].times, curves, dash });
        });
        return { title: `p = ${keep}, ε = ${rate}${diverged ? " (diverges)" : ""}`, data };
      })
    ),
    xaxis: TIME,
    yaxis: lossAxis("R_S"),
    sameX: true,
    width: 960,
    height: 700,
  });
}
