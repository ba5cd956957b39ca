/** Extension B5: does weight decay at a large start do what a small start does? */
import { experiment } from "../../lib/experiments/mod.ts";
import { type CompositeSettings, FULL_TRAINING, trainComposite } from "./composite_training.ts";
import { type NetworkSummary, networkSummary } from "./network_summary.ts";

/** Settings of the extension. */
export interface WeightDecaySettings extends CompositeSettings {
  gamma: number;
  /** Weight decays, except that of the other experiments. */
  decays: number[];
  /** Sequences with (4, 3) whose answers are read. */
  answers: number;
}

export default experiment<WeightDecaySettings, NetworkSummary[]>({
  at: import.meta,
  revision: 1,
  settings: { ...FULL_TRAINING, gamma: 0.3, decays: [0.3, 1, 3], answers: 600 },
  seeds: [0, 1, 2, 3, 4],
  steps: ({ decays, steps }) => decays.length * steps,
  run: async (settings, seed, context) => {
    const { gamma, decays, width, answers } = settings, results: NetworkSummary[] = [];
    for (const weightDecay of decays) {
      const condition = { variant: "U" as const, gamma }, part = `decay-${weightDecay}`;
      const trained = await trainComposite({ ...settings, weightDecay }, { condition, seed, context, part });
      results.push(await networkSummary(trained, { width, seed, rows: answers }));
    }
    return results;
  },
});
