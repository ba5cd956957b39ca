/** The shorter training of the experiments that come after the comparison of norms and starts. */
import { type ChainSettings, type Condition, SMALL } from "./chain_training.ts";

/** A start between the two that reason in that comparison: with twice the rate it learns in about 1,000 steps. */
export const SHORT_CONDITION: Condition = { gamma: 0.7, normalization: "post" };

/** 3,000 steps at twice the rate. */
export const SHORT: ChainSettings = {
  ...SMALL,
  trainingSteps: 3000,
  rate: { start: 2e-5, peak: 2e-3, final: 8e-5, warmup: 200 },
};
