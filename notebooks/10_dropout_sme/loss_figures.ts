/** Figures of the losses taken apart, and of the loss around the ends of training. */
import type { ResultOf } from "../../lib/experiments/mod.ts";
import { axis, CURVE_COLOURS, type Figure, type Layout, logAxis, lossAxis } from "../../lib/figure/mod.ts";
import { OKABE_ITO, panelFigure, REFERENCE, seedBand, seedDots, share } from "../../lib/figure/mod.ts";
import { stepAxis } from "../../lib/figure/mod.ts";
import { largest, mean, smallest } from "../../lib/stats/mod.ts";
import type convolutionProfiles from "./convolution_profiles.ts";
import type keepSweep from "./keep_sweep.ts";
import type lossProfiles from "./loss_profiles.ts";
import { atKeep, ended, type NamedEnd, ofVariant } from "./loss_readings.ts";
import type { TwoLayerRun, Variant, VariantRun } from "./two_layer_digits.ts";

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

const PAIRED = ["plain", "modified", "dropout"] as const;
const dashOf = (variant: Variant) => variant === "dropout" ? "dash" : "solid";
const lastOf = (name: "testAccuracy" | "testLoss") => (run: TwoLayerRun) => run[name].at(-1)!;
const TRACE = "Tr ∇²R_S at the end";

/** R_S, R₁ and test accuracy along training. */
export function pairedCurves(runs: readonly VariantRun[], rate: number): Figure {
  const readings = [
    ["loss", lossAxis("R_S")],
    ["regularizer", lossAxis("R₁")],
    ["testAccuracy", share("test accuracy")],
  ] as const;
  return panelFigure({
    title: `Dropout and its mean loss train alike; R_S alone does not (ε = ${rate})`,
    panels: readings.map(([name, yaxis]) => ({
      yaxis,
      data: PAIRED.flatMap((variant) => {
        const all = runs.map((run) => ofVariant(run, variant)), curves = all.map((run) => run[name]);
        return seedBand({ ...VARIANT_STYLES[variant], x: all[0].steps, curves, dash: dashOf(variant) });
      }),
    })),
    xaxis: stepAxis(),
    width: 960,
    height: 380,
  });
}

/** Curvature and test errors at the end, by minimised loss, of the seeds that did not diverge. */
export function variantEnds(runs: readonly VariantRun[], variants: readonly Variant[], rate: number): Figure {
  const some = variants.filter((variant) => ended(runs, variant).length > 0);
  const column = (of: (run: TwoLayerRun) => number, yaxis: Layout) => {
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

/** Test accuracy and curvature over p, of the seeds that did not diverge. */
export function sweepFigure(runs: readonly ResultOf<typeof keepSweep>[]): Figure {
  const keeps = runs[0].map(({ keep }) => keep);
  const lines = (of: (run: TwoLayerRun) => number) =>
    PAIRED.flatMap((variant) => {
      const values = keeps.map((keep) => ended(atKeep(runs, keep), variant).map(of));
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
    title: "Test accuracy and curvature by keep probability, after equally many steps",
    panels: [
      { data: lines(lastOf("testAccuracy")), yaxis: share("test accuracy") },
      { data: lines((run) => run.hessianTrace!), yaxis: logAxis(TRACE) },
    ],
    xaxis: axis("keep probability p"),
    width: 860,
    height: 380,
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
