/** Training a traced model: many steps a call, curves and snapshots at chosen steps, stop and exact resume. */
import type * as tf from "@tensorflow/tfjs";
import {
  compile,
  compileLoop,
  type EngineName,
  type Executable,
  type HostArrays,
  type LoopExecutable,
  type Precision,
  type Program,
  type Results,
} from "../graph/mod.ts";
import { parameterCount, type ParameterSpec } from "../nn/mod.ts";
import type { Optimizer } from "../optim/mod.ts";
import type { Batches } from "./batches.ts";
import { readCheckpoint, writeCheckpoint } from "./checkpoint.ts";
import { DivergenceError, TrainingStopped } from "./errors.ts";
import type { Progress, Snapshot, TrainingRecord } from "./record.ts";
import { runKey } from "./run_key.ts";
import { carriedNames, observerProgram, stepProgram } from "./step_program.ts";

/** What is trained, how, and what is looked at. */
export interface TrainingOptions {
  parameters: readonly ParameterSpec[];
  /** Initial parameters, flat. */
  initial: Float64Array;
  /** Traced: the scalar to minimise; `rows` are the minibatch's row numbers (int32), with `batches` only. */
  loss(parameters: tf.Tensor[], rows: tf.Tensor1D): tf.Scalar;
  optimizer: Optimizer;
  /** Steps in all. */
  steps: number;
  /** Minibatches; full batch where absent. */
  batches?: Batches | undefined;
  /** Traced: scalars that become curves. */
  observe?: ((parameters: tf.Tensor[]) => Record<string, tf.Tensor>) | undefined;
  /** Steps at which `observe` is read. */
  observeAt?: readonly number[] | undefined;
  /** Traced: tensors that are kept whole. */
  snapshot?: ((parameters: tf.Tensor[]) => Record<string, tf.Tensor>) | undefined;
  /** Steps at which `snapshot` is read. */
  snapshotAt?: readonly number[] | undefined;
  /** "float32" by default. */
  precision?: Precision;
  /** "onnx" by default. */
  engine?: EngineName;
  /** Called after each call of the engine. */
  progress?: ((progress: Progress) => void) | undefined;
  /** Ends the training, at the end of a call, with {@linkcode TrainingStopped}. */
  signal?: AbortSignal | undefined;
  /** File from which the training goes on, and in which it is saved. */
  checkpoint?: string | undefined;
  /** Seconds after which it is saved again, at the end of a call; 4 by default. */
  saveSeconds?: number | undefined;
}

/** Steps of the first call; later calls take about {@linkcode CALL_SECONDS}. */
const FIRST_CALL_STEPS = 8;
/** A call cannot be interrupted, so it is kept short. */
const CALL_SECONDS = 0.3;
/** What a kill may lose, in time. */
const SAVE_SECONDS = 4;

/**
 * Train a model.
 *
 * The result is the same, bit for bit, however the steps fall into calls and wherever it was stopped and resumed.
 *
 * @throws DivergenceError where the loss, a parameter, an observed value or a snapshot is not finite; it names the step
 * @throws TrainingStopped where `signal` asked for it; the checkpoint then holds what was done
 * @throws CheckpointError where the checkpoint file is damaged or belongs to another run
 * @throws RangeError where the initial vector does not fit the parameters, a number of steps, a step or the seconds
 *   between saves are no such number, or what `observe` gives is no scalar
 */
export async function train(options: TrainingOptions): Promise<TrainingRecord> {
  checkOptions(options);
  const run = await TrainingRun.open(options);
  try {
    return await run.finish();
  } finally {
    await run.close();
  }
}

function checkOptions(options: TrainingOptions): void {
  const { initial, parameters, steps, observeAt = [], snapshotAt = [], saveSeconds = SAVE_SECONDS } = options;
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
  for (const step of [...observeAt, ...snapshotAt]) {
    if (!Number.isInteger(step) || step < 0) {
      throw new RangeError(
        `train: a step to observe or to keep must be a non-negative integer, got ${step}`,
      );
    }
  }
}

/** A curve has one number a step: anything larger would be cut down to its first element. */
function requireScalars(program: Program): Program {
  for (const [name, { shape, size }] of Object.entries(program.outputs)) {
    if (size !== 1) {
      throw new RangeError(`train: observe gives "${name}" of shape [${shape}], allowed a scalar`);
    }
  }
  return program;
}

/** −0 as 0, which is what JSON makes of it: a resumed training would otherwise differ. */
function unsigned(value: number): number {
  return value + 0;
}

function requireFinite(step: number, values: Results): void {
  for (const [name, array] of Object.entries(values)) {
    const bad = array.findIndex((value) => !Number.isFinite(value));
    if (bad >= 0) throw new DivergenceError(step, array.length === 1 ? name : `${name}[${bad}]`, array[bad]);
  }
}

class TrainingRun {
  #step = 0;
  #state: HostArrays;
  #loss = NaN;
  readonly #steps: number[] = [];
  readonly #curves: Record<string, number[]> = {};
  readonly #snapshots: Snapshot[] = [];
  readonly #observeAt: ReadonlySet<number>;
  readonly #snapshotAt: ReadonlySet<number>;

