/** Figures of the noise from the first step on, and over windows of several lengths. */
import type { Figure, Layout } from "../../lib/figure/mod.ts";
import { axis, logAxis, logStepAxis, OKABE_ITO, panelFigure } from "../../lib/figure/mod.ts";
import { REFERENCE, seedBand, share } from "../../lib/figure/mod.ts";
import { alphaBands, DATA_STYLES } from "./noise_figures.ts";
import type { OnsetReading, OnsetRun } from "./noise_readings.ts";
import { windowAt, type WindowRun } from "./noise_readings.ts";

/** Alignment and its null, the trace ratio, and the law of F, from the first step on. */
export function alignmentFigure(runs: readonly OnsetRun[]): Figure {
  const names = ["tanh", "digits"] as const;
  const steps = (name: keyof OnsetRun) => runs[0][name].map(({ step }) => step);
  const curves = (name: keyof OnsetRun, key: keyof OnsetReading) =>
    runs.map((run) => run[name].map((at) => at[key]));
  const lines = (key: keyof OnsetReading, style: { name: string; color: string }, yaxis: Layout) =>
    names.map((name) => ({ data: seedBand({ ...style, x: steps(name), curves: curves(name, key) }), yaxis }));
  return panelFigure({
    title: "Noise and curvature from the first step on",
    columns: names.length,
    panels: [
      ...names.map((name) => ({
        title: name === "tanh" ? "classes, tanh" : "digits, tanh",
        data: alphaBands(steps(name), (key) => curves(name, key)),
        yaxis: share("α(θ)"),
      })),
      ...lines(
        "traceRatio",
        { name: "Tr(HΣ) over that of isotropic noise", color: OKABE_ITO.vermillion },
        axis("trace ratio", { rangemode: "tozero" }),
      ),
      ...lines("spearman", { name: "ρ of λ(Σ) and F", color: OKABE_ITO.green }, axis("ρ of λ(Σ) and F")),
    ],
    xaxis: logStepAxis(),
    gapY: 0.12,
    width: 860,
    height: 720,
  });
}

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
            x.map((window) => windowAt(run, { from, window, data })[law]?.spearman ?? NaN)
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
