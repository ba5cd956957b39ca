/** Training of a network on chains. */
import { generator } from "../../../random/mod.ts";
import {
  type AnsweredSequences,
  type SequenceTraining,
  type SequenceTrainingRecord,
  trainOnSequences,
  type WatchedSequences,
} from "../../training/train_on_sequences.ts";
import { type ChainModel, chainModel, type ChainNetwork } from "./chain_network.ts";

/** How a network is trained. */
export interface ChainTraining extends SequenceTraining {
  readonly network: ChainNetwork;
  /** Standard deviation fan-in^−γ of all weights. */
  readonly gamma: number;
}

/** Options of {@linkcode trainOnChains}. */
export interface TrainOnChainsOptions extends WatchedSequences {
  readonly training: ChainTraining;
  readonly vocabulary: number;
  /** Positions the network has; the length of the training sequences by default. */
  readonly positions?: number;
  readonly sequences: AnsweredSequences;
  /** Of the initial values and the batches. */
  readonly seed: number;
}

/** A trained network. */
export type ChainTrainingRecord = SequenceTrainingRecord<ChainModel>;

/**
 * Trains a network; fixed parameters are kept out of the optimizer.
 *
 * @returns as {@linkcode trainOnSequences}
 * @throws {RangeError} for settings that the network refuses, and as {@linkcode trainOnSequences}
 */
export async function trainOnChains(options: TrainOnChainsOptions): Promise<ChainTrainingRecord> {
  const { training, vocabulary, positions, ...rest } = options, { sequences, seed } = options;
  const { rows, length, labels } = sequences;
  const size = { vocabulary, positions: positions ?? length, answers: labels.length / rows };
  const model = chainModel(training.network, size);
  return await trainOnSequences({
    ...rest,
    training,
    model,
    initial: model.initial(training.gamma, generator(seed, "initial")),
    frozen: model.fixed,
  });
}
