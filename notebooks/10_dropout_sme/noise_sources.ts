/**
 * X2 and X4: other sources of noise at the same parameters, and the alignment from layer to layer of a deeper network.
 */
import { experiment } from "../../lib/experiments/mod.ts";
import {
  DropoutNetwork,
  dropoutNoise,
  type GradientNoise,
  NO_MASK,
} from "../../lib/gradient_noise/network/mod.ts";
import { NoiseReader, type NoiseReading, normalNoise } from "../../lib/gradient_noise/network/mod.ts";
import { GAUSSIAN } from "./noise_structure.ts";
import { rowsOf } from "./noise_study.ts";

/** Sources of randomness in gradients. */
export const SOURCES = [
  "dropout",
  "normal dropout",
  "minibatch",
  "minibatch and dropout",
  "parameter noise",
] as const;

/** Name of a source. */
export type SourceName = typeof SOURCES[number];

const { checkpoints: _, profiledSeed: __, ...common } = GAUSSIAN;
const full = {
  ...common,
  samples: 1000,
  factors: [2],
  /** Before the reading. */
  steps: 4000,
  batch: 32,
  /** Standard deviation of the noise on the parameters. */
  shift: 0.01,
  /** Hidden layers of the deeper network. */
  deep: [20, 20, 20, 20],
  deepSteps: 4000,
};

export default experiment({
  at: import.meta,
  revision: 2,
  precision: "float64",
  settings: full,
  seeds: [0, 1, 2],
  steps: ({ steps, deepSteps }) => steps + deepSteps,
  async run(settings, seed, { signal, progress }) {
    const { steps, deepSteps, samples: count, keep, batch, shift, deep } = settings;
    const rows = await rowsOf(settings.data, seed);
    const noises: Record<SourceName, GradientNoise> = {
      "dropout": dropoutNoise(keep),
      "normal dropout": normalNoise(keep),
      "minibatch": { mask: NO_MASK, batch },
      "minibatch and dropout": { ...dropoutNoise(keep), batch },
      "parameter noise": { mask: NO_MASK, shift },
    };
    const reading = async (network: DropoutNetwork, noise: GradientNoise) => {
      const reader = await NoiseReader.at(network, settings);
      const gradients = await network.blockGradients(count, noise);
      return (await reader.read({ rows: gradients, count, columns: network.blockSize })).reading;
    };
    const networkOf = (own: object) =>
      new DropoutNetwork(rows, { ...settings, precision: "float64", ...own }, seed);
    const trained = async (network: DropoutNetwork, steps: number) => {
      await network.advance(steps, { signal });
      return (await network.evaluate(network.theta)).loss;
    };
    await using shallow = networkOf({}), deeper = networkOf({ hidden: deep });
    const loss = await trained(shallow, steps), sources = {} as Record<SourceName, NoiseReading>;
    for (const name of SOURCES) sources[name] = await reading(shallow, noises[name]);
    progress("sources", { step: steps, steps, loss });
    const deepLoss = await trained(deeper, deepSteps);
    /** Of the deeper network's weights, first layer first. */
    const layers: NoiseReading[] = [];
    for (let layer = 1; layer <= deep.length + 1; layer++) {
      await using one = networkOf({ hidden: deep, block: `weight${layer}` });
      one.resume(deeper.theta, deepSteps);
      layers.push(await reading(one, noises.dropout));
    }
    progress("layers", { step: deepSteps, steps: deepSteps, loss: deepLoss });
    return { loss, sources, deepLoss, layers };
  },
});
