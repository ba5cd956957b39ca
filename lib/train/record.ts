/** Records of a training. */

/** Tensors of one step, as plain row-major numbers. */
export interface Snapshot {
  readonly step: number;
  readonly values: Readonly<Record<string, readonly number[]>>;
}

/** The loss and the metrics of every n-th step, each computed from the parameters before that step and its batch. */
export interface MetricCurves {
  /** Number of steps done before: 0, n, 2n, … */
  readonly steps: readonly number[];
  /** One curve for each metric, and `loss`, as long as `steps`. */
  readonly curves: Readonly<Record<string, readonly number[]>>;
}

/** Curves, snapshots and final parameters of a training. */
export interface TrainingRecord {
  /** Steps at which the curves were read. */
  readonly steps: readonly number[];
  /** One curve for each observed scalar, as long as `steps`. */
  readonly curves: Readonly<Record<string, readonly number[]>>;
  readonly snapshots: readonly Snapshot[];
  /** Present for a training with `metrics`. */
  readonly metrics?: MetricCurves;
  /** Final parameters. */
  readonly parameters: Float64Array;
  /** Engine that ran it. */
  readonly engine: string;
}

/** State of a running training. */
export interface Progress {
  readonly step: number;
  readonly steps: number;
  /** Loss of the last step. */
  readonly loss: number;
}
