/** S12, C7 and the question which part of dropout flattens minima: seven losses from one start. */
import { experiment } from "../../lib/experiments/mod.ts";
import { trainTwoLayer, TWO_LAYER, twoLayerSteps } from "./two_layer_digits.ts";

export default experiment({
  at: import.meta,
  revision: 2,
  data: { "mnist": "fbe4089100f72085" },
  settings: TWO_LAYER,
  seeds: [0, 1, 2, 3, 4],
  steps: twoLayerSteps,
  run: trainTwoLayer,
});
