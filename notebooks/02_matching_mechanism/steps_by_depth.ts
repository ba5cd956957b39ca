/** E8, C9: how many steps networks of two, three and four layers learn. */
import { experiment } from "../../lib/experiments/mod.ts";
import { atEnd, type OneCondition, SHORT, SHORT_CONDITION, trainChain } from "./chain_training.ts";

/** Settings of the comparison. */
export interface DepthSettings extends OneCondition {
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

export default experiment<DepthSettings, DepthRun[]>({
  at: import.meta,
  revision: 1,
  settings: {
    ...SHORT,
    trainingSteps: 4000,
    condition: SHORT_CONDITION,
    counts: { 2: [1, 2], 3: [2, 3, 4], 4: [3, 4] },
  },
  seeds: [0, 1, 2],
  steps: ({ counts, trainingSteps }) => Object.values(counts).flat().length * trainingSteps,
  run: async (settings, seed, context) => {
    const { condition, counts } = settings;
    const kinds = Object.entries(counts).flatMap(([depth, counts]) =>
      counts.map((count) => ({ layers: Number(depth), count }))
    );
    return await Array.fromAsync(kinds, async ({ layers, count }) => {
      const part = `${layers} layers, ${count} steps`, training = { condition, seed, context, part };
      const { curves } = await trainChain({ ...settings, steps: count }, {
        ...training,
        network: { layers },
      });
      return { layers, count, train: atEnd(curves.train), test: atEnd(curves.test) };
    });
  },
});
