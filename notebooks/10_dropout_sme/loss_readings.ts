/** What is read off the ends of trainings: curvature, rises and barriers of the loss. */
import type { ResultOf } from "../../lib/experiments/mod.ts";
import { largest, mean } from "../../lib/stats/mod.ts";
import type convolutionProfiles from "./convolution_profiles.ts";
import type keepSweep from "./keep_sweep.ts";
import type lossProfiles from "./loss_profiles.ts";
import type { DialTraining } from "../../lib/gradient_noise/network/mod.ts";
import type { Variant, VariantRun } from "./two_layer_digits.ts";

/** The training of one variant. */
export function ofVariant(run: VariantRun, variant: Variant): DialTraining {
  const one = run[variant];
  if (!one) throw new RangeError(`variant "${variant}": not trained in every run`);
  return one;
}

/** Tr H of a variant over that of R_S alone; NaN where the variant diverged. */
export function traceShare(run: VariantRun, variant: Variant): number {
  return (ofVariant(run, variant).hessianTrace ?? NaN) / ofVariant(run, "plain").hessianTrace!;
}

/** Trainings of one variant that did not diverge. */
export function ended(runs: readonly VariantRun[], variant: Variant): DialTraining[] {
  return runs.map((run) => ofVariant(run, variant)).filter(({ diverged }) => diverged === null);
}

/** Trainings over p and ε. */
export type SweepRun = ResultOf<typeof keepSweep>;

/** Trainings at one p and ε. */
export function atCell(runs: readonly SweepRun[], at: { keep: number; rate: number }): VariantRun[] {
  return runs.map((cells) => cells.find(({ keep, rate }) => keep === at.keep && rate === at.rate)!.runs);
}

/** Ends of trainings whose surroundings are known. */
export type NamedEnd = Exclude<keyof ResultOf<typeof convolutionProfiles>, "data" | "alphas">;

/** Rise of the loss halfway along filter-normalised directions, at α = ±½, mean of both signs. */
export function riseHalfWay<End extends NamedEnd>(
  run: { alphas: readonly number[] } & Record<End, { profile: readonly number[]; loss: number }>,
  end: End,
): number {
  const { profile, loss } = run[end];
  return mean([-0.5, 0.5].map((alpha) => profile[run.alphas.indexOf(alpha)] - loss));
}

/** Largest R_S strictly between two ends over that of the higher end; above 1 there is a barrier. */
export function barrier({ between: { share, loss } }: ResultOf<typeof lossProfiles>): number {
  const inside = loss.filter((_, k) => share[k] > 0 && share[k] < 1);
  return largest(inside) / largest([0, 1].map((end) => loss[share.indexOf(end)]));
}
