/** C3: is it the initialisation, or too little training? Task W at the large start for three times the steps. */
import { experiment } from "../../lib/experiments/mod.ts";
import type { CompositeCurves, CompositeSettings, Condition } from "./composite_training.ts";
import { FULL_TRAINING, trainComposite } from "./composite_training.ts";

/** Settings of {@linkcode longerTraining}. */
export interface LongerSettings extends CompositeSettings {
  condition: Condition;
}

export default experiment<LongerSettings, CompositeCurves>({
  at: import.meta,
  revision: 1,
  settings: {
    ...FULL_TRAINING,
    steps: 3 * FULL_TRAINING.steps,
    rate: { ...FULL_TRAINING.rate, warmup: 3 * FULL_TRAINING.rate.warmup },
    condition: { variant: "W", gamma: 0.3 },
  },
  seeds: [0, 1, 2, 3, 4],
  steps: ({ steps }) => steps,
  run: async (settings, seed, context) =>
    (await trainComposite(settings, { condition: settings.condition, seed, context, part: "longer" })).curves,
});