  private constructor(
    readonly options: TrainingOptions,
    /** Says whose checkpoint it may go on from. */
    readonly key: string,
    readonly loop: LoopExecutable,
    readonly observer: Executable | null,
    readonly snapshotter: Executable | null,
  ) {
    const { steps, observeAt = [], snapshotAt = [] } = options;
    this.#observeAt = new Set(observer ? observeAt.filter((step) => step <= steps) : []);
    this.#snapshotAt = new Set(snapshotter ? snapshotAt.filter((step) => step <= steps) : []);
    const zeros = () => new Float64Array(options.initial.length);
    this.#state = Object.fromEntries(
      carriedNames(options.optimizer).map((
        name,
      ) => [name, name === "parameters" ? options.initial : zeros()]),
    );
  }

  static async open(options: TrainingOptions): Promise<TrainingRun> {
    const { precision = "float32", engine = "onnx", parameters, observe, snapshot, optimizer } = options;
    const step = stepProgram({
      parameters,
      loss: options.loss,
      optimizer,
      batchSize: options.batches?.size,
      precision,
    });
    const observing = observe && requireScalars(observerProgram(parameters, observe, precision));
    const keeping = snapshot && observerProgram(parameters, snapshot, precision);
    const key = runKey({
      step,
      observer: observing ?? null,
      snapshotter: keeping ?? null,
      initial: options.initial,
      optimizer,
      batches: options.batches,
      steps: options.steps,
      observeAt: options.observeAt ?? [],
      snapshotAt: options.snapshotAt ?? [],
      engine,
    });
    const loop = await compileLoop(step, carriedNames(optimizer), { engine });
    const observer = observing ? await compile(observing, { engine }) : null;
    const snapshotter = keeping ? await compile(keeping, { engine }) : null;
    return new TrainingRun(options, key, loop, observer, snapshotter);
  }

  async close(): Promise<void> {
    await this.loop.dispose();
    await this.observer?.dispose();
    await this.snapshotter?.dispose();
  }

  async finish(): Promise<TrainingRecord> {
    const { steps, signal, progress, saveSeconds = SAVE_SECONDS } = this.options;
    await this.#resume();
    let callSteps = FIRST_CALL_STEPS, saved = performance.now();
    for (;;) {
      await this.#look();
      if (this.#step >= steps) break;
      if (signal?.aborted) {
        await this.#save();
        throw new TrainingStopped(this.#step, this.options.checkpoint);
      }
      const count = Math.min(callSteps, this.#nextLook() - this.#step);
      const began = performance.now();
      await this.#advance(count);
      const seconds = (performance.now() - began) / 1000;
      callSteps = Math.max(1, Math.round(count * Math.min(4, CALL_SECONDS / Math.max(seconds, 1e-3))));
      progress?.({ step: this.#step, steps, loss: this.#loss });
      if (performance.now() - saved >= saveSeconds * 1000) {
        await this.#save();
        saved = performance.now();
      }
    }
    await this.#save();
    return {
      steps: this.#steps,
      curves: this.#curves,
      snapshots: this.#snapshots,
      parameters: Float64Array.from(this.#state.parameters),
      engine: this.loop.engine,
    };
  }

  /** Make `count` steps in one call. */
  async #advance(count: number): Promise<void> {
    const { optimizer, batches } = this.options, first = this.#step;
    const coefficients = new Float64Array(count * optimizer.coefficients.length);
    const rows = new Int32Array(count * (batches?.size ?? 0));
    for (let i = 0; i < count; i++) {
      coefficients.set(optimizer.coefficientsAt(first + i + 1), i * optimizer.coefficients.length);
      if (batches) rows.set(batches.at(first + i), i * batches.size);
    }
    const perStep: HostArrays = batches ? { coefficients, rows } : { coefficients };
    const { state, metrics } = await this.loop.run(this.#state, perStep, count);
    const bad = metrics.loss.findIndex((value) => !Number.isFinite(value));
    if (bad >= 0) throw new DivergenceError(first + bad, "the loss", metrics.loss[bad]);
    requireFinite(first + count, { parameters: state.parameters });
    this.#state = state;
    this.#step += count;
    this.#loss = metrics.loss[count - 1];
  }

  /** The next step at which something is read, or the last one. */
  #nextLook(): number {
    let next = this.options.steps;
    for (const set of [this.#observeAt, this.#snapshotAt]) {
      for (const step of set) if (step > this.#step && step < next) next = step;
    }
    return next;
  }

  /** Read curves and snapshots that are due at this step and not yet read. */
  async #look(): Promise<void> {
    const parameters = this.#state.parameters;
    if (this.#observeAt.has(this.#step) && this.#steps.at(-1) !== this.#step) {
      const values = await this.observer!.run({ parameters });
      requireFinite(this.#step, values);
      for (const [name, value] of Object.entries(values)) {
        (this.#curves[name] ??= []).push(unsigned(value[0]));
      }
      this.#steps.push(this.#step);
    }
    if (this.#snapshotAt.has(this.#step) && this.#snapshots.at(-1)?.step !== this.#step) {
      const values = await this.snapshotter!.run({ parameters });
      requireFinite(this.#step, values);
      this.#snapshots.push({
        step: this.#step,
        values: Object.fromEntries(
          Object.entries(values).map(([name, value]) => [name, Array.from(value, unsigned)]),
        ),
      });
    }
  }

  async #save(): Promise<void> {
    const { checkpoint } = this.options;
    if (!checkpoint) return;
    const state = {
      step: this.#step,
      loss: this.#loss,
      steps: this.#steps,
      curves: this.#curves,
      snapshots: this.#snapshots,
    };
    await writeCheckpoint(checkpoint, { key: this.key, state, arrays: this.#state });
  }

  async #resume(): Promise<void> {
    const { checkpoint } = this.options;
    const found = checkpoint ? await readCheckpoint(checkpoint, this.key) : null;
    if (!found) return;
    const state = found.state as {
      step: number;
      loss: number | null;
      steps: number[];
      curves: Record<string, number[]>;
      snapshots: Snapshot[];
    };
    this.#step = state.step;
    this.#loss = state.loss ?? NaN;
    this.#steps.push(...state.steps);
    Object.assign(this.#curves, state.curves);
    this.#snapshots.push(...state.snapshots);
    this.#state = found.arrays;
  }
}
