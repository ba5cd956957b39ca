/** S7 and C3: dropout, R_S + R_1 and R_S alone, at the paper's small learning rate. */
import { experiment } from "../../lib/experiments/mod.ts";
import { trainTwoLayer, TWO_LAYER, type TwoLayerSettings, twoLayerSteps } from "./two_layer_digits.ts";

const full: TwoLayerSettings = {
  ...TWO_LAYER,
  rate: 0.005,
  variants: ["plain", "modified", "dropout", "plainR2", "dropoutMinusR2"],
};

export default experiment({
  at: import.meta,
  revision: 2,
  data: { "mnist": "fbe4089100f72085" },
  settings: full,
  seeds: [0, 1, 2, 3, 4],
  steps: twoLayerSteps,
  run: trainTwoLayer,
});
