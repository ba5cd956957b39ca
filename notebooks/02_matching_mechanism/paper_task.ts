/** The paper's task: 6 links of 81 items, at twice the width. */
import { experiment } from "../../lib/experiments/mod.ts";
import { type ChainCurves, type ChainSettings, type Condition, SMALL, trainChain } from "./chain_training.ts";
import { type FinalReadings, finalReadings } from "./matching_readings.ts";

/** Settings of the training. */
interface PaperTaskSettings extends ChainSettings {
  conditions: Record<string, Condition>;
}

/** Curves and scores, by condition. */
export type PaperTaskResult = Record<string, { curves: ChainCurves; after: FinalReadings }>;

export default experiment<PaperTaskSettings, PaperTaskResult>({
  at: import.meta,
  revision: 1,
  settings: {
    ...SMALL,
    links: 6,
    items: [20, 100],
    rows: 200_000,
    width: 128,
    hidden: 256,
    conditions: {
      "post 0.5": { normalization: "post", gamma: 0.5 },
      "pre 0.5": { normalization: "pre", gamma: 0.5 },
    },
  },
  seeds: [0, 1, 2],
  steps: ({ conditions, trainingSteps }) => Object.keys(conditions).length * trainingSteps,
  run: async (settings, seed, context) => {
    const trained = async ([name, condition]: [string, Condition]) => {
      const { task, record, curves } = await trainChain(settings, { condition, seed, context, part: name });
      return [name, { curves, after: finalReadings({ ...record, task }, seed) }] as const;
    };
    return Object.fromEntries(await Array.fromAsync(Object.entries(settings.conditions), trained));
  },
});
