/** The figure of the noise from the first step on. */
import type { Figure, Layout } from "../../lib/figure/mod.ts";
import { axis, logStepAxis, OKABE_ITO, panelFigure, seedBand, share } from "../../lib/figure/mod.ts";
import { alphaBands } from "./noise_figures.ts";
import type { OnsetReading, OnsetRun } from "./noise_readings.ts";

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
