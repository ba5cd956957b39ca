/** Two-layer networks on digits with squared errors: every combination of dropout's mean, its noise, and its parts. */
import { type DialTraining, trainDial } from "../../lib/gradient_noise/network/mod.ts";
import type { RunContext } from "../../lib/train/mod.ts";
import { pooledDigits } from "./digits.ts";

const VARIANTS = {
  /** R_S, R_S + R_1, and R^drop. */
  plain: { drift: 0, noise: 0 },
  modified: { drift: 1, noise: 0 },
  dropout: { drift: 1, noise: 1 },
  /** R^drop − R_1. */
  noiseOnly: { drift: 0, noise: 1 },
  isotropic: { drift: 0, noise: 0, isotropic: true },
  plainR2: { drift: 0, noise: 0, second: 1 },
  dropoutMinusR2: { drift: 1, noise: 1, second: -1 },
};

/** Name of a variant. */
export type Variant = keyof typeof VARIANTS;

/** IRD's set-up, smaller. */
export const TWO_LAYER = {
  rows: 500,
  testRows: 2000,
  /** Pixels of a side. */
  side: 14,
  width: 100,
  keep: 0.5,
  rate: 0.05,
  steps: 2000,
  readings: 40,
  variants: Object.keys(VARIANTS) as Variant[],
  /** Random vectors of the estimate of Tr H. */
  probes: 30,
};

/** Numbers of a set-up; the notebook says where they come from. */
export type TwoLayerSettings = typeof TWO_LAYER;

/** Trainings of one seed by variant. */
export type VariantRun = Partial<Record<Variant, DialTraining>>;

/** All variants of one seed, from the same parameters and with the same masks. */
export async function trainTwoLayer(
  settings: TwoLayerSettings,
  seed: number,
  context: RunContext,
): Promise<VariantRun> {
  const { rows, testRows, side, variants, steps } = settings, runs: VariantRun = {};
  const digits = await pooledDigits(rows, testRows, side, seed);
  for (const variant of variants) {
    const run = runs[variant] = await trainDial(VARIANTS[variant], digits, settings, seed, context.signal);
    context.progress(variant, { step: steps, steps, loss: run.loss.at(-1)! });
  }
  return runs;
}

/** Steps of all variants. */
export function twoLayerSteps({ variants, steps }: TwoLayerSettings): number {
  return variants.length * steps;
}
