/** S7 over p: dropout and R_S + R_1 from the same start, test accuracy. */
import { experiment } from "../../lib/experiments/mod.ts";
import { TWO_LAYER } from "./drift_and_noise.ts";
import type { TwoLayerRun, TwoLayerSettings, Variant } from "./two_layer_digits.ts";
import { trainTwoLayer, twoLayerSteps } from "./two_layer_digits.ts";

/** Numbers of the set-up; where they come from stands in the notebook. */
export interface SweepSettings extends Omit<TwoLayerSettings, "keep"> {
  keeps: number[];
}

/** Trainings at each p. */
export type SweepRun = { keep: number; runs: Partial<Record<Variant, TwoLayerRun>> }[];

const { keep: _, ...common } = TWO_LAYER;
const full: SweepSettings = {
  ...common,
  steps: 800,
  readings: 4,
  probes: 20,
  keeps: [0.1, 0.3, 0.5, 0.7, 0.9],
  variants: ["plain", "modified", "dropout"],
};

export default experiment<SweepSettings, SweepRun>({
  at: import.meta,
  revision: 1,
  data: { "mnist": "fbe4089100f72085" },
  settings: full,
  seeds: [0, 1, 2],
  steps: (settings) => settings.keeps.length * twoLayerSteps({ ...settings, keep: 1 }),
  async run({ keeps, ...settings }, seed, context) {
    const found: SweepRun = [];
    for (const keep of keeps) {
      found.push({ keep, runs: await trainTwoLayer({ ...settings, keep }, seed, context) });
    }
    return found;
  },
});
