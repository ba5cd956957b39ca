/** Figures of the covariance and of the equations. */
import { OBSERVABLES } from "../../lib/gradient_noise/mod.ts";
import {
  curve,
  DIVERGING,
  type Figure,
  figure,
  type Layout,
  OKABE_ITO,
  panels,
  seedBand,
  SEQUENTIAL,
  type Trace,
} from "../../lib/figure/mod.ts";
import { largest, mean } from "../../lib/stats/mod.ts";
import type { CovarianceRun } from "./covariance_check.ts";
import type { DigitCell, DigitCurves } from "./equation_on_digits.ts";
import type { GapCell } from "./gap_map.ts";
import { logAxis } from "./log_axis.ts";
import { errorsByRate, OBSERVABLE_NAMES, pooledCells } from "./path_measures.ts";
import type { ProcessName, WeakErrorCell } from "./weak_error.ts";

/** What each process is called, and its colour in all figures. */
export const PROCESS_STYLES: Record<ProcessName, { name: string; color: string; dash: string }> = {
  "dropout": { name: "dropout", color: OKABE_ITO.black, dash: "solid" },
  "order 1": { name: "equation of order 1", color: OKABE_ITO.blue, dash: "solid" },
  "order 2": { name: "equation of order 2", color: OKABE_ITO.vermillion, dash: "solid" },
  "order 2, plain": { name: "order 2, Euler error left in", color: OKABE_ITO.orange, dash: "dot" },
  "naive": { name: "drift −∇R_S (naive)", color: "#777777", dash: "dash" },
};

/** Figure 3: the closed form, what 5,000 masks give, and the difference. */
export function covarianceMaps({ shown: { size, closed, sampled } }: CovarianceRun): Figure {
  const most = largest(closed.map(Math.abs));
  const difference = closed.map((value, k) => Math.abs(value - sampled[k]));
  const rows = (values: readonly number[]) =>
    Array.from({ length: size }, (_, i) => values.slice(i * size, (i + 1) * size));
  const signed = { colorscale: DIVERGING, zmin: -most, zmax: most, zmid: 0 };
  const map = (z: number[][], attributes: Trace): Trace => ({
    type: "heatmap",
    z,
    zsmooth: false,
    ...attributes,
  });
  const bar = (text: string, x: number) => ({ title: { text, side: "top" }, x, len: 0.9, thickness: 12 });
  const axis: Layout = { title: { text: "parameter (a, w, b of each neuron)" }, dtick: 3 };
  return figure({
    title: "The noise covariance: closed form, sampled masks, and their difference",
    ...panels({
      panels: [
        { title: "closed form Σ", data: [map(rows(closed), { ...signed, showscale: false })] },
        { title: "sampled", data: [map(rows(sampled), { ...signed, colorbar: bar("Σ", 0.645) })] },
        {
          title: "|difference|",
          data: [map(rows(difference), { colorscale: SEQUENTIAL, colorbar: bar("|ΔΣ|", 1.01) })],
        },
      ],
      xaxis: axis,
      yaxis: { ...axis, autorange: "reversed" },
      sameY: true,
      gapX: 0.1,
    }),
    width: 960,
    height: 380,
  });
}

/** Figure 1: weak error by learning rate, with guide slopes. */
export function weakErrorFigure(runs: readonly WeakErrorCell[][], keeps: readonly number[]): Figure {
  const names = ["order 1", "order 2", "order 2, plain", "naive"] as const;
  return figure({
    title:
      "Weak error, largest over the steps: the equations approach dropout with their orders, the naive one does not",
    ...panels({
      columns: OBSERVABLES.length,
      panels: keeps.flatMap((keep) =>
        OBSERVABLES.map((observable) => {
          const lines = names.map((name): Trace => {
            const { rates, errors } = errorsByRate(runs, keep, name, observable);
            const { name: title, color, dash } = PROCESS_STYLES[name];
            return {
              type: "scatter",
              mode: "lines+markers",
              name: title,
              x: rates,
              y: errors.map(({ error }) => error),
              error_y: {
                type: "data",
                symmetric: false,
                array: errors.map(({ standardError }) => 2 * standardError),
                // A bar that reaches 0 has no end on a logarithmic axis.
                arrayminus: errors.map(({ error, standardError }) =>
                  Math.min(2 * standardError, 0.9 * error)
                ),
                color,
                thickness: 1,
              },
              line: { color, dash },
              marker: { color, size: 6 },
            };
          });
          const first = errorsByRate(runs, keep, "order 1", observable),
            second = errorsByRate(runs, keep, "order 2", observable);
          const guide = (slope: number, from: { rates: number[]; errors: { error: number }[] }) =>
            curve({
              name: `slope ${slope}`,
              x: from.rates,
              y: from.rates.map((rate) => 1.6 * from.errors[0].error * (rate / from.rates[0]) ** slope),
              color: "#BBBBBB",
              size: 1.5,
              style: slope === 1 ? "solid" : "dashdot",
            });
          return {
            title: `${OBSERVABLE_NAMES[observable]}, p = ${keep}`,
            data: [...lines, guide(1, first), guide(2, second)],
          };
        })
      ),
      xaxis: { title: { text: "learning rate ε" }, type: "log", tickvals: [0.05, 0.1, 0.2] },
      yaxis: { title: { text: "max |E g(Θ) − E g(θ)|" }, type: "log" },
      gapX: 0.1,
    }),
    width: 960,
    height: 330 * keeps.length + 90,
  });
}

