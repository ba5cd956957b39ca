/** S12, C7 and the question which part of dropout does it: seven losses from one start. */
import type { Experiment } from "../../lib/train/mod.ts";
import {
  trainTwoLayer,
  type TwoLayerRun,
  type TwoLayerSettings,
  twoLayerSteps,
  type Variant,
  VARIANTS,
} from "./two_layer_digits.ts";

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

const experiment: Experiment<TwoLayerSettings, Partial<Record<Variant, TwoLayerRun>>> = {
  name: "drift_and_noise",
  settings: { quick: TWO_LAYER, full: TWO_LAYER },
  seeds: { quick: [0, 1, 2, 3, 4], full: [0, 1, 2, 3, 4] },
  steps: twoLayerSteps,
  run: trainTwoLayer,
};

export default experiment;
