/** C1: neurons are split into parallel copies, and reduction must give the network back. */
import * as tf from "@tensorflow/tfjs-core";
import * as condensation from "../../lib/condensation/mod.ts";
import { experiment } from "../../lib/experiments/mod.ts";
import * as nn from "../../lib/nn/mod.ts";
import { generator, normalArray } from "../../lib/random/mod.ts";

/** Numbers of the set-up. */
export interface EmbeddingSettings {
  width: number;
  /** Copies that are added to one layer. */
  copies: number;
  rows: number;
  /** Degrees by which the control's copies are turned, and the threshold that still merges them. */
  angle: number;
  turnedTau: number;
}

/** One kind of layer and activation. */
export interface EmbeddingRun {
  kind: string;
  /** Whether the reduced width is the original one. */
  restored: boolean;
  /** Relative root mean square change of the outputs: of exact copies, and of turned ones. */
  change: number;
  turned: number;
}

/** A network of one kind, built for the width of its first hidden layer. */
interface Kind {
  build(width: number, activation: nn.ActivationName): nn.Model;
  input: number[];
  layer: string;
}

const pooled = (x: tf.Tensor) => tf.mean(x, [1, 2]);
const KINDS: Record<string, Kind> = {
  dense: {
    build: (width, activation) => nn.multilayerPerceptron({ widths: [4, width, 3], activation }),
    input: [4],
    layer: "hidden1",
  },
  "convolution with batch norm": {
    build: (width, activation) =>
      nn.chain({
        conv1: nn.conv2d({ inputs: 3, units: width, kernel: 3, bias: false }),
        norm1: nn.batchNorm({ channels: width }),
        act1: nn.activation(activation),
        conv2: nn.conv2d({ inputs: width, units: 3, kernel: 3, bias: false }),
        norm2: nn.batchNorm({ channels: 3 }),
        pool: pooled,
      }),
    input: [6, 6, 3],
    layer: "conv1",
  },
  "depthwise-separable block": {
    build: (width, activation) => nn.invertedResidual({ inputs: 3, units: 3, hidden: width, activation }),
    input: [6, 6, 3],
    layer: "body.expand",
  },
};

export default experiment<EmbeddingSettings, EmbeddingRun[]>({
  at: import.meta,
  revision: 1,
  settings: { width: 12, copies: 12, rows: 60, angle: 5, turnedTau: 0.99 },
  precision: "float64",
  seeds: [0, 1, 2, 3, 4],
  quick: { seeds: [0, 1, 2] },
  steps: () => 1,
  run: async (settings, seed) => {
    const runs: EmbeddingRun[] = [];
    for (const [kind, one] of Object.entries(KINDS)) {
      for (const activation of ["tanh", "relu", "gelu"] as const) {
        runs.push({
          kind: `${kind}, ${activation}`,
          ...await splitAndReduce(one, activation, settings, seed),
        });
      }
    }
    return runs;
  },
});

async function splitAndReduce(
  { build, input, layer }: Kind,
  activation: nn.ActivationName,
  { width, copies, rows, angle, turnedTau }: EmbeddingSettings,
  seed: number,
): Promise<Omit<EmbeddingRun, "kind">> {
  const model = (widths: readonly number[]) => build(widths[0], activation);
  const specs = model([width]).parameters.map(({ start: _, ...spec }) => spec);
  const parameters = nn.normalFanIn(
    specs.map((spec) => ({ ...spec, role: "weight" as const })),
    0.5,
    generator(seed, layer),
  );
  const original = { build: model, widths: [width], layers: [layer], activation, parameters };
  const shape = [rows, ...input], size = shape.reduce((product, length) => product * length, 1);
  const data = { inputs: { shape, values: normalArray(generator(seed, "inputs"), size, 0, 1) } };
  const random = generator(seed, "split");
  const wide = condensation.splitNeurons(original, 0, { copies, generator: random });
  const turned = condensation.splitNeurons(original, 0, { copies, generator: random, angle });
  const options = { refit: false } as const;
  const exact = (await condensation.reduce(wide, data, { ...options, tau: 1 })).network;
  // Neurons that are dead on these inputs go from both.
  const alone = (await condensation.reduce(original, data, { ...options, tau: 1 })).network;
  const rough = (await condensation.reduce(turned, data, { ...options, tau: turnedTau })).network;
  const change = async (one: condensation.TrainedNetwork, other: condensation.TrainedNetwork) =>
    Number((await condensation.outputChange(one, other, data)).toPrecision(2));
  return {
    restored: exact.widths[0] === alone.widths[0],
    change: await change(exact, original),
    turned: await change(rough, turned),
  };
}
