/** S12, C7 and the question which part of dropout does it: seven losses from one start. */
import { experiment } from "../../lib/experiments/mod.ts";
import type { TwoLayerRun, TwoLayerSettings, Variant } from "./two_layer_digits.ts";
import { trainTwoLayer, twoLayerSteps, VARIANTS } from "./two_layer_digits.ts";

/** IRD's set-up, smaller. */
export const TWO_LAYER: TwoLayerSettings = {
  rows: 500,
  testRows: 2000,
  side: 14,
  width: 100,
  keep: 0.5,
  rate: 0.05,
  steps: 2000,
  readings: 40,
  variants: [...VARIANTS],
  probes: 30,
};

export default experiment<TwoLayerSettings, Partial<Record<Variant, TwoLayerRun>>>({
  at: import.meta,
  revision: 1,
  data: { "mnist": "fbe4089100f72085" },
  settings: TWO_LAYER,
  seeds: [0, 1, 2, 3, 4],
  steps: twoLayerSteps,
  run: trainTwoLayer,
});
