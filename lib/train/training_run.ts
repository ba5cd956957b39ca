/** A training under way: calls of the engine, what is read between them, and its checkpoint. */
import {
  compile,
  compileLoop,
  type EngineName,
  type Executable,
  type HostArrays,
  type LoopExecutable,
} from "../graph/mod.ts";
import { type Checkpoint, type OpenCheckpoint, openCheckpoint } from "./checkpoint.ts";
import { requireFinite, requireFiniteCall } from "./divergence.ts";
import { type Drawn, drawnAt } from "./drawn.ts";
import { CheckpointError, TrainingStopped } from "./errors.ts";
import { evaluationPlan, Evaluator } from "./evaluation.ts";
import type { MetricCurves, Snapshot, TrainingRecord } from "./record.ts";
import { rememberedEngine } from "./remembered_engine.ts";
import { runKey } from "./run_key.ts";
import {
  differingParts,
  differingSchedule,
  type Observations,
  observationsOf,
  partsKey,
  type RunParts,
  runParts,
  type ScheduleSamples,
  scheduleSamples,
} from "./run_parts.ts";
import {
  carriedNames,
  drawnInput,
  metricNames,
  metricOutput,
  observerProgram,
  requireScalars,
  stepProgram,
} from "./step_program.ts";
import { SAVE_SECONDS, type TrainingOptions } from "./training_options.ts";
import { reportTraining, type TrainingReport } from "./training_watch.ts";

/** Steps of the first call; later calls take about {@linkcode CALL_SECONDS}. */
const FIRST_CALL_STEPS = 8;
/** A call cannot be interrupted, so it is kept short. */
const CALL_SECONDS = 0.3;
/** Random numbers that are drawn for one call, at most. */
const DRAWN_PER_CALL = 4_000_000;

/** The part of a checkpoint's array names that says that it holds a curve of metrics. */
const METRIC_ARRAY = "metric ";

/** −0 as 0, which is what JSON makes of it: a resumed training would otherwise differ. */
function unsigned(value: number): number {
  return value + 0;
}

/** What a checkpoint says of a training, beside its arrays. */
interface SavedState {
  readonly parts: RunParts;
  readonly schedule: ScheduleSamples;
  readonly observations: Observations;
  readonly step: number;
  readonly loss: number | null;
  readonly steps: readonly number[];
  readonly curves: Readonly<Record<string, number[]>>;
  readonly snapshots: readonly Snapshot[];
  readonly watched?: Parameters<TrainingReport["restore"]>[0];
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
  readonly #metrics: Record<string, number[]> = {};
  readonly #observeAt: ReadonlySet<number>;
  readonly #snapshotAt: ReadonlySet<number>;
  /** Steps at which something is read, ascending, and the number of those that are done. */
  readonly #looks: readonly number[];
  #looked = 0;
  #checkpoint: OpenCheckpoint | null = null;
  /** Whether something was done that is not saved yet. */
  #unsaved = false;
  /** Who watches; `null` where nobody does. */
  readonly #report: TrainingReport | null;

