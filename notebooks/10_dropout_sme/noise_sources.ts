/** X2 and X4: other sources of noise at the same parameters, and the alignment from layer to layer of a deeper network. */
import { experiment } from "../../lib/experiments/mod.ts";
import type { Generator } from "../../lib/random/mod.ts";
import { DropoutNetwork, dropoutNoise, type GradientNoise, NO_MASK } from "./dropout_network.ts";
import { NoiseReader, type NoiseReading } from "./noise_measures.ts";
import { GAUSSIAN } from "./noise_structure.ts";
import { type NoiseSettings, rowsOf } from "./noise_study.ts";

/** Numbers of the set-up; where they come from stands in the notebook. */
export interface SourceSettings extends Omit<NoiseSettings, "checkpoints" | "sets" | "profiledSeed"> {
  /** Steps before the reading. */
  steps: number;
  /** Rows of a minibatch. */
  batch: number;
  /** Standard deviation of the noise on the parameters. */
  shift: number;
  /** Hidden layers of the deeper network. */
  deep: number[];
  deepSteps: number;
}

/** What makes gradients random. */
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
const full: SourceSettings = {
  ...common,
  samples: 1000,
  factors: [2],
  steps: 4000,
  batch: 32,
  shift: 0.01,
  deep: [20, 20, 20, 20],
  deepSteps: 4000,
};

export default experiment<SourceSettings, SourceRun>({
  at: import.meta,
  revision: 2,
  precision: "float64",
  settings: full,
  seeds: [0, 1, 2],
  steps: ({ steps, deepSteps }) => steps + deepSteps,
  async run(settings, seed, context) {
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
    const network = new DropoutNetwork(rows, options, seed), sources = {} as Record<SourceName, NoiseReading>;
    let loss: number;
    try {
      await network.advance(steps, { signal: context.signal });
      loss = (await network.evaluate()).loss;
      for (const name of SOURCES) sources[name] = await reading(network, noises[name]);
    } finally {
      await network.close();
    }
    context.progress("sources", { step: steps, steps, loss });
    const trained = new DropoutNetwork(rows, { ...options, hidden: deep }, seed), layers: NoiseReading[] = [];
    let deepLoss: number;
    try {
      await trained.advance(deepSteps, { signal: context.signal });
      deepLoss = (await trained.evaluate()).loss;
    } finally {
      await trained.close();
    }
    for (let layer = 1; layer <= deep.length + 1; layer++) {
      const one = new DropoutNetwork(rows, { ...options, hidden: deep, block: `weight${layer}` }, seed);
      try {
        one.resume(trained.theta, trained.step);
        layers.push(await reading(one, noises.dropout));
      } finally {
        await one.close();
      }
    }
    context.progress("layers", { step: deepSteps, steps: deepSteps, loss: deepLoss });
    return { loss, sources, deepLoss, layers };
  },
});
