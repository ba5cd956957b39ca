/** Figures of the losses taken apart. */
import {
  CURVE_COLOURS,
  type Figure,
  figure,
  OKABE_ITO,
  panels,
  seedBand,
  seedDots,
} from "../../lib/figure/mod.ts";
import { largest, mean, smallest } from "../../lib/stats/mod.ts";
import type { SweepRun } from "./keep_sweep.ts";
import { logAxis } from "./log_axis.ts";
import type { ProfileRun } from "./loss_profiles.ts";
import type { TwoLayerRun, Variant } from "./two_layer_digits.ts";

/** What each variant is called. */
export const VARIANT_NAMES: Record<Variant, string> = {
  plain: "R_S",
  modified: "R_S + R₁",
  dropout: "dropout",
  noiseOnly: "R_S with dropout's noise",
  isotropic: "R_S with isotropic noise",
  plainR2: "R_S + R̃₂",
  dropoutMinusR2: "dropout − R̃₂",
};

const COLOURS: Record<Variant, string> = {
  plain: "#777777",
  modified: OKABE_ITO.blue,
  dropout: OKABE_ITO.black,
  noiseOnly: OKABE_ITO.vermillion,
  isotropic: OKABE_ITO.orange,
  plainR2: OKABE_ITO.green,
  dropoutMinusR2: OKABE_ITO.purple,
};

/** Runs by variant, one a seed. */
export type VariantRuns = readonly Partial<Record<Variant, TwoLayerRun>>[];

/** Runs of one variant. */
export function ofVariant(runs: VariantRuns, variant: Variant): TwoLayerRun[] {
  return runs.map((run) => {
    const one = run[variant];
    if (!one) throw new RangeError(`variant "${variant}": not trained in every run`);
    return one;
  });
}

/** S7: R_S, R_1 and test accuracy along training. */
export function pairedCurves(runs: VariantRuns, rate: number): Figure {
  const variants = ["plain", "modified", "dropout"] as const;
  const axis = (of: (run: TwoLayerRun) => number[]) =>
    logAxis(variants.flatMap((variant) => ofVariant(runs, variant).flatMap(of)));
  const loss = (run: TwoLayerRun) => run.loss, regularizer = (run: TwoLayerRun) => run.regularizer;
  const readings = [
    ["R_S", loss, { title: { text: "R_S" }, ...axis(loss) }],
    ["R₁", regularizer, { title: { text: "R₁" }, ...axis(regularizer) }],
    ["test accuracy", (run: TwoLayerRun) => run.testAccuracy, { title: { text: "share right" } }],
  ] as const;
  return figure({
    title: `Dropout and its mean loss train alike; R_S alone does not (ε = ${rate})`,
    ...panels({
      panels: readings.map(([title, of, yaxis]) => ({
        title,
        yaxis,
        data: variants.flatMap((variant) =>
          seedBand({
            x: ofVariant(runs, variant)[0].steps,
            curves: ofVariant(runs, variant).map(of),
            name: VARIANT_NAMES[variant],
            color: COLOURS[variant],
            dash: variant === "dropout" ? "dash" : "solid",
          })
        ),
      })),
      xaxis: { title: { text: "step" } },
    }),
    width: 960,
    height: 380,
  });
}

/** S12 and C7: curvature and test accuracy at the end, by what was followed, of the seeds that did not run off. */
export function variantEnds(runs: VariantRuns, variants: readonly Variant[], title: string): Figure {
  const ended = (variant: Variant) => ofVariant(runs, variant).filter(({ diverged }) => diverged === null);
  const some = variants.filter((variant) => ended(variant).length > 0);
  const column = (of: (run: TwoLayerRun) => number, text: string, type: string) => {
    const { data, xaxis } = seedDots({
      categories: some.map((variant) => VARIANT_NAMES[variant]),
      perSeed: some.map((variant) => ended(variant).map(of)),
      color: some.map((variant) => COLOURS[variant]),
    });
    return {
      title: text,
      data,
      xaxis: { ...xaxis, tickangle: -40, title: { text: "loss that is followed" } },
      yaxis: { title: { text }, type },
    };
  };
  return figure({
    title,
    ...panels({
      panels: [
        column((run) => run.hessianTrace!, "Tr ∇²R_S at the end", "log"),
        column((run) => run.testAccuracy.at(-1)!, "test accuracy", "linear"),
        column((run) => run.testLoss.at(-1)!, "test loss", "linear"),
      ],
    }),
    width: 960,
    height: 460,
  });
}

