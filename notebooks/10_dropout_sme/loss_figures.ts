/** Figures of the losses taken apart, and of the loss around the ends of training. */
import type { ResultOf } from "../../lib/experiments/mod.ts";
import { axis, CURVE_COLOURS, type Figure, type Layout, logAxis } from "../../lib/figure/mod.ts";
import { lossAxis, OKABE_ITO, panelFigure, REFERENCE, seedBand } from "../../lib/figure/mod.ts";
import { seedDots, share, stepAxis } from "../../lib/figure/mod.ts";
import { largest, mean, smallest } from "../../lib/stats/mod.ts";
import type convolutionProfiles from "./convolution_profiles.ts";
import type lossProfiles from "./loss_profiles.ts";
import { atCell, ended, type NamedEnd, type SweepRun } from "./loss_readings.ts";
import type { DialTraining } from "../../lib/gradient_noise/network/mod.ts";
import type { Variant, VariantRun } from "./two_layer_digits.ts";

/** Name and colour of each variant. */
export const VARIANT_STYLES: Record<Variant, { name: string; color: string }> = {
  plain: { name: "R_S", color: REFERENCE },
  modified: { name: "R_S + R₁", color: OKABE_ITO.blue },
  dropout: { name: "dropout", color: OKABE_ITO.black },
  noiseOnly: { name: "R_S with dropout's noise", color: OKABE_ITO.vermillion },
  isotropic: { name: "R_S with isotropic noise", color: OKABE_ITO.orange },
  plainR2: { name: "R_S + R̃₂", color: OKABE_ITO.green },
  dropoutMinusR2: { name: "dropout − R̃₂", color: OKABE_ITO.purple },
};

const dashOf = (variant: Variant) => variant === "dropout" ? "dash" : "solid";
const lastOf = (name: "testAccuracy" | "testLoss") => (run: DialTraining) => run[name].at(-1)!;
const TRACE = "Tr ∇²R_S at the end";

/** What is drawn along training. */
const CURVE_AXES = {
  loss: lossAxis("R_S"),
  regularizer: lossAxis("R₁"),
  testLoss: lossAxis("test loss"),
  testAccuracy: share("test accuracy"),
};

/** Curves of some losses along training, of the seeds that did not diverge. */
export function trainingCurves(
  title: string,
  runs: readonly VariantRun[],
  variants: readonly Variant[],
  names: readonly (keyof typeof CURVE_AXES)[],
): Figure {
  return panelFigure({
    title,
    panels: names.map((name) => ({
      yaxis: CURVE_AXES[name],
      data: variants.flatMap((variant) => {
        const all = ended(runs, variant), curves = all.map((run) => run[name]);
        return seedBand({ ...VARIANT_STYLES[variant], x: all[0].steps, curves, dash: dashOf(variant) });
      }),
    })),
    xaxis: stepAxis({ nticks: 4, tickformat: ",d" }),
    width: 960,
    height: 380,
  });
}

/** Curvature and test errors at the end, by minimised loss, of the seeds that did not diverge. */
export function variantEnds(runs: readonly VariantRun[], variants: readonly Variant[], rate: number): Figure {
  const some = variants.filter((variant) => ended(runs, variant).length > 0);
  const column = (of: (run: DialTraining) => number, yaxis: Layout) => {
    const { data, xaxis } = seedDots({
      categories: some.map((variant) => VARIANT_STYLES[variant].name),
      perSeed: some.map((variant) => ended(runs, variant).map(of)),
      color: some.map((variant) => VARIANT_STYLES[variant].color),
    });
    return { data, xaxis: { ...axis("loss minimised"), ...xaxis, tickangle: -40 }, yaxis };
  };
  return panelFigure({
    title: `Where training ends, ε = ${rate}`,
    panels: [
      column((run) => run.hessianTrace!, logAxis(TRACE)),
      column(lastOf("testAccuracy"), axis("test accuracy")),
      column(lastOf("testLoss"), axis("test loss")),
    ],
    width: 960,
    height: 460,
  });
}

