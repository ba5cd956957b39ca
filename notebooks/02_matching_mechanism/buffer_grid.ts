/** C7, the fixed grid: random matrices over their start and over the layers that get them. */
import { experiment } from "../../lib/experiments/mod.ts";
import { trainChain } from "./chain_training.ts";
import buffers, { atRate, type BufferSettings } from "./random_buffers.ts";

/** Settings of the grid. */
interface BufferGridSettings extends Omit<BufferSettings, "kinds" | "rates" | "scaleReadings"> {
  /** Starts of α and β. */
  scales: number[];
  /** Layers that get additions; null for all. */
  placed: (number | null)[];
}

/** Curves of one cell. */
export interface BufferGridRun {
  scale: number;
  layer: number | null;
  steps: number[];
  test: number[];
}

const { kinds: _, rates: __, scaleReadings: ___, ...training } = buffers.settings;
/** At this rate the networks without additions are in the middle of their leap when training ends. */
const PEAK = 1e-3;

export default experiment<BufferGridSettings, BufferGridRun[]>({
  at: import.meta,
  revision: 1,
  settings: {
    ...atRate(training, PEAK),
    scales: [0.01, 0.3],
    placed: [null, 1, 2, 3],
  },
  seeds: [0, 1, 2, 3, 4],
  steps: ({ scales, placed, trainingSteps }) => scales.length * placed.length * trainingSteps,
  run: async (settings, seed, context) => {
    const cells = settings.scales.flatMap((scale) => settings.placed.map((layer) => ({ scale, layer })));
    return await Array.fromAsync(cells, async ({ scale, layer }) => {
      const { curves: { steps, test } } = await trainChain(settings, {
        condition: settings.condition,
        seed,
        context,
        part: `scale ${scale}, layer ${layer ?? "all"}`,
        network: { buffer: { kind: "gaussian", scale, ...(layer !== null && { layers: [layer] }) } },
      });
      return { scale, layer, steps, test };
    });
  },
});
