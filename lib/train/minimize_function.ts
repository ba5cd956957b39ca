/** L-BFGS on any function with a gradient. */
import {
  checkLbfgsOptions,
  type LbfgsEnd,
  type LbfgsOptions,
  lbfgsStart,
  type LbfgsState,
  lbfgsStep,
  type ValueAndGradient,
} from "../optim/mod.ts";
import type { Precision } from "../graph/mod.ts";
import { digestOf, type RunParts } from "./run_parts.ts";
import { iterate, ITERATION_SETTINGS, type IterationOptions } from "./iterations.ts";
import { requireKnownSettings } from "../checks.ts";
import { LBFGS_SETTINGS } from "../optim/lbfgs.ts";

/** Options of a minimisation. */
export interface MinimizeFunctionOptions extends IterationOptions, LbfgsOptions {
  /** Value and gradient at a point. */
  evaluate: ValueAndGradient;
  /** Starting point. */
  initial: Float64Array;
  /** Text that changes with the function, for a run with a checkpoint. */
  key?: string;
  /** Instead of `key`: what a checkpoint must share with this run, by name. */
  parts?: RunParts;
  /** Name of the engine that evaluates it, for watchers; "host" by default. */
  engine?: string;
  /** Precision of the evaluation, for watchers; "float64" by default. */
  precision?: Precision;
}

const SETTINGS: Readonly<Record<keyof MinimizeFunctionOptions, true>> = {
  ...ITERATION_SETTINGS,
  ...LBFGS_SETTINGS,
  evaluate: true,
  initial: true,
  key: true,
  parts: true,
  engine: true,
  precision: true,
};

/** Result of a minimisation. */
export interface Minimum {
  /** The point of the last iteration, which is the lowest. */
  readonly parameters: Float64Array;
  /** Value there. */
  readonly loss: number;
  /** Value at the start and after each iteration. */
  readonly losses: readonly number[];
  readonly iterations: number;
  /** Evaluations of the function. */
  readonly evaluations: number;
  /** Why it ended: a tolerance, a line search without progress, or the number of iterations. */
  readonly end: LbfgsEnd | "iterations";
}

/**
 * Minimises a function by L-BFGS with a strong-Wolfe line search.
 *
 * @throws {DivergenceError} if the value or the gradient is not finite at the start or at all points of a line search,
 *   or the value falls to −∞; it names the step and the point
 * @throws {TrainingStopped} if `signal` asked for it
 * @throws {CheckpointError} if the checkpoint file is damaged or belongs to another run; it says what differs
 * @throws {LockedError} if another process works on the checkpoint
 * @throws {RangeError} for settings that are unknown or out of range, a checkpoint without a key, or a gradient whose
 *   length differs from the point's
 *
 * @example
 * ```ts
 * import { minimizeFunction } from "../../lib/train/mod.ts";
 *
 * const { parameters } = await minimizeFunction({
 *   evaluate: (x) => Promise.resolve({ value: (x[0] - 3) ** 2, gradient: Float64Array.of(2 * (x[0] - 3)) }),
 *   initial: Float64Array.of(0),
 *   maxIterations: 20,
 * });
 * if (Math.abs(parameters[0] - 3) > 1e-8) throw new Error("the minimum is at 3");
 * ```
 */
export async function minimizeFunction(options: MinimizeFunctionOptions): Promise<Minimum> {
  requireKnownSettings("minimizeFunction", options, SETTINGS);
  checkLbfgsOptions(options);
  const { evaluate, initial, checkpoint, key, parts } = options;
  const bad = initial.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) throw new RangeError(`minimize: initial parameter ${bad} is ${initial[bad]}`);
  if (checkpoint && key === undefined && parts === undefined) {
    throw new RangeError("minimizeFunction: a checkpoint needs a key that says which function it belongs to");
  }
  const { state, losses } = await iterate<LbfgsState>({
    parts: { method: "lbfgs", function: key, "initial parameters": digestOf(initial), ...parts },
    ...(options.engine === undefined ? {} : { engine: options.engine }),
    ...(options.precision === undefined ? {} : { precision: options.precision }),
    start: () => lbfgsStart(evaluate, initial, options),
    step: (state) => lbfgsStep(evaluate, state, options),
    pack,
    unpack,
  }, options);
  return {
    parameters: state.x,
    loss: state.value,
    losses,
    iterations: state.iteration,
    evaluations: state.evaluations,
    end: state.end ?? "iterations",
  };
}

function pack({ x, gradient, steps, changes, ...numbers }: LbfgsState) {
  const listed = (name: string, list: readonly Float64Array[]) =>
    Object.fromEntries(list.map((array, k) => [`${name} ${k}`, array]));
  return { numbers, arrays: { x, gradient, ...listed("step", steps), ...listed("change", changes) } };
}

function unpack(numbers: unknown, arrays: Readonly<Record<string, unknown>>): LbfgsState {
  const given = arrays as Record<string, Float64Array>;
  const listed = (name: string) =>
    Object.keys(given).filter((key) => key.startsWith(`${name} `)).map((key) => given[key]);
  return {
    ...numbers as Pick<LbfgsState, "value" | "iteration" | "evaluations" | "end">,
    x: given.x,
    gradient: given.gradient,
    steps: listed("step"),
    changes: listed("change"),
  };
}