/** Test accuracy and loss over p, of the seeds that did not diverge. */
export function sweepFigure(runs: readonly SweepRun[], variants: readonly Variant[]): Figure {
  const keeps = runs[0].map(({ keep }) => keep);
  const lines = (of: (run: DialTraining) => number) =>
    variants.flatMap((variant) => {
      const values = runs[0].map((cell) => ended(atCell(runs, cell), variant).map(of));
      const summary = (by: (values: number[]) => number) =>
        values.map((some) => some.length > 0 ? by(some) : NaN);
      return seedBand({
        ...VARIANT_STYLES[variant],
        x: keeps,
        curves: { mean: summary(mean), low: summary(smallest), high: summary(largest) },
        dash: dashOf(variant),
      });
    });
  return panelFigure({
    title: `Test accuracy and loss by keep probability, after equally many steps (ε = ${runs[0][0].rate})`,
    panels: [
      { data: lines(lastOf("testAccuracy")), yaxis: axis("test accuracy") },
      { data: lines(lastOf("testLoss")), yaxis: axis("test loss") },
    ],
    xaxis: axis("keep probability p", { tickvals: keeps }),
    width: 860,
    height: 400,
  });
}

const ALPHA = axis("α in R_S(θ + αd)");

/** Names and styles of the ends around which the loss is drawn. */
export const END_STYLES: Record<NamedEnd, { name: string; color: string; dash?: string }> = {
  dropout: { name: "with dropout", color: OKABE_ITO.black },
  plain: { name: "without", color: REFERENCE },
  otherPlain: { name: "without, another start", color: OKABE_ITO.orange, dash: "dash" },
  plainAtLoss: { name: "without, stopped", color: REFERENCE },
  otherPlainAtLoss: { name: "without, another start, stopped", color: OKABE_ITO.orange, dash: "dash" },
};

/** The loss around some ends. */
function around<End extends NamedEnd>(
  runs: readonly ({ alphas: number[] } & Record<End, { profile: number[] }>)[],
  ends: readonly End[],
) {
  return ends.flatMap((end) => {
    const curves = runs.map((run) => run[end].profile);
    return seedBand({ ...END_STYLES[end], x: runs[0].alphas, curves, spread: "geometric" });
  });
}

/** Profiles of the loss around both ends, and between them. */
export function lossProfileFigure(runs: readonly ResultOf<typeof lossProfiles>[]): Figure {
  return panelFigure({
    title: "The loss around the ends of training, and on the line between them",
    panels: [{
      title: "filter-normalised random directions",
      data: around(runs, ["dropout", "plain"]),
      xaxis: ALPHA,
    }, {
      title: "from the end without dropout (0) to that with it (1)",
      data: seedBand({
        x: runs[0].between.share,
        curves: runs.map(({ between }) => between.loss),
        name: "on the line",
        color: CURVE_COLOURS[0],
        spread: "geometric",
      }),
      xaxis: axis("share of the way"),
    }],
    yaxis: lossAxis("R_S"),
    width: 900,
    height: 400,
  });
}

/** Two convolutions: at the ends of training, and where the training without dropout had dropout's last loss. */
export function convolutionFigure(runs: readonly ResultOf<typeof convolutionProfiles>[]): Figure {
  return panelFigure({
    title: "Two convolutions: the loss around the networks, along filter-normalised random directions",
    panels: [
      { title: "at the end of training", data: around(runs, ["dropout", "plain", "otherPlain"]) },
      {
        title: "without dropout stopped at dropout's R_S",
        data: around(runs, ["dropout", "plainAtLoss", "otherPlainAtLoss"]),
      },
    ],
    xaxis: ALPHA,
    yaxis: lossAxis("R_S"),
    sameY: true,
    width: 900,
    height: 400,
  });
}
