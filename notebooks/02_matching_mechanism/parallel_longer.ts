/** E7 with more sequences and a longer training, and the accuracy for each number of links over it. */
import { experiment } from "../../lib/experiments/mod.ts";
import { SHORT_CONDITION } from "./chain_training.ts";
import parallelReasoning, {
  type LongerRun,
  parallelRuns,
  type ParallelSettings,
} from "./parallel_reasoning.ts";

export default experiment<ParallelSettings, LongerRun[]>({
  at: import.meta,
  revision: 1,
  settings: {
    ...parallelReasoning.settings,
    rows: 200_000,
    trainingSteps: 7500,
    readEvery: 250,
    kinds: ["order"],
    gammas: [SHORT_CONDITION.gamma],
  },
  seeds: parallelReasoning.seeds,
  steps: parallelReasoning.steps,
  run: async (settings, seed, context) => await parallelRuns(settings, seed, context, true) as LongerRun[],
});
