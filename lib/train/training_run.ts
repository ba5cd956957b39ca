/** A training under way: calls of the engine, what is read between them, and its checkpoint. */
import {
  compile,
  compileLoop,
  type EngineName,
  type Executable,
  type HostArrays,
  type LoopExecutable,
  type Program,
  type Results,
} from "../graph/mod.ts";
import { readCheckpoint, writeCheckpoint } from "./checkpoint.ts";
import { type Drawn, drawnAt } from "./drawn.ts";
import { DivergenceError, TrainingStopped } from "./errors.ts";
import type { Snapshot, TrainingRecord } from "./record.ts";
import { rememberedEngine } from "./remembered_engine.ts";
import { runKey } from "./run_key.ts";
import { carriedNames, drawnInput, observerProgram, stepProgram } from "./step_program.ts";
import { SAVE_SECONDS, type TrainingOptions } from "./training_options.ts";

/** Steps of the first call; later calls take about {@linkcode CALL_SECONDS}. */
const FIRST_CALL_STEPS = 8;
/** A call cannot be interrupted, so it is kept short. */
const CALL_SECONDS = 0.3;
/** Random numbers that are drawn for one call, at most. */
const DRAWN_PER_CALL = 4_000_000;

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

/** Where a training goes on from an earlier one. */
export interface StartState {
  /** Slots of the optimizer, by input name; zero where absent. */
  readonly slots: HostArrays | null;
  /** Steps since they were zero. */
  readonly age: number;
}

/** A training of its own: nothing is kept from an earlier one. */
export const FROM_NOTHING: StartState = { slots: null, age: 0 };

/** What a training leaves, with what the optimizer kept. */
export interface FinishedRun {
  readonly record: TrainingRecord;
  readonly end: StartState;
}

/** A training under way. */
export class TrainingRun {
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
    readonly start: StartState,
    /** Says whose checkpoint it may go on from. */
    readonly key: string,
    readonly loop: LoopExecutable,
    readonly observer: Executable | null,
    readonly snapshotter: Executable | null,
  ) {
    const { steps, observeAt = [], snapshotAt = [] } = options;
    this.#observeAt = new Set(observer ? observeAt.filter((step) => step <= steps) : []);
    this.#snapshotAt = new Set(snapshotter ? snapshotAt.filter((step) => step <= steps) : []);
    this.#state = Object.fromEntries(
      carriedNames(options.optimizer).map((name) => [
        name,
        name === "parameters"
          ? options.initial
          : start.slots?.[name] ?? new Float64Array(loop.program.inputs[name].size),
      ]),
    );
  }

  /** Trace and compile; throws what `train` throws for settings that do not fit. */
  static async open(options: TrainingOptions, start: StartState = FROM_NOTHING): Promise<TrainingRun> {
    const { precision = "float32", engine: chosen = "onnx", parameters, observe, snapshot, optimizer } =
      options;
    const step = stepProgram({
      parameters,
      loss: options.loss,
      optimizer,
      batchSize: options.batches?.size,
      drawn: options.drawn,
      frozen: options.frozen,
      precision,
    });
    const observing = observe && requireScalars(observerProgram(parameters, observe, precision));
    const keeping = snapshot && observerProgram(parameters, snapshot, precision);
    const keyOf = (engine: string) =>
      runKey({
        step,
        observer: observing ?? null,
        snapshotter: keeping ?? null,
        initial: options.initial,
        optimizer,
        batches: options.batches,
        drawn: options.drawn,
        start,
        steps: options.steps,
        observeAt: options.observeAt ?? [],
        snapshotAt: options.snapshotAt ?? [],
        engine,
      });
    const engine = chosen === "auto" ? await rememberedEngine(options.checkpoint, keyOf) ?? chosen : chosen;
    const knownKey = engine === "auto" ? undefined : keyOf(engine);
    const loop = await compileLoop(step, carriedNames(optimizer), { engine });
    const same = { engine: loop.engine as EngineName };
    const observer = observing ? await compile(observing, same) : null;
    const snapshotter = keeping ? await compile(keeping, same) : null;
    return new TrainingRun(options, start, knownKey ?? keyOf(loop.engine), loop, observer, snapshotter);
  }

  /** Free what the engine holds. */
  async close(): Promise<void> {
    await this.loop.dispose();
    await this.observer?.dispose();
    await this.snapshotter?.dispose();
  }

  /** Make all steps that are not in the checkpoint. */
  async finish(): Promise<FinishedRun> {
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
      const count = Math.min(callSteps, this.#nextLook() - this.#step, this.#drawableSteps());
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
    const { parameters, ...slots } = this.#state;
    return {
      record: {
        steps: this.#steps,
        curves: this.#curves,
        snapshots: this.#snapshots,
        parameters: Float64Array.from(parameters),
        engine: this.loop.engine,
      },
      end: { slots, age: this.start.age + steps },
    };
  }

  /** Make `count` steps in one call. */
  async #advance(count: number): Promise<void> {
    const { optimizer, batches, drawn } = this.options, first = this.#step;
    const coefficients = new Float64Array(count * optimizer.coefficients.length);
    const rows = new Int32Array(count * (batches?.size ?? 0));
    for (let i = 0; i < count; i++) {
      const step = first + i + 1;
      coefficients.set(
        optimizer.coefficientsAt(step, this.start.age + step),
        i * optimizer.coefficients.length,
      );
      if (batches) rows.set(batches.at(first + i), i * batches.size);
    }
    const perStep: HostArrays = {
      coefficients,
      ...(batches && { rows }),
      ...(drawn && this.#draw(drawn, first, count)),
    };
    const { state, metrics } = await this.loop.run(this.#state, perStep, count);
    const bad = metrics.loss.findIndex((value) => !Number.isFinite(value));
    if (bad >= 0) throw new DivergenceError(first + bad, "the loss", metrics.loss[bad]);
    requireFinite(first + count, { parameters: state.parameters });
    this.#state = state;
    this.#step += count;
    this.#loss = metrics.loss[count - 1];
  }

  /** Random tensors of `count` steps, by input name. */
  #draw(drawn: Drawn, first: number, count: number): HostArrays {
    return Object.fromEntries(
      Object.keys(drawn.tensors).map((name) => {
        const input = drawnInput(name), { size } = this.loop.program.inputs[input];
        const values = new Float64Array(count * size);
        for (let i = 0; i < count; i++) values.set(drawnAt(drawn, name, first + i), i * size);
        return [input, values];
      }),
    );
  }

  /** Steps whose random numbers fit into one call's memory. */
  #drawableSteps(): number {
    const names = Object.keys(this.options.drawn?.tensors ?? {});
    const size = names.reduce((sum, name) => sum + this.loop.program.inputs[drawnInput(name)].size, 0);
    return Math.max(1, Math.floor(DRAWN_PER_CALL / Math.max(1, size)));
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
