/** Training of paper 07's small transformer on the identity task: d = 64, two layers of one head, N = 1000. */
import * as tf from "@tensorflow/tfjs-core";
import {
  accuracy,
  crossEntropy,
  normalFanIn,
  type ParameterSpec,
  transformerDecoder,
} from "../../lib/nn/mod.ts";
import { adamW, clipByGlobalNorm, type Optimizer, warmupCosine } from "../../lib/optim/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { type Batches, shuffledBatches } from "../../lib/train/mod.ts";
import { identityTask, SEQUENCE, type Sequences, VOCABULARY } from "./identity_task.ts";

const TRAINING = 1000, TEST = 1000, BATCH = 50;
const RATE = warmupCosine({ start: 1e-5, peak: 1e-3, warmup: 150, steps: 1500 });

/** What `train` and `stepProgram` need, for one seed of data, initial values and batches. */
export interface IdentityTraining {
  readonly parameters: readonly ParameterSpec[];
  readonly initial: Float64Array;
  readonly optimizer: Optimizer;
  readonly batches: Batches;
  loss(parameters: tf.Tensor[], rows: tf.Tensor1D): tf.Scalar;
  /** Accuracy on both parts of the data. */
  observe(parameters: tf.Tensor[]): Record<"train" | "test", tf.Scalar>;
}

/** The training of a seed: γ = 1/2, AdamW with clipping, warm-up over 150 steps and a cosine to 1500, batches of 50. */
export function identityTraining(seed: number, layers = 2): IdentityTraining {
  const model = transformerDecoder({
    vocabulary: VOCABULARY,
    positions: SEQUENCE,
    layers,
    width: 64,
    hidden: 128,
    outputs: "last",
  });
  const training = identityTask("train", TRAINING, seed), test = identityTask("test", TEST, seed);
  const score = (parameters: tf.Tensor[], data: Sequences) =>
    accuracy(model.apply(parameters, tokensOf(data)), labelsOf(data));
  return {
    parameters: model.parameters,
    initial: normalFanIn(model.parameters, 0.5, generator(seed)),
    optimizer: clipByGlobalNorm(adamW({ learningRate: RATE }), 1),
    batches: shuffledBatches({ rows: TRAINING, size: BATCH, seed }),
    loss: (parameters, rows) =>
      crossEntropy(
        model.apply(parameters, tf.gather(tokensOf(training), rows)),
        tf.gather(labelsOf(training), rows),
      ),
    observe: (parameters) => ({ train: score(parameters, training), test: score(parameters, test) }),
  };
}

function tokensOf({ tokens, count }: Sequences): tf.Tensor2D {
  return tf.tensor2d(tokens, [count, SEQUENCE], "int32");
}

function labelsOf({ labels }: Sequences): tf.Tensor1D {
  return tf.tensor1d(labels, "int32");
}