/** Runs at one p that did not run off to infinity. */
export function endedAt(runs: readonly SweepRun[], keep: number, variant: Variant): TwoLayerRun[] {
  return ofVariant(runs.map((run) => run.find((cell) => cell.keep === keep)!.runs), variant)
    .filter(({ diverged }) => diverged === null);
}

/** S7 over p, of the seeds that did not run off. */
export function sweepFigure(runs: readonly SweepRun[]): Figure {
  const keeps = runs[0].map(({ keep }) => keep), variants = ["plain", "modified", "dropout"] as const;
  const lines = (of: (run: TwoLayerRun) => number) =>
    variants.flatMap((variant) => {
      const ended = keeps.map((keep) => endedAt(runs, keep, variant).map(of));
      return seedBand({
        x: keeps,
        curves: {
          mean: ended.map((values) => values.length > 0 ? mean(values) : NaN),
          low: ended.map((values) => values.length > 0 ? smallest(values) : NaN),
          high: ended.map((values) => values.length > 0 ? largest(values) : NaN),
        },
        name: VARIANT_NAMES[variant],
        color: COLOURS[variant],
        dash: variant === "dropout" ? "dash" : "solid",
      });
    });
  return figure({
    title: "Over the probability to keep: test accuracy and curvature after equally many steps",
    ...panels({
      panels: [
        {
          title: "test accuracy",
          data: lines((run) => run.testAccuracy.at(-1)!),
          yaxis: { title: { text: "share right" } },
        },
        {
          title: "curvature",
          data: lines((run) => run.hessianTrace!),
          yaxis: {
            title: { text: "Tr ∇²R_S" },
            ...logAxis(
              variants.flatMap((variant) =>
                keeps.flatMap((keep) => endedAt(runs, keep, variant).map((run) => run.hessianTrace!))
              ),
            ),
          },
        },
      ],
      xaxis: { title: { text: "probability to keep p" } },
    }),
    width: 860,
    height: 380,
  });
}

/** S11: profiles of the loss around both ends, and between them. */
export function lossProfileFigure(runs: readonly ProfileRun[]): Figure {
  const band = (name: string, x: number[], curves: number[][], color: string) =>
    seedBand({ x, curves, name, color, spread: "geometric" });
  return figure({
    title: "The loss around the ends of training, and on the line between them",
    ...panels({
      panels: [
        {
          title: "filter-normalised random directions",
          data: [
            ...band(
              "with dropout",
              runs[0].alphas,
              runs.map(({ dropout }) => dropout.profile),
              OKABE_ITO.black,
            ),
            ...band("without", runs[0].alphas, runs.map(({ plain }) => plain.profile), "#777777"),
          ],
          xaxis: { title: { text: "α in R_S(θ + αd)" } },
        },
        {
          title: "from the end without dropout (0) to that with it (1)",
          data: band(
            "on the line",
            runs[0].between.share,
            runs.map(({ between }) => between.loss),
            CURVE_COLOURS[0],
          ),
          xaxis: { title: { text: "share of the way" } },
        },
      ],
      yaxis: { title: { text: "R_S" }, type: "log" },
    }),
    width: 900,
    height: 400,
  });
}

/** R_S between two ends has a barrier where it is above both. */
export function barrier({ between: { share, loss } }: ProfileRun): number {
  const inside = loss.filter((_, k) => share[k] > 0 && share[k] < 1);
  const ends = [0, 1].map((end) => loss[share.indexOf(end)]);
  return largest(inside) / largest(ends);
}
