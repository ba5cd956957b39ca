/** Extension: the one cell of the grid with a large gain, repeated on new seeds. */
import { experiment } from "../../lib/experiments/mod.ts";
import type { RandomBufferOptions } from "../../lib/nn/random_buffer.ts";
import bufferGrid from "./buffer_grid.ts";
import { type OneCondition, trainChain } from "./chain_training.ts";

/** Settings of the repetition. */
interface LastLayerSettings extends OneCondition {
  kinds: Record<string, RandomBufferOptions | null>;
}

/** Curves by kind. */
export type LastLayerResult = Record<string, { steps: number[]; train: number[]; test: number[] }>;

const { scales: _, placed: __, ...training } = bufferGrid.settings;

export default experiment<LastLayerSettings, LastLayerResult>({
  at: import.meta,
  revision: 1,
  settings: {
    ...training,
    kinds: {
      "none": null,
      "random": { kind: "gaussian", scale: 0.3, layers: [training.layers] },
      "identity": { kind: "identity", scale: 0.3, layers: [training.layers] },
    },
  },
  seeds: [5, 6, 7, 8, 9],
  steps: ({ kinds, trainingSteps }) => Object.keys(kinds).length * trainingSteps,
  run: async (settings, seed, context) => {
    const trained = await Array.fromAsync(Object.entries(settings.kinds), async ([kind, buffer]) => {
      const { curves: { steps, train, test } } = await trainChain(settings, {
        condition: settings.condition,
        seed,
        context,
        part: kind,
        ...(buffer && { network: { buffer } }),
      });
      return [kind, { steps, train, test }] as const;
    });
    return Object.fromEntries(trained);
  },
});
