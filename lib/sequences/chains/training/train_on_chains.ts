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

/** Settings of a training. */
export interface ChainTraining extends SequenceTraining {
  readonly network: ChainNetwork;
  /** Standard deviation fan-in^−γ of all weights. */
  readonly gamma: number;
}

/** Options of {@linkcode trainOnChains}. */
export interface TrainOnChainsOptions extends WatchedSequences {
  readonly training: ChainTraining;
  readonly vocabulary: number;
  /** Number of positions of the network; by default the length of the training sequences. */
  readonly positions?: number;
  readonly sequences: AnsweredSequences;
  /** Seed of the initial values and the batches. */
  readonly seed: number;
}

/** A trained network. */
export type ChainTrainingRecord = SequenceTrainingRecord<ChainModel>;

/**
 * Trains a network; the optimizer does not change fixed parameters.
 *
 * @returns as {@linkcode trainOnSequences}
 * @throws {RangeError} for settings that the network rejects, and as {@linkcode trainOnSequences}
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
