/** Figures of the noise from the first step on, and over windows of several lengths. */
import type { Figure } from "../../lib/figure/mod.ts";
import { axis, logAxis, logStepAxis, OKABE_ITO, panelFigure } from "../../lib/figure/mod.ts";
import { REFERENCE, seedBand, share } from "../../lib/figure/mod.ts";
import { alphaBands, DATA_STYLES } from "./noise_figures.ts";
import { type OnsetRun, windowAt, type WindowRun } from "./noise_readings.ts";

/** Alignment and its null, and the slope of λ on F, from the first step on. */
export function alignmentFigure(runs: readonly OnsetRun[]): Figure {
  const names = Object.keys(SET_UP_NAMES) as (keyof OnsetRun)[], steps = runs[0].tanh.map(({ step }) => step);
  const curves = (name: keyof OnsetRun, key: keyof OnsetRun["tanh"][number]) =>
    runs.map((run) => run[name].map((at) => at[key]));
  const ratio = { name: "Tr(HΣ) over that of isotropic noise", color: OKABE_ITO.vermillion };
  return panelFigure({
    title: "Alignment of noise and curvature from the first step on, and by chance",
    columns: names.length,
    panels: [
      ...names.map((name) => ({
        title: SET_UP_NAMES[name],
        data: alphaBands(steps, (key) => curves(name, key)),
        yaxis: share("α(θ)"),
      })),
      ...names.map((name) => ({
        data: seedBand({ ...ratio, x: steps, curves: curves(name, "traceRatio") }),
        yaxis: axis("trace ratio", { rangemode: "tozero" }),
      })),
      ...names.map((name) => ({
        data: seedBand({
          name: "ρ of λ(Σ) and F",
          color: OKABE_ITO.green,
          x: steps,
          curves: curves(name, "spearman"),
        }),
        yaxis: axis("ρ of λ(Σ) and F", { range: [-1.05, 0.5] }),
      })),
    ],
    xaxis: logStepAxis(),
    gapY: 0.12,
    width: 940,
    height: 760,
  });
}

const SET_UP_NAMES = { tanh: "classes, tanh", relu: "classes, ReLU", digits: "digits, tanh" };

/** ρ of the two laws over the length of the window. */
export function windowFigure(runs: readonly WindowRun[]): Figure {
  const laws = { curvature: "variance and λ(H)", flatness: "λ(Σ) and F" } as const;
  return panelFigure({
    title: "Consecutive parameters: both laws by length of the window",
    columns: runs[0].length,
    panels: (["curvature", "flatness"] as const).flatMap((law) =>
      runs[0].map(({ name, from, readings }) => ({
        title: `${name}, from step ${from}`,
        data: (["trajectory", "detrended"] as const).flatMap((data) => {
          const x = [...new Set(readings.map(({ window }) => window))];
          const curves = runs.map((run) =>
            x.map((window) => windowAt(run, { name, from, window, data })[law]?.spearman ?? NaN)
          );
          return seedBand({
            ...DATA_STYLES[data],
            x,
            curves,
            ...(data === "trajectory" && { color: REFERENCE }),
          });
        }),
        yaxis: axis(`ρ of ${laws[law]}`, { range: [-1.05, 1.05] }),
      }))
    ),
    xaxis: logAxis("steps of the window"),
    gapY: 0.2,
    width: 940,
    height: 560,
  });
}
