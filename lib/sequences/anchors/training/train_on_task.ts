/** Training of a network on the sentences of an anchor task. */
import * as tf from "@tensorflow/tfjs";
import { accuracy, crossEntropy, flatten, type Model, normalFanIn, uniformFanIn } from "../../../nn/mod.ts";
import { adamW, clipByGlobalNorm, warmupCosine } from "../../../optim/mod.ts";
import { generator } from "../../../random/mod.ts";
import { type RunContext, shuffledBatches, train, type TrainingRecord } from "../../../train/mod.ts";
import type { AnchorBatch } from "../anchor_batch.ts";
import { sampleStream } from "../sample_stream.ts";
import type { AnchorTask } from "../task.ts";
import { type AnchorNetwork, networkOf } from "./network.ts";

/** Initialisation rates above it are warned of. */
export const LARGEST_USUAL_GAMMA = 2;

/** How a network is trained: AdamW on the cross-entropy of the last position, clipped by the global norm. */
export interface AnchorTraining {
  readonly network: AnchorNetwork;
  /** Standard deviation fan-in^−γ of all weights, or the defaults of PyTorch's layers. */
  readonly initial: { readonly gamma: number } | "framework";
  /** Training sentences. */
  readonly rows: number;
  readonly batch: number;
  readonly steps: number;
  /** Learning rate: linear from `start` to `peak` in `warmup` steps, then half a cosine to `final`. */
  readonly rate: {
    readonly start: number;
    readonly peak: number;
    readonly final: number;
    readonly warmup: number;
  };
  readonly weightDecay: number;
  /** Largest global norm of the gradient. */
  readonly clip: number;
}

/** What {@linkcode trainOnTask} is told. */
export interface TrainOnTaskOptions {
  readonly task: AnchorTask;
  readonly training: AnchorTraining;
  /** Of the sentences, the initial values and the batches. */
  readonly seed: number;
  /** Batches on which loss and accuracy are measured, by name. */
  readonly sets: Readonly<Record<string, AnchorBatch>>;
  /** Steps at which they are measured. */
  readonly observeAt: readonly number[];
  /** Steps at which the parameters are kept. */
  readonly snapshotAt?: readonly number[];
  /** Names of parameters that stay as they are. */
  readonly frozen?: readonly string[];
  /** Training sentences in place of {@linkcode trainingSentences}. */
  readonly sentences?: AnchorBatch;
  /** Initial parameters in place of {@linkcode initialParameters}. */
  readonly initial?: Float64Array;
  /** Of the run this training belongs to. */
  readonly context: RunContext;
  /** Its name among the trainings of the run. */
  readonly part: string;
}

/** A trained network. */
export interface AnchorTrainingRecord extends TrainingRecord {
  readonly model: Model;
}

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
 * A γ above {@linkcode LARGEST_USUAL_GAMMA} is warned of: layer norms of so small numbers are decided by their ε.
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
 * Train a network on a task.
 *
 * @returns curves `SET/loss` and `SET/accuracy` at `observeAt`; snapshots, each with the flat vector `parameters`
 * @throws {RangeError} for settings that the task, the network, the optimizer or the batches refuse
 * @throws {DivergenceError} where something is not finite; it names the step
 * @throws {TrainingStopped} after a stop of the context
 */
export async function trainOnTask(options: TrainOnTaskOptions): Promise<AnchorTrainingRecord> {
  const { task, training, seed, sets, context, part } = options;
  const model = networkOf(training.network, task), { steps, rate } = training;
  const sentences = options.sentences ?? trainingSentences(task, training, seed);
  const initial = options.initial ?? initialParameters(model, training.initial, seed);
  const checkpoint = context.checkpoint(part);
  const record = await train({
    parameters: model.parameters,
    initial,
    optimizer: clipByGlobalNorm(
      adamW({ learningRate: warmupCosine({ ...rate, steps }), weightDecay: training.weightDecay }),
      training.clip,
    ),
    steps,
    batches: shuffledBatches({ rows: sentences.rows, size: training.batch, seed }),
    loss: (parameters, rows) =>
      crossEntropy(
        model.apply(
          parameters,
          tf.gather(tf.tensor2d(sentences.tokens, [sentences.rows, sentences.length], "int32"), rows),
        ),
        tf.gather(tf.tensor1d(sentences.labels, "int32"), rows),
      ),
    evaluate: {
      sets: Object.fromEntries(
        Object.entries(sets).map(([name, { rows, length, tokens, labels }]) => [name, {
          tokens: { shape: [rows, length], values: tokens },
          labels: { shape: [rows], values: labels },
        }]),
      ),
      measure(parameters, { tokens, labels }) {
        const logits = model.apply(parameters, tokens), answers = labels as tf.Tensor1D;
        return { loss: crossEntropy(logits, answers), accuracy: accuracy(logits, answers) };
      },
    },
    observeAt: options.observeAt,
    ...(options.snapshotAt && {
      snapshot: (parameters) => ({ parameters: flatten(parameters) }),
      snapshotAt: options.snapshotAt,
    }),
    ...(options.frozen && { frozen: options.frozen }),
    signal: context.signal,
    progress: (progress) => context.progress(part, progress),
    ...(checkpoint !== undefined && { checkpoint }),
  });
  return { ...record, model };
}
