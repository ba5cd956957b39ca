/** Training of a network on the sentences of an anchor task. */
import { type Model, normalFanIn, uniformFanIn } from "../../../nn/mod.ts";
import { generator } from "../../../random/mod.ts";
import {
  type SequenceTraining,
  type SequenceTrainingRecord,
  trainOnSequences,
  type WatchedSequences,
} from "../../training/train_on_sequences.ts";
import type { AnchorBatch } from "../anchor_batch.ts";
import { sampleStream } from "../sample_stream.ts";
import type { AnchorTask } from "../task.ts";
import { type AnchorNetwork, networkOf } from "./network.ts";

/** Initialisation rates above this give a warning. */
export const LARGEST_USUAL_GAMMA = 2;

/** Settings of a training. */
export interface AnchorTraining extends SequenceTraining {
  readonly network: AnchorNetwork;
  /** Standard deviation fan-in^−γ of all weights, or the defaults of PyTorch's layers. */
  readonly initial: { readonly gamma: number } | "framework";
  /** Training sentences. */
  readonly rows: number;
}

/** Options of {@linkcode trainOnTask}. */
export interface TrainOnTaskOptions extends WatchedSequences<AnchorBatch> {
  readonly task: AnchorTask;
  readonly training: AnchorTraining;
  /** Seed of the sentences, the initial values and the batches. */
  readonly seed: number;
  /** Names of parameters that are not trained. */
  readonly frozen?: readonly string[];
  /** Training sentences instead of {@linkcode trainingSentences}. */
  readonly sentences?: AnchorBatch;
  /** Initial parameters instead of {@linkcode initialParameters}. */
  readonly initial?: Float64Array;
}

/** A trained network. */
export type AnchorTrainingRecord = SequenceTrainingRecord<Model>;

/** The training sentences of a seed, `training.rows` of them. */
export function trainingSentences(
  task: AnchorTask,
  { rows }: Pick<AnchorTraining, "rows">,
  seed: number,
): AnchorBatch {
  return sampleStream(task, "train", generator(seed, "sentences")).rows(0, rows);
}

/**
 * Flat initial parameters of a seed.
 *
 * A γ above {@linkcode LARGEST_USUAL_GAMMA} gives a warning: for such small numbers, ε decides the layer norms.
 *
 * @throws {RangeError} for a γ that is not positive and finite
 */
export function initialParameters(
  model: Model,
  initial: AnchorTraining["initial"],
  seed: number,
): Float64Array {
  const source = generator(seed, "initial");
  if (initial === "framework") return uniformFanIn(model.parameters, source);
  const { gamma } = initial;
  if (!(gamma > 0 && Number.isFinite(gamma))) {
    throw new RangeError(
      `initialParameters: the initialisation rate γ must be positive and finite, got ${gamma}`,
    );
  }
  if (gamma > LARGEST_USUAL_GAMMA) {
    console.warn(
      `initialParameters: γ = ${gamma} is above ${LARGEST_USUAL_GAMMA}; ε may decide the layer norms`,
    );
  }
  return normalFanIn(model.parameters, gamma, source);
}

/**
 * Trains a network on a task.
 *
 * @returns as {@linkcode trainOnSequences}
 * @throws {RangeError} for settings that the task or the network reject, and as {@linkcode trainOnSequences}
 */
export async function trainOnTask(options: TrainOnTaskOptions): Promise<AnchorTrainingRecord> {
  const { task, training, sentences, initial, ...rest } = options, model = networkOf(training.network, task);
  return await trainOnSequences({
    ...rest,
    training,
    model,
    sequences: sentences ?? trainingSentences(task, training, options.seed),
    initial: initial ?? initialParameters(model, training.initial, options.seed),
  });
}
