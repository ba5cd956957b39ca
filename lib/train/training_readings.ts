/** What a training reads: curves and snapshots at chosen steps, and metrics of every n-th step. */
import type { HostArray, HostArrays } from "../graph/mod.ts";
import { requireFinite } from "./divergence.ts";
import type { MetricCurves, Snapshot, TrainingRecord } from "./record.ts";
import type { Observations } from "./run_parts.ts";
import { metricNames, metricOutput } from "./step_program.ts";
import type { TrainingOptions } from "./training_options.ts";
import type { TrainingPrograms } from "./training_programs.ts";

/** Prefix of the names of a checkpoint's arrays that hold curves of metrics. */
const METRIC_ARRAY = "metric ";

/** Curves and snapshots, as a checkpoint stores them. */
export type SavedReadings = Pick<TrainingRecord, "steps" | "curves" | "snapshots">;

/** −0 as 0, as in JSON; otherwise a resumed training would differ. */
function unsigned(value: number): number {
  return value + 0;
}

/** What a training has read so far. */
export class TrainingReadings {
  readonly #steps: number[] = [];
  readonly #curves: Record<string, number[]> = {};
  readonly #snapshots: Snapshot[] = [];
  readonly #metrics: Record<string, number[]>;
  readonly #observeAt: ReadonlySet<number>;
  readonly #snapshotAt: ReadonlySet<number>;
  readonly #metricsEvery: number;
  /** Output of the loop for each recorded metric and the loss; none without metrics. */
  readonly outputs: Readonly<Record<string, string>>;

  constructor(readonly options: TrainingOptions, readonly programs: TrainingPrograms) {
    const { observeAt = [], snapshotAt = [], metrics, metricsEvery = 1 } = options;
    const { observer, evaluator, snapshotter, loop } = programs;
    this.#observeAt = new Set(observer || evaluator ? observeAt : []);
    this.#snapshotAt = new Set(snapshotter ? snapshotAt : []);
    this.#metricsEvery = metricsEvery;
    this.outputs = metrics
      ? {
        loss: "loss",
        ...Object.fromEntries(metricNames(loop.program).map((name) => [name, metricOutput(name)])),
      }
      : {};
    this.#metrics = Object.fromEntries(Object.keys(this.outputs).map((name) => [name, []]));
  }

  /** Steps at which something is read. */
  get at(): number[] {
    return [...this.#observeAt, ...this.#snapshotAt];
  }

  /** Reads what is due at a step and not yet read; returns whether anything was. */
  async look(step: number, parameters: HostArray): Promise<boolean> {
    const observes = this.#observeAt.has(step) && this.#steps.at(-1) !== step;
    const keeps = this.#snapshotAt.has(step) && this.#snapshots.at(-1)?.step !== step;
    if (observes) await this.#observe([step], step, parameters);
    if (keeps) await this.#keepSnapshot([step], step, parameters);
    return observes || keeps;
  }

  /** Reads once, at a step where the training is cut short, what it would have read at later steps. */
  async readAhead(step: number, parameters: HostArray): Promise<void> {
    const later = (steps: ReadonlySet<number>) =>
      [...steps].filter((other) => other > step).sort((a, b) => a - b);
    await this.#observe(later(this.#observeAt), step, parameters);
    await this.#keepSnapshot(later(this.#snapshotAt), step, parameters);
    for (const values of Object.values(this.#metrics)) {
      while (values.length < Math.ceil(this.options.steps / this.#metricsEvery)) {
        values.push(values.at(-1) ?? NaN);
      }
    }
  }

  /** Appends curve values of the current parameters, for these steps. */
  async #observe(steps: readonly number[], at: number, parameters: HostArray): Promise<void> {
    if (steps.length === 0) return;
    const { observer, evaluator } = this.programs, values = { ...await observer?.run({ parameters }) };
    for (const [name, mean] of Object.entries(await evaluator?.run(parameters) ?? {})) {
      values[name] = Float64Array.of(mean);
    }
    requireFinite(at, values);
    for (const step of steps) {
      for (const [name, value] of Object.entries(values)) {
        (this.#curves[name] ??= []).push(unsigned(value[0]));
      }
      this.#steps.push(step);
    }
  }

  /** Appends snapshots of the current parameters, for these steps. */
  async #keepSnapshot(steps: readonly number[], at: number, parameters: HostArray): Promise<void> {
    if (steps.length === 0) return;
    const values = await this.programs.snapshotter!.run({ parameters });
    requireFinite(at, values);
    const plain = Object.entries(values).map(([name, value]) => [name, Array.from(value, unsigned)]);
    for (const step of steps) this.#snapshots.push({ step, values: Object.fromEntries(plain) });
  }

  /** Appends every n-th value of the metrics from a call of `count` steps. */
  keepMetrics(metrics: HostArrays, first: number, count: number): void {
    const every = this.#metricsEvery, from = (every - first % every) % every;
    for (const [name, output] of Object.entries(this.outputs)) {
      for (let i = from; i < count; i += every) this.#metrics[name].push(metrics[output][i]);
    }
  }

  /** Everything that was read, for the record. */
  record(): Pick<TrainingRecord, "steps" | "curves" | "snapshots" | "metrics"> {
    return { ...this.saved(), ...(this.options.metrics && { metrics: this.#metricCurves() }) };
  }

  #metricCurves(): MetricCurves {
    const steps = this.#metrics.loss.map((_, i) => i * this.#metricsEvery);
    return { steps, curves: this.#metrics };
  }

  /** Curves and snapshots, for a checkpoint. */
  saved(): SavedReadings {
    return { steps: this.#steps, curves: this.#curves, snapshots: this.#snapshots };
  }

  /** Metrics, for a checkpoint: curves of every step are long, and arrays are written faster than text. */
  savedArrays(): HostArrays {
    return Object.fromEntries(
      Object.entries(this.#metrics).map(([name, values]) =>
        [`${METRIC_ARRAY}${name}`, Float64Array.from(values)] as const
      ),
    );
  }

  /**
   * Restores what was read up to a step if it was read at the same steps; otherwise reading starts again at that step.
   */
  restore(
    { step, observations: before, ...saved }: SavedReadings & { step: number; observations: Observations },
    arrays: HostArrays,
  ): void {
    const now = this.programs.observations;
    const upToNow = (at: readonly number[]) => JSON.stringify(at.filter((other) => other <= step));
    if (before.curves === now.curves && upToNow(before.observeAt) === upToNow(now.observeAt)) {
      for (const read of saved.steps) this.#steps.push(read);
      for (const [name, curve] of Object.entries(saved.curves)) this.#curves[name] = [...curve];
    }
    if (before.snapshots === now.snapshots && upToNow(before.snapshotAt) === upToNow(now.snapshotAt)) {
      for (const snapshot of saved.snapshots) this.#snapshots.push(snapshot);
    }
    for (const name of Object.keys(this.#metrics)) {
      this.#metrics[name] = Array.from(arrays[`${METRIC_ARRAY}${name}`]);
    }
  }
}
