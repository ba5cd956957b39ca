/** Training of a network on sequences with answers at their last positions. */
import * as tf from "@tensorflow/tfjs-core";
import { accuracy, crossEntropy, flatten, type Model } from "../../nn/mod.ts";
import { adamW, clipByGlobalNorm, warmupCosine } from "../../optim/mod.ts";
import { type RunContext, shuffledBatches, train, type TrainingRecord } from "../../train/mod.ts";

/** Settings of a training: AdamW on the cross-entropy of the answers, clipped by the global norm. */
export interface SequenceTraining {
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

/** Sequences of equal length with the answers of their last positions. */
export interface AnsweredSequences {
  readonly rows: number;
  readonly length: number;
  /** `[rows, length]`, row-major */
  readonly tokens: Int32Array;
  /** `[rows, answers]`, row-major */
  readonly labels: Int32Array;
}

/** What is read, and the run to which a training belongs. */
export interface WatchedSequences<Sequences extends AnsweredSequences = AnsweredSequences> {
  /** Sequences on which loss and accuracy are measured, by name; of the training sequences' length. */
  readonly sets: Readonly<Record<string, Sequences>>;
  /** Steps at which they are measured. */
  readonly observeAt: readonly number[];
  /** Steps at which the parameters are kept. */
  readonly snapshotAt?: readonly number[];
  /** Context of the run of this training. */
  readonly context: RunContext;
  /** Its name among the trainings of the run. */
  readonly part: string;
}

/** Options of {@linkcode trainOnSequences}. */
export interface TrainOnSequencesOptions<M extends Model> extends WatchedSequences {
  /** int32 tokens `[batch, length]` to logits `[batch · answers, vocabulary]` of the last positions. */
  readonly model: M;
  /** Flat initial parameters. */
  readonly initial: Float64Array;
  /** Names of parameters that are not trained. */
  readonly frozen?: readonly string[] | undefined;
  readonly training: SequenceTraining;
  readonly sequences: AnsweredSequences;
  /** Seed of the batches. */
  readonly seed: number;
}

/** A trained network. */
export interface SequenceTrainingRecord<M extends Model> extends TrainingRecord {
  readonly model: M;
}

/**
 * Trains a network.
 *
 * @returns curves `SET/loss` and `SET/accuracy` at `observeAt`; snapshots, each with the flat vector `parameters`
 * @throws {RangeError} for settings that the network, the optimizer or the batches reject, or labels that are not whole
 *   rows
 * @throws {DivergenceError} if something is not finite; it names the step
 * @throws {TrainingStopped} after a stop of the context
 */
export async function trainOnSequences<M extends Model>(
  options: TrainOnSequencesOptions<M>,
): Promise<SequenceTrainingRecord<M>> {
  const { model, initial, frozen, training, sequences, seed, sets, context, part } = options;
  const { batch, steps, rate, weightDecay, clip } = training, { rows, length } = sequences;
  const answers = answersOf("the training sequences", sequences), checkpoint = context.checkpoint(part);
  const record = await train({
    parameters: model.parameters,
    initial,
    ...(frozen && { frozen }),
    optimizer: clipByGlobalNorm(adamW({ learningRate: warmupCosine({ ...rate, steps }), weightDecay }), clip),
    steps,
    batches: shuffledBatches({ rows, size: batch, seed }),
    loss: (parameters, chosen) => {
      const tokens = tf.tensor2d(sequences.tokens, [rows, length], "int32");
      const labels = tf.gather(tf.tensor2d(sequences.labels, [rows, answers], "int32"), chosen);
      return crossEntropy(
        model.apply(parameters, tf.gather(tokens, chosen)),
        tf.reshape(labels, [batch * answers]) as tf.Tensor1D,
      );
    },
    evaluate: {
      sets: Object.fromEntries(
        Object.entries(sets).map(([name, set]) => {
          if (answersOf(`the set "${name}"`, set) !== answers || set.length !== length) {
            throw new RangeError(
              `trainOnSequences: the set "${name}" has ${set.length} tokens and ${
                set.labels.length / set.rows
              } answers a row, needed ${length} and ${answers}`,
            );
          }
          return [name, {
            tokens: { shape: [set.rows, length], values: set.tokens },
            labels: { shape: [set.rows, answers], values: set.labels },
          }];
        }),
      ),
      measure(parameters, { tokens, labels }) {
        const logits = model.apply(parameters, tokens);
        const wanted = tf.reshape(labels, [labels.size]) as tf.Tensor1D;
        return { loss: crossEntropy(logits, wanted), accuracy: accuracy(logits, wanted) };
      },
    },
    observeAt: options.observeAt,
    ...(options.snapshotAt && {
      snapshot: (parameters) => ({ parameters: flatten(parameters) }),
      snapshotAt: options.snapshotAt,
    }),
    signal: context.signal,
    progress: (progress) => context.progress(part, progress),
    ...(checkpoint !== undefined && { checkpoint }),
  });
  return { ...record, model };
}

function answersOf(what: string, { rows, labels }: AnsweredSequences): number {
  const answers = labels.length / rows;
  if (Number.isInteger(answers) && answers > 0) return answers;
  throw new RangeError(`${what}: ${labels.length} labels are not the same number for each of ${rows} rows`);
}
