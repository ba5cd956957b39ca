/** The networks that paper 02 trains on chains, as plain data. */
import * as tf from "@tensorflow/tfjs-core";
import {
  type InitialDraw,
  initialize,
  type Model,
  parameterRole,
  parameterSize,
  requiredFanIn,
  transformerDecoder,
  zeros,
} from "../../../nn/mod.ts";
import { addRandomBuffer, type BufferedModel, type RandomBufferOptions } from "../../../nn/random_buffer.ts";
import { withRotaryPositions } from "../../../nn/rotary_positions.ts";
import { tieParameters } from "../../../nn/tied_parameters.ts";
import { type Generator, normalArray } from "../../../random/mod.ts";

/** A one-head decoder. */
export interface ChainNetwork {
  readonly layers: number;
  readonly width: number;
  /** Units d_ff of the feed-forward networks. */
  readonly hidden: number;
  /** Length d_k of queries and keys; `width` by default. */
  readonly keyWidth?: number;
  readonly normalization: "post" | "pre";
  /** Trainable multiples of fixed matrices in the attention; none by default. */
  readonly buffer?: RandomBufferOptions;
  /** Position encoding: learned vectors (default), rotations of queries and keys, or none. */
  readonly positions?: "learned" | "rotary" | "none";
  /** Shared parameters, see `tieParameters`. */
  readonly tied?: Readonly<Record<string, string>>;
}

/** Inputs and outputs of a network. */
export interface ChainNetworkSize {
  readonly vocabulary: number;
  /** Largest number of tokens. */
  readonly positions: number;
  /** Number of last positions that give an answer; 1 by default. */
  readonly answers?: number;
}

/** A model with what its training needs. */
export interface ChainModel extends Model {
  /** Names of parameters that are never trained. */
  readonly fixed: readonly string[];
  /**
   * Flat initial parameters: weights and embeddings normal with standard deviation fan-in^−γ, fixed ones with their own
   * values. A tensor's values depend only on its name and the generator, so networks with and without additions start
   * with the same weights.
   *
   * @throws {RangeError} for a γ that is not positive and finite
   */
  initial(gamma: number, generator: Generator): Float64Array;
}

const POSITION_TABLE = "positions.table";

/**
 * The model of a network: int32 tokens `[batch, n]` to logits `[batch · answers, vocabulary]` of the last positions.
 *
 * @throws {RangeError} for settings that the decoder or its additions reject
 */
export function chainModel(network: ChainNetwork, size: ChainNetworkSize): ChainModel {
  const { buffer, positions = "learned", tied, ...options } = network, { answers = 1 } = size;
  const decoder = transformerDecoder({
    ...options,
    vocabulary: size.vocabulary,
    positions: size.positions,
    outputs: answers === 1 ? "last" : "all",
  });
  const turned = positions === "rotary" ? withRotaryPositions(decoder, size.positions) : decoder;
  const joined = tied ? tieParameters(turned, tied) : turned;
  const buffered: Model & Partial<BufferedModel> = buffer ? addRandomBuffer(joined, buffer) : joined;
  const still = positions === "learned" ? [] : [POSITION_TABLE];
  return {
    parameters: buffered.parameters,
    fixed: [...still, ...buffered.fixed ?? []],
    apply: (tensors, tokens, hooks) => lastAnswers(buffered.apply(tensors, tokens, hooks), answers),
    initial(gamma, generator) {
      if (!(gamma > 0 && Number.isFinite(gamma))) {
        throw new RangeError(
          `chainModel: the initialisation rate γ must be positive and finite, got ${gamma}`,
        );
      }
      const draw: InitialDraw = (spec, stream) => {
        if (still.includes(spec.name)) return zeros(spec);
        if (buffered.fixed?.includes(spec.name)) return buffered.drawFixed!(spec, stream);
        if (parameterRole(spec) === "bias") return zeros(spec);
        return normalArray(stream, parameterSize(spec), 0, requiredFanIn("chainModel", spec) ** -gamma);
      };
      return initialize(buffered.parameters, generator, draw);
    },
  };
}

/** `[batch, n, vocabulary]` to the last `answers` positions of each sequence, one per row. */
function lastAnswers(logits: tf.Tensor, answers: number): tf.Tensor {
  if (logits.rank === 2) return logits;
  const [batch, count, vocabulary] = logits.shape as number[];
  if (answers > count) {
    throw new RangeError(
      `chainModel: a sequence of ${count} tokens cannot give ${answers} answers, allowed 1 … ${count}`,
    );
  }
  return tf.reshape(
    tf.slice(logits, [0, count - answers, 0], [batch, answers, vocabulary]),
    [batch * answers, vocabulary],
  );
}
