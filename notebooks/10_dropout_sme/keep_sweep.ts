/** S7 over p: dropout and R_S + R_1 from the same start, test accuracy. */
import { experiment } from "../../lib/experiments/mod.ts";
import {
  trainTwoLayer,
  TWO_LAYER,
  twoLayerSteps,
  type Variant,
  type VariantRun,
} from "./two_layer_digits.ts";

const { keep: _, ...common } = TWO_LAYER;
const full = {
  ...common,
  steps: 800,
  readings: 4,
  probes: 20,
  keeps: [0.1, 0.3, 0.5, 0.7, 0.9],
  variants: ["plain", "modified", "dropout"] as Variant[],
};

export default experiment({
  at: import.meta,
  revision: 1,
  data: { "mnist": "fbe4089100f72085" },
  settings: full,
  seeds: [0, 1, 2],
  steps: (settings) => settings.keeps.length * twoLayerSteps({ ...settings, keep: 1 }),
  async run({ keeps, ...settings }, seed, context) {
    const found: { keep: number; runs: VariantRun }[] = [];
    for (const keep of keeps) {
      found.push({ keep, runs: await trainTwoLayer({ ...settings, keep }, seed, context) });
    }
    return found;
  },
});
