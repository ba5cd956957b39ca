/** A running training: calls of the engine, with readings and saves between them. */
import type { HostArrays } from "../graph/mod.ts";
import { callInputs, drawableSteps } from "./call_inputs.ts";
import type { OpenCheckpoint } from "./checkpoint.ts";
import { requireFiniteCall } from "./divergence.ts";
import { TrainingStopped } from "./errors.ts";
import type { TrainingRecord } from "./record.ts";
import { partsKey, scheduleSamples } from "./run_parts.ts";
import { usualSaveSeconds } from "./save_seconds.ts";
import { FROM_NOTHING, type StartState } from "./start_state.ts";
import { carriedNames } from "./step_program.ts";
import { openTrainingCheckpoint, type SavedState } from "./training_checkpoint.ts";
import type { TrainingOptions } from "./training_options.ts";
import { closePrograms, openPrograms, type TrainingPrograms } from "./training_programs.ts";
import { trainingListener } from "./training_listener.ts";
import { TrainingReadings } from "./training_readings.ts";
import { reportTraining, type TrainingReport } from "./training_watch.ts";

/** Steps of the first call; later calls take about {@linkcode CALL_SECONDS}. */
const FIRST_CALL_STEPS = 8;
/** A call cannot be interrupted, so it is kept short. */
const CALL_SECONDS = 0.3;

/** Record of a training, with the state of the optimizer. */
export interface FinishedRun {
  readonly record: TrainingRecord;
  readonly end: StartState;
}

/** A running training. */
export class TrainingRun {
  #step = 0;
  #state: HostArrays;
  #loss = NaN;
  readonly #readings: TrainingReadings;
  /** Steps at which something is read, ascending, and how many of them are done. */
  readonly #looks: readonly number[];
  #looked = 0;
  #checkpoint: OpenCheckpoint | null = null;
  /** Whether there is unsaved progress. */
  #unsaved = false;
  /** The watcher; `null` if there is none. */
  readonly #report: TrainingReport | null;

  private constructor(
    readonly options: TrainingOptions,
    readonly start: StartState,
    readonly programs: TrainingPrograms,
  ) {
    const { key, loop: { program, engine } } = programs;
    this.#readings = new TrainingReadings(options, programs);
    this.#report = reportTraining({ key, precision: program.precision, engine, steps: options.steps });
    const looks = [...this.#readings.at, ...this.#report?.at ?? []];
    this.#looks = [...new Set(looks)].sort((a, b) => a - b);
    this.#state = Object.fromEntries(
      carriedNames(options.optimizer).map((name) => [
        name,
        name === "parameters"
          ? options.initial
          : start.slots?.[name] ?? new Float64Array(program.inputs[name].size),
      ]),
    );
  }

  /** Traces and compiles; throws what `train` throws for settings that do not fit. */
  static async open(options: TrainingOptions, start: StartState = FROM_NOTHING): Promise<TrainingRun> {
    trainingListener()?.begin(options.initial.length);
    return new TrainingRun(options, start, await openPrograms(options, start));
  }

  /** Frees the engine's memory. */
  async close(): Promise<void> {
    await closePrograms(this.programs);
    await this.#checkpoint?.close();
  }

  /** Makes all steps that are not in the checkpoint. */
  async finish(): Promise<FinishedRun> {
    const { steps, signal, progress, saveSeconds = usualSaveSeconds() } = this.options;
    await this.#resume();
    let callSteps = FIRST_CALL_STEPS, saved = performance.now();
    for (;;) {
      if (await this.#readings.look(this.#step, this.#state.parameters)) this.#unsaved = true;
      if (this.#step >= this.#last) break;
      if (signal?.aborted) {
        await this.#save();
        throw new TrainingStopped(this.#step, this.options.checkpoint);
      }
      const most = drawableSteps(this.options.drawn, this.programs.loop.program);
      const count = Math.min(callSteps, this.#nextLook() - this.#step, most);
      const began = performance.now();
      await this.#advance(count);
      const seconds = (performance.now() - began) / 1000;
      callSteps = Math.max(1, Math.round(count * Math.min(4, CALL_SECONDS / Math.max(seconds, 1e-3))));
      const made = { step: this.#step, steps, loss: this.#loss };
      progress?.(made);
      trainingListener()?.progress(made);
      if (performance.now() - saved >= saveSeconds * 1000) {
        await this.#save();
        saved = performance.now();
      }
    }
    if (this.#last < steps) {
      await this.#readings.readAhead(this.#step, this.#state.parameters);
      this.#unsaved = true;
    }
    if (this.#unsaved) await this.#save();
    const { parameters, ...slots } = this.#state;
    return {
      record: {
        ...this.#readings.record(),
        parameters: Float64Array.from(parameters),
        engine: this.programs.loop.engine,
      },
      end: { slots, age: this.start.age + steps },
    };
  }

  /** The last step to make: fewer than requested if a watch limits them. */
  get #last(): number {
    return this.#report?.limit ?? this.options.steps;
  }

  /** The next step at which something is read, or the last one. */
  #nextLook(): number {
    while (this.#looks[this.#looked] <= this.#step) this.#looked++;
    return Math.min(this.#looks[this.#looked] ?? this.#last, this.#last);
  }

  /** Makes `count` steps in one call. */
  async #advance(count: number): Promise<void> {
    const first = this.#step, { loop } = this.programs;
    const perStep = callInputs(this.options, loop.program, { first, count, age: this.start.age });
    const { state, metrics } = await loop.run(this.#state, perStep, count);
    const curves = Object.entries(this.#readings.outputs).map(([name, output]) =>
      [`metric "${name}"`, metrics[output]] as const
    );
    await requireFiniteCall({
      loop,
      first,
      count,
      before: this.#state,
      perStep,
      after: state,
      curves: { "the loss": metrics.loss, ...Object.fromEntries(curves) },
    });
    this.#readings.keepMetrics(metrics, first, count);
    this.#unsaved = true;
    this.#state = state;
    this.#step += count;
    this.#loss = metrics.loss[count - 1];
    const report = this.#report;
    if (report && (report.at.includes(this.#step) || this.#step === report.limit)) {
      report.seen(this.#step, this.#state, this.#loss);
    }
  }

  async #save(): Promise<void> {
    if (!this.#checkpoint) return;
    const { parts, observations } = this.programs;
    const state: SavedState = {
      parts,
      schedule: scheduleSamples(this.options.optimizer, this.#step, this.start.age),
      observations,
      step: this.#step,
      loss: this.#loss,
      ...this.#readings.saved(),
      ...(this.#report && { watched: this.#report.kept() }),
    };
    const arrays = { ...this.#state, ...this.#readings.savedArrays() };
    await this.#checkpoint.write({ key: partsKey(parts), state, arrays });
    this.#unsaved = false;
  }

  /** Resumes from the checkpoint, if there is one. */
  async #resume(): Promise<void> {
    const { checkpoint } = this.options;
    if (!checkpoint) return;
    const { open, found } = await openTrainingCheckpoint(
      checkpoint,
      this.options,
      this.programs,
      this.start,
    );
    this.#checkpoint = open;
    if (!found) return;
    const { state, arrays } = found;
    if (state.watched) this.#report?.restore(state.watched);
    this.#step = state.step;
    this.#loss = state.loss ?? NaN;
    this.#state = Object.fromEntries(Object.keys(this.#state).map((name) => [name, arrays[name]]));
    this.#readings.restore(state, arrays);
  }
}
