/**
 * X2 and X4: other sources of noise at the same parameters, and the alignment from layer to layer of a deeper network.
 */
import { experiment } from "../../lib/experiments/mod.ts";
import type { Generator } from "../../lib/random/mod.ts";
import { DropoutNetwork, dropoutNoise, type GradientNoise, NO_MASK } from "./dropout_network.ts";
import { NoiseReader, type NoiseReading } from "./noise_measures.ts";
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

/** Readings of one seed. */
export interface SourceRun {
  loss: number;
  sources: Record<SourceName, NoiseReading>;
  deepLoss: number;
  /** Of the deeper network's weights, first layer first. */
  layers: NoiseReading[];
}

/** Normal factors with dropout's mean 1 and variance 1/p − 1. */
function normalMask(keep: number): GradientNoise["mask"] {
  const deviation = Math.sqrt(1 / keep - 1);
  return (stream: Generator, width: number) =>
    Float64Array.from({ length: width }, () => 1 + deviation * stream.normal());
}

const { checkpoints: _, sets: __, profiledSeed: ___, ...common } = GAUSSIAN;
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
  async run(settings, seed, context): Promise<SourceRun> {
    const { steps, deepSteps, samples, keep, batch, shift, deep } = settings;
    const rows = await rowsOf(settings.data, seed), options = { ...settings, precision: "float64" as const };
    const noises: Record<SourceName, GradientNoise> = {
      "dropout": dropoutNoise(keep),
      "normal dropout": { mask: normalMask(keep) },
      "minibatch": { mask: NO_MASK, batch },
      "minibatch and dropout": { ...dropoutNoise(keep), batch },
      "parameter noise": { mask: NO_MASK, shift },
    };
    const reading = async (network: DropoutNetwork, noise: GradientNoise) => {
      const reader = await NoiseReader.at(network, settings);
      const sample = {
        rows: await network.blockGradients(samples, noise),
        count: samples,
        columns: network.blockSize,
      };
      return (await reader.read(sample)).reading;
    };
    const sources = {} as Record<SourceName, NoiseReading>, layers: NoiseReading[] = [];
    const within = async <T>(own: object, use: (network: DropoutNetwork) => Promise<T>): Promise<T> => {
      const network = new DropoutNetwork(rows, { ...options, ...own }, seed);
      try {
        return await use(network);
      } finally {
        await network.close();
      }
    };
    const loss = await within({}, async (network) => {
      await network.advance(steps, { signal: context.signal });
      const { loss } = await network.evaluate();
      for (const name of SOURCES) sources[name] = await reading(network, noises[name]);
      return loss;
    });
    context.progress("sources", { step: steps, steps, loss });
    const trained = await within({ hidden: deep }, async (network) => {
      await network.advance(deepSteps, { signal: context.signal });
      return { theta: network.theta, loss: (await network.evaluate()).loss };
    });
    for (let layer = 1; layer <= deep.length + 1; layer++) {
      layers.push(
        await within({ hidden: deep, block: `weight${layer}` }, (one) => {
          one.resume(trained.theta, deepSteps);
          return reading(one, noises.dropout);
        }),
      );
    }
    context.progress("layers", { step: deepSteps, steps: deepSteps, loss: trained.loss });
    return { loss, sources, deepLoss: trained.loss, layers };
  },
});
