/** What `task bench` measures: the same computation on this engine, in PyTorch, in JAX and, where it can, in TF.js eager. */
import type { EngineName, Precision, Program, Shape } from "../../lib/graph/mod.ts";

/** Numbers that all sides of a workload start from. */
export interface BenchArray {
  readonly shape: Shape;
  readonly values: Float64Array | Float32Array | Int32Array;
}

/** A workload on one engine, which can be started again and again from the same state. */
export interface Runner {
  /** Losses before each of the first `steps` steps. */
  losses(steps: number): Promise<number[]>;
  /** Make `steps` steps from the start; only this is timed. */
  advance(steps: number): Promise<void>;
}

/** How this engine runs a workload. */
export interface TracedOptions {
  /** "onnx" by default. */
  readonly engine?: EngineName;
  /** Threads inside an op; 1 by default. */
  readonly threads?: number;
}

/** A workload on this engine. */
export interface TracedRunner extends Runner {
  /** One step. */
  readonly program: Program;
  /** Seconds that it took to trace and differentiate, and to make the model and set the runtime up. */
  readonly setup: { readonly trace: number; readonly compile: number };
}

/** Numbers that settings of a workload consist of. */
export type Setting = number | string | boolean | readonly number[];

/** A computation to be measured; each has a file of its own. */
export interface Workload {
  /** Name in the results file and on the command line. */
  readonly name: string;
  /** Name in the README's table. */
  readonly title: string;
  /** Which module of `python/pytorch_workloads` and `python/jax_workloads` builds the other sides. */
  readonly kind: string;
  /** Whether it stays out of the geometric means. */
  readonly extra: boolean;
  /** What all sides compute in. */
  readonly precision: Precision;
  /** What the other sides need to know beside the arrays. */
  readonly settings: Readonly<Record<string, Setting>>;
  /** Names and shapes of the parts of the array `parameters`, in their order. */
  readonly parameters: readonly { readonly name: string; readonly shape: Shape }[];
  /** Data and initial parameters, handed to every side. */
  readonly arrays: Readonly<Record<string, BenchArray>>;
  /** The workload on this engine. */
  ours(options?: TracedOptions): Promise<TracedRunner>;
  /** The workload in TF.js without this engine, on its current backend; absent where TF.js cannot compute it. */
  tfjs?(): Promise<Runner>;
  /** What TF.js lacks for it. */
  readonly tfjsLacks?: string;
}
