/** One training problem of each kind of model that the papers need, small enough for the interpreter. */
import * as tf from "@tensorflow/tfjs-core";
import { constant, grad } from "../../lib/graph/mod.ts";
import {
  batchNorm,
  chain,
  conv2d,
  crossEntropy,
  dense,
  invertedResidual,
  meanSquaredError,
  type Model,
  multilayerPerceptron,
  normalFanIn,
  recurrent,
  skipNet,
  transformerDecoder,
} from "../../lib/nn/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { between, drawTensor } from "./tensors.ts";

/** What is trained on an engine and on the interpreter. */
export interface ConformanceProblem {
  readonly name: string;
  readonly model: Model;
  /** Traced, as `train` takes it. */
  loss(parameters: tf.Tensor[], rows: tf.Tensor1D): tf.Scalar;
  readonly initial: Float64Array;
  /** Row numbers of the minibatches; full batch where absent. */
  readonly batches?: readonly Int32Array[];
}

/** Numbers in ±1. */
function drawn(shape: readonly number[], seed: number): tf.Tensor {
  return constant(drawTensor(shape, seed, between(-1, 1)).values, shape);
}

function labels(count: number, classes: number): tf.Tensor1D {
  return tf.tensor1d(Int32Array.from({ length: count }, (_, i) => (5 * i + 2) % classes), "int32");
}

function problem(
  name: string,
  model: Model,
  loss: ConformanceProblem["loss"],
  batches?: readonly Int32Array[],
): ConformanceProblem {
  const initial = normalFanIn(model.parameters, 0.5, generator(1, name)).map(Math.fround);
  return { name, model, loss, initial, ...(batches && { batches }) };
}

/** `count` points from −1 to 1.3, as a column; were they symmetric, parameters would have a gradient of rounding alone. */
function grid(count: number): tf.Tensor {
  return constant(Float64Array.from({ length: count }, (_, i) => 2.3 * i / (count - 1) - 1), [count, 1]);
}

function regression(): ConformanceProblem {
  const model = multilayerPerceptron({ widths: [1, 12, 12, 1], activation: "tanh" });
  return problem("tanh network, mean squared error", model, (parameters) => {
    const x = grid(17);
    return meanSquaredError(model.apply(parameters, x), tf.sin(tf.mul(x, 3)));
  });
}

function classifier(): ConformanceProblem {
  const model = multilayerPerceptron({ widths: [6, 16, 16, 4], activation: "relu" });
  const batches = Array.from(
    { length: 5 },
    (_, k) => Int32Array.from({ length: 8 }, (_, i) => (7 * i + 3 * k) % 20),
  );
  return problem("ReLU classifier, cross-entropy, minibatches", model, (parameters, rows) => {
    const x = tf.gather(drawn([20, 6], 2), rows);
    return crossEntropy(model.apply(parameters, x), tf.gather(labels(20, 4), rows));
  }, batches);
}

function convolutional(): ConformanceProblem {
  const model = chain({
    conv1: conv2d({ inputs: 2, units: 4, kernel: 3, bias: false }),
    norm1: batchNorm({ channels: 4 }),
    relu1: (x) => tf.relu(x),
    pool1: (x) => tf.maxPool(x as tf.Tensor4D, 2, 2, "valid"),
    conv2: conv2d({ inputs: 4, units: 5, kernel: 3, stride: 2, activation: "relu" }),
    pool2: (x) => tf.mean(x, [1, 2]),
    output: dense({ inputs: 5, units: 3 }),
  });
  return problem(
    "convolutions, batch norm, pooling",
    model,
    (parameters) => crossEntropy(model.apply(parameters, drawn([6, 8, 8, 2], 3)), labels(6, 3)),
  );
}

function depthwise(): ConformanceProblem {
  const model = chain({
    block1: invertedResidual({ inputs: 3, units: 3, expansion: 2 }),
    block2: invertedResidual({ inputs: 3, units: 4, expansion: 2, stride: 2 }),
    pool: (x) => tf.mean(x, [1, 2]),
    output: dense({ inputs: 4, units: 3 }),
  });
  return problem(
    "depthwise blocks",
    model,
    (parameters) => crossEntropy(model.apply(parameters, drawn([5, 6, 6, 3], 4)), labels(5, 3)),
  );
}

function recurrentNetwork(): ConformanceProblem {
  const model = chain({
    cells: recurrent({ cell: "lstm", inputs: 3, units: 6 }),
    output: dense({ inputs: 6, units: 1 }),
  });
  return problem(
    "recurrent cells",
    model,
    (parameters) => meanSquaredError(model.apply(parameters, drawn([4, 5, 3], 5)), drawn([4, 1], 6)),
  );
}

function transformer(): ConformanceProblem {
  const model = transformerDecoder({
    vocabulary: 7,
    positions: 5,
    layers: 2,
    width: 8,
    hidden: 12,
    heads: 2,
    normalization: "pre",
    outputs: "last",
  });
  return problem("transformer with layer norm", model, (parameters) => {
    const tokens = tf.tensor2d(
      Int32Array.from({ length: 30 }, (_, i) => (3 * i + (i >> 2)) % 7),
      [6, 5],
      "int32",
    );
    return crossEntropy(model.apply(parameters, tokens), labels(6, 7));
  });
}

function skipNetwork(): ConformanceProblem {
  const model = skipNet({ inputs: 2, outputs: 1, channels: [4, 5], skip: 2 });
  return problem(
    "skip U-Net",
    model,
    (parameters) => meanSquaredError(model.apply(parameters, drawn([1, 8, 7, 2], 7)), drawn([1, 8, 7, 1], 8)),
  );
}

function physicsInformed(): ConformanceProblem {
  const model = multilayerPerceptron({ widths: [1, 10, 10, 1], activation: "tanh" });
  return problem("physics-informed network with u_xx", model, (parameters) => {
    const x = grid(15);
    const u = model.apply(parameters, x);
    const slope = grad(tf.sum(u), x), curvature = grad(tf.sum(slope), x);
    const ends = model.apply(parameters, grid(2));
    const residual = tf.add(curvature, tf.sin(tf.mul(x, 2)));
    return tf.add(tf.mean(tf.square(residual)), tf.mean(tf.square(ends))) as tf.Scalar;
  });
}

/** All of them. */
export const CONFORMANCE_PROBLEMS: readonly ConformanceProblem[] = [
  regression(),
  classifier(),
  convolutional(),
  depthwise(),
  recurrentNetwork(),
  transformer(),
  skipNetwork(),
  physicsInformed(),
];
