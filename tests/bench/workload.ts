/** What `task bench` measures: the same computation on this engine, in PyTorch and, where it can, in TF.js eager. */
import type { Shape } from "../../lib/graph/mod.ts";

/** Numbers that all sides of a workload start from. */
export interface BenchArray {
  readonly shape: Shape;
  readonly values: Float32Array | Int32Array;
}

/** A workload on one engine, which can be started again and again from the same state. */
export interface Runner {
  /** Losses before each of the first `steps` steps. */
  losses(steps: number): Promise<number[]>;
  /** Make `steps` steps from the start; only this is timed. */
  advance(steps: number): Promise<void>;
}

/** A computation to be measured; each has a file of its own. */
export interface Workload {
  /** Name in the results file and on the command line. */
  readonly name: string;
  /** Name in the README's table. */
  readonly title: string;
  /** Which function of `pytorch_step.py` builds the other side. */
  readonly kind: string;
  /** What that function needs to know beside the arrays. */
  readonly settings: Readonly<Record<string, number | string | readonly number[]>>;
  /** Data and initial parameters, handed to every side. */
  readonly arrays: Readonly<Record<string, BenchArray>>;
  /** The workload on this engine, one thread. */
  ours(): Promise<Runner>;
  /** The workload in TF.js without this engine, on its `cpu` backend; absent where TF.js cannot compute it. */
  tfjs?(): Promise<Runner>;
}