/** Figure 2: means of R_S and L_S along the way. */
export function meanPaths(runs: readonly WeakErrorCell[][], keep: number, rate: number): Figure {
  const { pooled } = pooledCells(runs, keep).find((cell) => cell.rate === rate)!;
  const names = ["dropout", "order 1", "order 2", "naive"] as const;
  return figure({
    title: `Mean and spread of dropout's paths and of the equations', p = ${keep}, ε = ${rate}`,
    ...panels({
      panels: (["R_S", "L_S", "norm2"] as const).map((observable) => ({
        title: OBSERVABLE_NAMES[observable],
        data: names.flatMap((name) => {
          const { times, mean, sd } = pooled(name),
            style = PROCESS_STYLES[name],
            m = mean[observable],
            s = sd[observable];
          const band = name === "dropout" || name === "order 2";
          return band
            ? seedBand({
              x: times,
              curves: {
                mean: m,
                // The spread is not symmetric where the mean is small; a band ends at a twentieth of the mean.
                low: m.map((value, k) => Math.max(value - s[k], value / 20)),
                high: m.map((value, k) => value + s[k]),
              },
              name: style.name,
              color: style.color,
              dash: name === "dropout" ? "solid" : "dash",
            })
            : [curve({ x: times, y: m, name: style.name, color: style.color, style: style.dash })];
        }),
        yaxis: {
          title: { text: `mean of ${OBSERVABLE_NAMES[observable]} ± sd` },
          ...(observable === "norm2"
            ? {}
            : logAxis(names.flatMap((name) => Array.from(pooled(name).mean[observable])))),
        },
      })),
      xaxis: { title: { text: "time t = Nε" } },
      gapX: 0.12,
    }),
    width: 960,
    height: 400,
  });
}

/** How dropout fares at one p and ε. */
export type GapState = "descends" | "ends higher" | "runs off";

/** Whether dropout's mean L_S ends below its start, above it, or so far above that nothing is left to compare. */
export function gapState({ dropout, start }: GapCell): GapState {
  if (!dropout || dropout.mean > 10 * start) return "runs off";
  return dropout.mean <= start ? "descends" : "ends higher";
}

/** |E L_S(Θ) − E L_S(θ)|/E L_S(θ) at the end; infinite where the equation ran off. */
export function relativeGap({ dropout, order1, order2 }: GapCell, order: 1 | 2): number {
  const equation = order === 1 ? order1 : order2;
  return dropout && equation ? Math.abs(equation.mean - dropout.mean) / dropout.mean : Infinity;
}

/** Gaps above this are drawn as this. */
const LARGEST_GAP = 10;

function percent(gap: number): string {
  const text = `${Number((100 * gap).toPrecision(2)).toLocaleString("en-US")} %`;
  return gap >= LARGEST_GAP ? `≥ ${text}` : text;
}

