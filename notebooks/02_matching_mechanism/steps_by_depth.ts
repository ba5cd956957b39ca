/** E8, C9: how many steps networks of two, three and four layers learn. */
import { chainTask } from "../../lib/sequences/chains/mod.ts";
import { experiment } from "../../lib/experiments/mod.ts";
import { atEnd, type ChainSettings, type Condition, trainChain } from "./chain_training.ts";
import { SHORT, SHORT_CONDITION } from "./short_training.ts";

/** Settings of the comparison. */
export interface DepthSettings extends ChainSettings {
  condition: Condition;
  /** Step counts k that are trained, by number of layers. */
  counts: Record<number, number[]>;
}

/** One trained network. */
export interface DepthRun {
  layers: number;
  count: number;
  train: number;
  test: number;
}

const full: DepthSettings = {
  ...SHORT,
  trainingSteps: 4000,
  condition: SHORT_CONDITION,
  counts: { 2: [1, 2], 3: [2, 3, 4], 4: [3, 4] },
};

export default experiment<DepthSettings, DepthRun[]>({
  at: import.meta,
  revision: 1,
  settings: full,
  seeds: [0, 1, 2],
  steps: ({ counts, trainingSteps }) => Object.values(counts).flat().length * trainingSteps,
  run: async (settings, seed, context) => {
    const { links, items: [from, to] } = settings, runs: DepthRun[] = [];
    for (const [depth, counts] of Object.entries(settings.counts)) {
      for (const count of counts) {
        const layers = Number(depth);
        const { curves } = await trainChain(settings, {
          condition: settings.condition,
          seed,
          context,
          part: `${layers} layers, ${count} steps`,
          task: chainTask("single", { links, steps: [count], items: { from, to } }),
          network: { layers },
        });
        runs.push({ layers, count, train: atEnd(curves.train), test: atEnd(curves.test) });
      }
    }
    return runs;
  },
});
