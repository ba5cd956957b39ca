/** Options of a training. */
import type * as tf from "@tensorflow/tfjs-core";
import type { EngineChoice, Precision } from "../graph/mod.ts";
import { parameterCount, type ParameterSpec } from "../nn/mod.ts";
import { requireKnownSettings } from "../checks.ts";
import type { Optimizer } from "../optim/mod.ts";
import type { Batches } from "./batches.ts";
import type { Drawn } from "./drawn.ts";
import type { Evaluation } from "./evaluation.ts";
import type { Progress } from "./record.ts";
import { usualSaveSeconds } from "./save_seconds.ts";
import type { StepMetrics } from "./step_program.ts";

/** Model, loss, optimizer and readings of a training. */
export interface TrainingOptions {
  parameters: readonly ParameterSpec[];
  /** Initial parameters, flat. */
  initial: Float64Array;
  /**
   * Traced: the scalar to minimise; `rows` are the minibatch's row numbers (int32, only with `batches`), and `drawn`
   * the tensors of the option `drawn`, by name.
   */
  loss(parameters: tf.Tensor[], rows: tf.Tensor1D, drawn: Record<string, tf.Tensor>): tf.Scalar;
  optimizer: Optimizer;
  /** Total number of steps. */
  steps: number;
  /** Minibatches; full batch if absent. */
  batches?: Batches | undefined;
  /** Random tensors of each step, such as dropout masks; none if absent. */
  drawn?: Drawn | undefined;
  /** Names of parameters that are not trained; none if absent. */
  frozen?: readonly string[] | undefined;
  /**
   * Traced into the step: scalars from the parameters before it, its batch, drawn tensors, loss and flat gradient. They
   * are computed at every step, without a return to the host; use `observe` for anything that is expensive compared
   * with a step.
   */
  metrics?: StepMetrics | undefined;
  /** Records the metrics and the loss of steps 0, n, 2n, …; 1 by default. */
  metricsEvery?: number | undefined;
  /** Traced: scalars that become curves. */
  observe?: ((parameters: tf.Tensor[]) => Record<string, tf.Tensor>) | undefined;
  /** Data sets on which scalars are computed, which also become curves; large sets in chunks. */
  evaluate?: Evaluation | undefined;
  /** Steps at which `observe` and `evaluate` are read, up to `steps`; required with either, `[]` for none. */
  observeAt?: readonly number[] | undefined;
  /** Traced: tensors that are stored completely. */
  snapshot?: ((parameters: tf.Tensor[]) => Record<string, tf.Tensor>) | undefined;
  /** Steps at which `snapshot` is read, up to `steps`; required with it, `[]` for none. */
  snapshotAt?: readonly number[] | undefined;
  /** "float32" by default. */
  precision?: Precision;
  /**
   * "onnx" by default. "auto" times the available engines on this training's steps and prints its choice; it resumes a
   * checkpoint with the engine that made it.
   */
  engine?: EngineChoice;
  /** Called after each call of the engine. */
  progress?: ((progress: Progress) => void) | undefined;
  /** Stops the training at the end of a call with {@linkcode TrainingStopped}. */
  signal?: AbortSignal | undefined;
  /**
   * File from which the training resumes and in which it is saved. It may come from a run with fewer steps, if the
   * schedule is the same so far, and with another `observe`; the new curves then begin where the training resumes.
   */
  checkpoint?: string | undefined;
  /** Seconds between saves, which happen at the end of a call; 4 by default. */
  saveSeconds?: number | undefined;
}

const TRAINING_SETTINGS: Readonly<Record<keyof TrainingOptions, true>> = {
  parameters: true,
  initial: true,
  loss: true,
  optimizer: true,
  steps: true,
  batches: true,
  drawn: true,
  frozen: true,
  metrics: true,
  metricsEvery: true,
  observe: true,
  evaluate: true,
  observeAt: true,
  snapshot: true,
  snapshotAt: true,
  precision: true,
  engine: true,
  progress: true,
  signal: true,
  checkpoint: true,
  saveSeconds: true,
};

/**
 * Checks the options before anything is traced.
 *
 * @throws {RangeError} that names the option and what it allows
 */
export function checkOptions(options: TrainingOptions): void {
  requireKnownSettings("train", options, TRAINING_SETTINGS);
  const { initial, parameters, steps, saveSeconds = usualSaveSeconds(), metricsEvery = 1 } = options;
  if (initial.length !== parameterCount(parameters)) {
    throw new RangeError(
      `train: ${initial.length} initial numbers do not fit a model of ${
        parameterCount(parameters)
      } parameters`,
    );
  }
  const bad = initial.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) throw new RangeError(`train: initial parameter ${bad} is ${initial[bad]}`);
  if (!Number.isInteger(steps) || steps < 0) {
    throw new RangeError(`train: the number of steps must be a non-negative integer, got ${steps}`);
  }
  if (!(saveSeconds >= 0)) {
    throw new RangeError(`train: seconds between saves must be 0 or more, got ${saveSeconds}`);
  }
  if (!Number.isInteger(metricsEvery) || metricsEvery < 1) {
    throw new RangeError(`train: steps between metrics must be a positive integer, got ${metricsEvery}`);
  }
  requireReadingSteps("observeAt", options.observeAt, ["observe", "evaluate"], options);
  requireReadingSteps("snapshotAt", options.snapshotAt, ["snapshot"], options);
}

/** Throws for steps without anything to read, and for readings without steps. */
function requireReadingSteps(
  name: string,
  at: readonly number[] | undefined,
  readers: readonly ("observe" | "evaluate" | "snapshot")[],
  options: TrainingOptions,
): void {
  const { steps } = options, reader = readers.find((one) => options[one]);
  if (at === undefined) {
    if (!reader) return;
    throw new RangeError(`train: ${reader} needs ${name}, the steps at which it is read ([] for none)`);
  }
  if (!reader && at.length > 0) {
    throw new RangeError(`train: ${name} says when to read ${readers.join(" and ")}, and there is none`);
  }
  for (const step of at) {
    if (!Number.isInteger(step) || step < 0 || step > steps) {
      throw new RangeError(
        `train: ${name} must hold integers in 0 … ${steps}, the number of steps, got ${step}`,
      );
    }
  }
}