/** Figure 9: the final gap over p and ε. */
export function gapMap(
  runs: readonly GapCell[][],
  keeps: readonly number[],
  rates: readonly number[],
): Figure {
  const cellsAt = (keep: number, rate: number) =>
    runs.map((cells) => cells.find((cell) => cell.keep === keep && cell.rate === rate)!);
  const map = (order: 1 | 2) => {
    const z = keeps.map((keep) =>
      rates.map((rate) => {
        const cells = cellsAt(keep, rate);
        if (cells.some((cell) => gapState(cell) === "runs off")) return null;
        const gap = mean(cells.map((cell) => Math.min(relativeGap(cell, order), LARGEST_GAP)));
        return Math.log10(Math.max(gap, 1e-4));
      })
    );
    return {
      title: `order ${order}`,
      data: [{
        type: "heatmap",
        x: rates.map(String),
        y: keeps.map(String),
        z,
        zmin: -3.5,
        zmax: 0.5,
        colorscale: SEQUENTIAL,
        showscale: order === 2,
        colorbar: {
          title: { text: "relative gap", side: "right" },
          tickvals: [-3, -2, -1, 0],
          ticktext: ["0.1 %", "1 %", "10 %", "100 %"],
        },
        text: z.map((row) => row.map((value) => value === null ? "" : percent(10 ** value))),
        texttemplate: "%{text}",
        textfont: { size: 10 },
        hoverongaps: false,
      }],
    };
  };
  const blank = keeps.flatMap((keep, i) =>
    rates.flatMap((rate, j) =>
      cellsAt(keep, rate).some((cell) => gapState(cell) === "runs off") ? [[j, i] as const] : []
    )
  );
  const { data, layout } = panels({
    panels: [map(1), map(2)],
    xaxis: { title: { text: "learning rate ε" }, type: "category", showgrid: false },
    yaxis: { title: { text: "probability to keep p" }, type: "category", showgrid: false },
    sameY: true,
  });
  const marks = [1, 2].flatMap((panel) =>
    blank.map(([j, i]) => ({
      text: "runs off",
      showarrow: false,
      x: j,
      y: i,
      xref: `x${panel === 1 ? "" : panel}`,
      yref: `y${panel === 1 ? "" : panel}`,
      font: { size: 10, color: "#888888" },
    }))
  );
  return figure({
    title: "Gap between equation and dropout in L_S at the end, over p and ε",
    data,
    layout: { ...layout, annotations: [...layout.annotations as Layout[], ...marks] },
    width: 960,
    height: 430,
  });
}

/** Whether curves on digits ran off: to infinity, or to a loss more than ten times that at the start, as {@linkcode gapState}. */
export function digitsRanOff(curves: DigitCurves | null): boolean {
  return !curves || curves.loss.at(-1)! > 10 * curves.loss[0];
}

/**
 * |R_S of the equation − R_S of dropout|/R_S of dropout, mean over the readings after the start; `null` where one of them
 * ran off.
 */
export function digitGap(cell: DigitCell, name: "order1" | "order2"): number | null {
  const { dropout } = cell, equation = cell[name];
  if (!dropout || !equation || digitsRanOff(dropout) || digitsRanOff(equation)) return null;
  return mean(dropout.loss.slice(1).map((value, k) => Math.abs(equation.loss[k + 1] - value) / value));
}

/** S1: loss on digits, dropout and equations. */
export function digitCurves(
  runs: readonly DigitCell[][],
  keeps: readonly number[],
  rates: readonly number[],
): Figure {
  const styles = [
    ["dropout", PROCESS_STYLES["dropout"]],
    ["order1", PROCESS_STYLES["order 1"]],
    ["order2", PROCESS_STYLES["order 2"]],
  ] as const;
  return figure({
    title: "Digits: training loss of dropout and of its equations",
    ...panels({
      columns: rates.length,
      panels: keeps.flatMap((keep) =>
        rates.map((rate) => {
          const cells = runs.map((all) => all.find((cell) => cell.keep === keep && cell.rate === rate)!);
          const data = styles.flatMap(([name, style]) => {
            const curves = cells.flatMap((cell) => cell[name] ? [(cell[name] as DigitCurves).loss] : []);
            return curves.length === 0 ? [] : seedBand({
              x: cells[0].times,
              curves,
              name: style.name,
              color: style.color,
              dash: name === "dropout" ? "solid" : "dash",
            });
          });
          const gone = styles.filter(([name]) => cells.some((cell) => digitsRanOff(cell[name])));
          return {
            title: `p = ${keep}, ε = ${rate}${gone.length ? " (runs off)" : ""}`,
            data: data.length > 0 ? data : [curve({ x: [0], y: [1], name: "all run off", color: "#999999" })],
          };
        })
      ),
      xaxis: { title: { text: "time t = Nε" } },
      yaxis: { title: { text: "R_S" }, type: "log" },
      sameX: true,
    }),
    width: 960,
    height: 700,
  });
}
