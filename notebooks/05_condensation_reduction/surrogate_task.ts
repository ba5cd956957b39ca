/** Networks for a reactor: pairs of states, training, and the loss on validation pairs. */
import * as tf from "@tensorflow/tfjs-core";
import * as combustion from "../../lib/combustion/mod.ts";
import { type Calibration, networkOutputs, type TrainedNetwork } from "../../lib/condensation/mod.ts";
import { constant } from "../../lib/graph/mod.ts";
import { flatten, type Model, multilayerPerceptron, normalFanIn } from "../../lib/nn/mod.ts";
import { adam } from "../../lib/optim/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { type RunContext, shuffledBatches, train, type TrainingRecord } from "../../lib/train/mod.ts";
import type { SurrogateSettings } from "./surrogate_settings.ts";

const GASES = {
  hydrogen: {
    mechanism: combustion.HYDROGEN,
    fuel: "H2",
    encoding: { species: combustion.HYDROGEN.species.filter((name) => name !== "N2"), pressure: false },
  },
  methane: { mechanism: combustion.METHANE, fuel: "CH4", encoding: {} },
};

/** A training of a network. */
export interface Fit {
  name: string;
  steps: number;
  rate: number;
  /** Share of the steps after which the rate falls to a tenth; never where absent. */
  dropAfter?: number;
  initial: Float64Array;
  widths: readonly number[];
  snapshotAt?: readonly number[];
}

/** One seed's pairs and networks. */
export class SurrogateTask {
  readonly mechanism: combustion.Mechanism;
  readonly fuel: string;
  readonly encoding: combustion.SurrogateEncoding;
  readonly scaling: combustion.SurrogateScaling;
  readonly training: combustion.SurrogateData;
  readonly validation: combustion.SurrogateData;
  readonly calibration: Calibration;

  constructor(readonly settings: SurrogateSettings, readonly seed: number, readonly context: RunContext) {
    const gas = GASES[settings.gas], { data, calibration } = settings;
    [this.mechanism, this.fuel] = [gas.mechanism, gas.fuel];
    const pairs = combustion.samplePairs(gas.mechanism, { ...data, seed, fuel: gas.fuel });
    const { train, validation } = combustion.splitPairs(pairs, settings.validation, seed);
    this.encoding = combustion.surrogateEncoding(gas.mechanism, gas.encoding);
    this.scaling = combustion.surrogateScaling(this.encoding, train);
    this.training = combustion.surrogateData(this.encoding, this.scaling, train);
    this.validation = combustion.surrogateData(this.encoding, this.scaling, validation);
    // Every n-th pair, so that all trajectories and times take part.
    const { width, rows, inputs } = this.training, every = Math.max(1, Math.floor(rows / calibration));
    const shape = [Math.min(calibration, rows), width];
    const values = Float64Array.from(
      { length: shape[0] * width },
      (_, k) => inputs[Math.floor(k / width) * every * width + k % width],
    );
    this.calibration = { inputs: { shape, values } };
  }

  readonly build = (hidden: readonly number[]): Model => {
    const { width } = this.encoding;
    return multilayerPerceptron({ widths: [width, ...hidden, width], activation: "tanh" });
  };

  /** Untrained parameters. */
  initial(gamma: number, widths: readonly number[], label: string): Float64Array {
    return normalFanIn(this.build(widths).parameters, gamma, generator(this.seed, label, String(gamma)));
  }

  network(widths: readonly number[], parameters: Float64Array): TrainedNetwork {
    return { build: this.build, widths, activation: "tanh", parameters };
  }

  /** Minimises the mean |error| over minibatches. */
  async fit({ name, steps, rate, dropAfter = 1, initial, widths, snapshotAt }: Fit): Promise<TrainingRecord> {
    const model = this.build(widths), { rows, width, inputs, labels } = this.training;
    return await train({
      parameters: model.parameters,
      initial,
      loss: (parameters, batch) => {
        const [x, y] = [inputs, labels].map((values) => tf.gather(constant(values, [rows, width]), batch));
        return tf.mean(tf.abs(tf.sub(model.apply(parameters, x), y)));
      },
      optimizer: adam({ learningRate: (step) => (step <= dropAfter * steps ? rate : rate / 10) }),
      steps,
      batches: shuffledBatches({ rows, size: Math.min(this.settings.batch, rows), seed: this.seed }),
      ...(snapshotAt && { snapshot: (parameters) => ({ flat: flatten(parameters) }), snapshotAt }),
      signal: this.context.signal,
      progress: (progress) => this.context.progress(name, progress),
      checkpoint: this.context.checkpoint(name),
    });
  }

  /** Outputs of a network for the validation pairs `[rows, width]`. */
  async outputs(network: TrainedNetwork): Promise<Float64Array> {
    const { rows, width, inputs } = this.validation;
    return await networkOutputs(network, {
      inputs: { shape: [rows, width], values: inputs },
      precision: "float32",
    });
  }

  /** Mean |error| on the validation pairs. */
  async loss(network: TrainedNetwork): Promise<number> {
    const { labels } = this.validation, found = await this.outputs(network);
    return found.reduce((sum, value, i) => sum + Math.abs(value - labels[i]), 0) / labels.length;
  }
}
