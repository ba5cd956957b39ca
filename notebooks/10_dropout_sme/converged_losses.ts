/** C3 and C7 where training has converged: eight times as many steps. */
import { experiment } from "../../lib/experiments/mod.ts";
import { trainTwoLayer, TWO_LAYER, type TwoLayerSettings, twoLayerSteps } from "./two_layer_digits.ts";

const full: TwoLayerSettings = {
  ...TWO_LAYER,
  steps: 16_000,
  variants: ["plain", "modified", "dropout"],
};

export default experiment({
  at: import.meta,
  revision: 1,
  data: { "mnist": "fbe4089100f72085" },
  settings: full,
  seeds: [0, 1, 2],
  steps: twoLayerSteps,
  run: trainTwoLayer,
});