  private constructor(
    readonly options: TrainingOptions,
    readonly start: StartState,
    /** Names all that decides its numbers. */
    readonly key: string,
    /** What its checkpoint must have in common with it. */
    readonly parts: RunParts,
    readonly observations: Observations,
    readonly loop: LoopExecutable,
    readonly observer: Executable | null,
    readonly snapshotter: Executable | null,
    readonly evaluator: Evaluator | null,
  ) {
    const { steps, observeAt = [], snapshotAt = [] } = options;
    this.#observeAt = new Set(observer || evaluator ? observeAt : []);
    this.#snapshotAt = new Set(snapshotter ? snapshotAt : []);
    this.#report = reportTraining({
      key,
      precision: loop.program.precision,
      engine: loop.engine,
      steps,
    });
    const looks = [...this.#observeAt, ...this.#snapshotAt, ...this.#report?.at ?? []];
    this.#looks = [...new Set(looks)].sort((a, b) => a - b);
    for (const name of Object.keys(this.#metricOutputs())) this.#metrics[name] = [];
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
      metrics: options.metrics,
      optimizer,
      batchSize: options.batches?.size,
      drawn: options.drawn,
      frozen: options.frozen,
      precision,
    });
    const observing = observe && requireScalars("observe", observerProgram(parameters, observe, precision));
    const keeping = snapshot && observerProgram(parameters, snapshot, precision);
    const evaluating = options.evaluate && evaluationPlan(parameters, options.evaluate, precision);
    const engine = chosen === "auto" ? await rememberedEngine(options.checkpoint) ?? chosen : chosen;
    const loop = await compileLoop(step, carriedNames(optimizer), { engine });
    const same = { engine: loop.engine as EngineName };
    const observer = observing ? await compile(observing, same) : null;
    const snapshotter = keeping ? await compile(keeping, same) : null;
    const evaluator = evaluating ? await Evaluator.open(evaluating, same.engine) : null;
    const all = {
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
      metricsEvery: options.metrics && (options.metricsEvery ?? 1),
      evaluation: evaluating?.key,
      engine: loop.engine,
    };
    return new TrainingRun(
      options,
      start,
      runKey(all),
      runParts(all),
      observationsOf(all),
      loop,
      observer,
      snapshotter,
      evaluator,
    );
  }

  /** Free what the engine holds. */
  async close(): Promise<void> {
    await this.loop.dispose();
    await this.observer?.dispose();
    await this.snapshotter?.dispose();
    await this.evaluator?.dispose();
    await this.#checkpoint?.close();
  }

  /** Make all steps that are not in the checkpoint. */
  async finish(): Promise<FinishedRun> {
    const { steps, signal, progress, saveSeconds = SAVE_SECONDS } = this.options;
    const last = this.#report?.limit ?? steps;
    await this.#resume();
    let callSteps = FIRST_CALL_STEPS, saved = performance.now();
    for (;;) {
      await this.#look();
      if (this.#step >= last) break;
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
    if (last < steps) await this.#repeatLastReading();
    if (this.#unsaved) await this.#save();
    const { parameters, ...slots } = this.#state;
    return {
      record: {
        steps: this.#steps,
        curves: this.#curves,
        snapshots: this.#snapshots,
        ...(this.options.metrics && { metrics: this.#metricCurves() }),
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
    const { loss } = metrics, outputs = Object.entries(this.#metricOutputs());
    await requireFiniteCall({
      loop: this.loop,
      first,
      count,
      before: this.#state,
      perStep,
      after: state,
      curves: {
        "the loss": loss,
        ...Object.fromEntries(outputs.map(([name, output]) => [`metric "${name}"`, metrics[output]])),
      },
    });
    this.#keep(metrics, first, count);
    this.#unsaved = true;
    this.#state = state;
    this.#step += count;
    this.#loss = loss[count - 1];
    const report = this.#report;
    if (report && (report.at.includes(this.#step) || this.#step === report.limit)) {
      report.seen(this.#step, this.#state, this.#loss);
    }
  }

  /** Names of what `metrics` gives, and the loss; none without metrics. */
  #metricOutputs(): Record<string, string> {
    const names = metricNames(this.loop.program);
    return this.options.metrics
      ? { loss: "loss", ...Object.fromEntries(names.map((name) => [name, metricOutput(name)])) }
      : {};
  }

  /** Append what a call gives of the metrics at every n-th step. */
  #keep(metrics: HostArrays, first: number, count: number): void {
    const { metricsEvery = 1 } = this.options;
    for (const [name, output] of Object.entries(this.#metricOutputs())) {
      const from = (metricsEvery - first % metricsEvery) % metricsEvery;
      for (let i = from; i < count; i += metricsEvery) this.#metrics[name].push(metrics[output][i]);
    }
  }

  #metricCurves(): MetricCurves {
    const { metricsEvery = 1 } = this.options;
    return { steps: this.#metrics.loss.map((_, i) => i * metricsEvery), curves: this.#metrics };
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
    while (this.#looks[this.#looked] <= this.#step) this.#looked++;
    const last = this.#report?.limit ?? this.options.steps;
    return Math.min(this.#looks[this.#looked] ?? last, last);
  }

  /** Read curves and snapshots that are due at this step and not yet read. */
  async #look(): Promise<void> {
    const step = this.#step;
    if (this.#observeAt.has(step) && this.#steps.at(-1) !== step) await this.#observe([step]);
    if (this.#snapshotAt.has(step) && this.#snapshots.at(-1)?.step !== step) await this.#keepSnapshot([step]);
  }

  /** A training that is limited reads once at its end what it would have read at later steps. */
  async #repeatLastReading(): Promise<void> {
    const later = (steps: ReadonlySet<number>) =>
      [...steps].filter((step) => step > this.#step).sort((a, b) => a - b);
    await this.#observe(later(this.#observeAt));
    await this.#keepSnapshot(later(this.#snapshotAt));
    const { steps, metricsEvery = 1 } = this.options;
    for (const values of Object.values(this.#metrics)) {
      while (values.length < Math.ceil(steps / metricsEvery)) values.push(values.at(-1) ?? NaN);
    }
  }

  /** Curves of the state as it is, under these steps. */
  async #observe(steps: readonly number[]): Promise<void> {
    if (steps.length === 0) return;
    const parameters = this.#state.parameters, values = { ...await this.observer?.run({ parameters }) };
    for (const [name, mean] of Object.entries(await this.evaluator?.run(parameters) ?? {})) {
      values[name] = Float64Array.of(mean);
    }
    requireFinite(this.#step, values);
    this.#unsaved = true;
    for (const step of steps) {
      for (const [name, value] of Object.entries(values)) {
        (this.#curves[name] ??= []).push(unsigned(value[0]));
      }
      this.#steps.push(step);
    }
  }

  /** Snapshots of the state as it is, under these steps. */
  async #keepSnapshot(steps: readonly number[]): Promise<void> {
    if (steps.length === 0) return;
    const values = await this.snapshotter!.run({ parameters: this.#state.parameters });
    requireFinite(this.#step, values);
    this.#unsaved = true;
    const plain = Object.entries(values).map(([name, value]) => [name, Array.from(value, unsigned)]);
    for (const step of steps) this.#snapshots.push({ step, values: Object.fromEntries(plain) });
  }

  async #save(): Promise<void> {
    if (!this.#checkpoint) return;
    const { optimizer } = this.options;
    const state: SavedState = {
      parts: this.parts,
      schedule: scheduleSamples(optimizer, this.#step, this.start.age),
      observations: this.observations,
      step: this.#step,
      loss: this.#loss,
      steps: this.#steps,
      curves: this.#curves,
      snapshots: this.#snapshots,
      ...(this.#report && { watched: this.#report.kept() }),
    };
    // Curves of every step are long: as arrays they are written faster than as text.
    const metrics = Object.entries(this.#metrics).map(([name, values]) =>
      [`${METRIC_ARRAY}${name}`, Float64Array.from(values)] as const
    );
    const arrays = { ...this.#state, ...Object.fromEntries(metrics) };
    await this.#checkpoint.write({ key: partsKey(this.parts), state, arrays });
    this.#unsaved = false;
  }

  async #resume(): Promise<void> {
    const { checkpoint, steps } = this.options;
    if (!checkpoint) return;
    this.#checkpoint = await openCheckpoint(checkpoint, partsKey(this.parts), {
      explain: (state) => differingParts((state as Partial<SavedState>).parts ?? {}, this.parts),
      isFinished: ({ state }) => {
        const { step, observations } = state as SavedState;
        return step === steps && JSON.stringify(observations) === JSON.stringify(this.observations);
      },
    });
    if (this.#checkpoint.found) this.#takeOver(this.#checkpoint.found, checkpoint);
  }

  /**
   * Go on from a checkpoint: what was looked at is taken over where the same was looked at at the same steps, and begins
   * anew at its step otherwise.
   */
  #takeOver({ state, arrays }: Checkpoint, path: string): void {
    const saved = state as SavedState, { steps, optimizer } = this.options;
    const schedule = differingSchedule(saved.schedule, optimizer, this.start.age);
    const refused = schedule ||
      (saved.step > steps ? `it has made ${saved.step} steps, this run asks for ${steps}` : "");
    if (refused) {
      throw new CheckpointError(
        `checkpoint ${path}: it belongs to another run (${refused}); delete it to start anew`,
      );
    }
    if (saved.watched) this.#report?.restore(saved.watched);
    this.#step = saved.step;
    this.#loss = saved.loss ?? NaN;
    const upToNow = (at: readonly number[]) => JSON.stringify(at.filter((step) => step <= saved.step));
    const before = saved.observations, now = this.observations;
    if (before.curves === now.curves && upToNow(before.observeAt) === upToNow(now.observeAt)) {
      for (const step of saved.steps) this.#steps.push(step);
      Object.assign(this.#curves, saved.curves);
    }
    if (before.snapshots === now.snapshots && upToNow(before.snapshotAt) === upToNow(now.snapshotAt)) {
      for (const snapshot of saved.snapshots) this.#snapshots.push(snapshot);
    }
    this.#state = Object.fromEntries(Object.keys(this.#state).map((name) => [name, arrays[name]]));
    for (const name of Object.keys(this.#metrics)) {
      this.#metrics[name] = Array.from(arrays[`${METRIC_ARRAY}${name}`]);
    }
  }
}
