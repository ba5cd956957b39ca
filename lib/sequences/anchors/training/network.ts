/** The networks that the papers train on anchor tasks. */
import * as tf from "@tensorflow/tfjs-core";
import {
  type CellName,
  dense,
  embedding,
  type Model,
  multilayerPerceptron,
  parametersOf,
  recurrent,
  tensorsOfParts,
  transformerDecoder,
  type TransformerDecoderOptions,
} from "../../../nn/mod.ts";
import type { AnchorTask } from "../task.ts";

/** A GPT-like decoder; omitted settings have the defaults of {@linkcode transformerDecoder}. */
export type TransformerNetwork =
  & { readonly kind: "transformer" }
  & Readonly<Omit<TransformerDecoderOptions, "vocabulary" | "positions" | "outputs" | "activation">>
  & { readonly positions?: number };

/** Embeddings of all positions side by side, then a fully connected network with ReLU. */
export interface FeedforwardNetwork {
  readonly kind: "feedforward";
  /** Length of an embedding. */
  readonly width: number;
  /** Units of the hidden layers. */
  readonly hidden: readonly number[];
}

/** A recurrent network over the embeddings; the last state is read out. */
export interface RecurrentNetwork {
  readonly kind: "recurrent";
  readonly cell: CellName;
  /** Length of an embedding. */
  readonly width: number;
  /** Length of the state. */
  readonly units: number;
}

/** A network as plain data. */
export type AnchorNetwork = TransformerNetwork | FeedforwardNetwork | RecurrentNetwork;

/**
 * The model of a network for a task: int32 tokens `[batch, length]` to logits `[batch, vocabulary]` of the last
 * position.
 *
 * Parameters of a transformer are those of {@linkcode transformerDecoder}; of the others `tokens.table` and those of
 * their parts as `network.…` and, of a recurrent network, `readout.…`.
 *
 * @throws {RangeError} for another kind, or sizes that the network's parts reject
 */
export function networkOf(network: AnchorNetwork, task: AnchorTask): Model {
  const { vocabulary, length } = task;
  switch (network.kind) {
    case "transformer": {
      const { kind: _, positions = length, ...options } = network;
      return transformerDecoder({ ...options, vocabulary, positions, outputs: "last" });
    }
    case "feedforward": {
      const widths = [length * network.width, ...network.hidden, vocabulary];
      return embedded(vocabulary, network.width, {
        network: multilayerPerceptron({ widths, activation: "relu" }),
      }, (stream) => tf.reshape(stream, [stream.shape[0]!, widths[0]]));
    }
    case "recurrent": {
      const { cell, width, units } = network;
      return embedded(vocabulary, width, {
        network: recurrent({ cell, inputs: width, units }),
        readout: dense({ inputs: units, units: vocabulary }),
      }, (stream) => stream);
    }
    default:
      throw new RangeError(
        `network: kind "${
          (network as { kind: unknown }).kind
        }" is unknown, allowed transformer, feedforward, recurrent`,
      );
  }
}

/** A table of embeddings, followed by parts in sequence. */
function embedded(
  vocabulary: number,
  width: number,
  parts: Readonly<Record<string, Model>>,
  entering: (stream: tf.Tensor) => tf.Tensor,
): Model {
  const table = embedding({ count: vocabulary, width }), models = Object.values(parts);
  return {
    parameters: [
      ...parametersOf("tokens", table),
      ...Object.entries(parts).flatMap(([name, part]) => parametersOf(name, part)),
    ],
    apply(tensors, tokens) {
      const [ofTable, ...rest] = tensorsOfParts(tensors, [table, ...models]);
      return models.reduce(
        (stream, part, k) => part.apply(rest[k], stream),
        entering(table.apply(ofTable, tokens)),
      );
    },
  };
}
