/** A decoder that reads a sequence of tokens and predicts one: the setting of the collection's anchor-function papers. */
import * as tf from "@tensorflow/tfjs-core";
import { crossEntropy, normalFanIn, transformerDecoder } from "../../lib/nn/mod.ts";
import { generator, uniformArray } from "../../lib/random/mod.ts";
import { storedBatches } from "./stored_batches.ts";
import { type TrainingOptions, trainingWorkload } from "./training_workload.ts";
import { transformerEagerLoss } from "./transformer_eager.ts";
import type { Workload } from "./workload.ts";

/** Sizes of the decoder and its data. */
export interface TransformerSizes {
  readonly width: number;
  readonly layers: number;
  readonly positions: number;
  readonly vocabulary: number;
  readonly rows: number;
  readonly batch: number;
}

/** Adam on the cross-entropy of the token after the last position; one head, causal, layer norm after each part. */
export function transformerOptions(sizes: TransformerSizes): TrainingOptions {
  const { width, layers, positions, vocabulary, rows, batch } = sizes, hidden = 2 * width;
  const model = transformerDecoder({
    vocabulary,
    positions,
    layers,
    width,
    hidden,
    readoutBias: false,
    outputs: "last",
  });
  const tokens = (label: string, count: number) => ({
    values: Int32Array.from(uniformArray(generator(1, label), count, 0, vocabulary)),
  });
  return {
    name: `transformer-${layers}-d${width}-batch${batch}x${positions}`,
    title: `transformer, ${layers} layers, width ${width}, ${positions} tokens, minibatch of ${batch}`,
    kind: "transformer",
    settings: { width, layers, hidden },
    parameters: model.parameters,
    initial: normalFanIn(model.parameters, 0.5, generator(1, "initial")),
    learningRate: 1e-3,
    data: {
      x: { shape: [rows, positions], ...tokens("tokens", rows * positions) },
      y: { shape: [rows], ...tokens("labels", rows) },
    },
    loss: (parameters, { x, y }, rows) =>
      crossEntropy(model.apply(parameters, tf.gather(x, rows)), tf.gather(y, rows)),
    eagerLoss: transformerEagerLoss(sizes, model.parameters),
    batches: storedBatches(rows, batch, 50),
  };
}

const sized = (
  width: number,
  batch: number,
  { extra = true, layers = 2, vocabulary = 110 }: { extra?: boolean; layers?: number; vocabulary?: number } =
    {},
): Workload =>
  trainingWorkload({
    ...transformerOptions({ width, layers, positions: 9, vocabulary, rows: 10 * batch, batch }),
    extra,
  });

/** Two layers of width 64 on 9 tokens, batch 128. */
export const transformer: Workload = sized(64, 128, { extra: false });

/** The same model at the other sizes of the papers on anchor functions and, of three layers, on chains. */
export const transformerSizes: readonly Workload[] = [
  sized(128, 128),
  sized(64, 50),
  sized(128, 50),
  sized(64, 128, { layers: 3, vocabulary: 201 }),
];
