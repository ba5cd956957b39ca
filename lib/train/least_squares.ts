/** Levenberg–Marquardt on traced residuals. */
import type * as tf from "@tensorflow/tfjs-core";
import { compile, type EngineChoice, jacobian, trace } from "../graph/mod.ts";
import { type ParameterSpec, unflatten } from "../nn/mod.ts";
import {
  checkLevenbergMarquardtOptions,
  type LeastSquaresProblem,
  type LevenbergMarquardtOptions,
  levenbergMarquardtStart,
  type LevenbergMarquardtState,
  levenbergMarquardtStep,
} from "../optim/mod.ts";
import { requireKnownSettings } from "../checks.ts";
import { iterate, ITERATION_SETTINGS, type IterationOptions } from "./iterations.ts";
import { checkedCount } from "./minimize.ts";
import { programDigest } from "./run_key.ts";
import { digestOf } from "./run_parts.ts";

/** Options of a least-squares fit. */
export interface LeastSquaresOptions extends IterationOptions, LevenbergMarquardtOptions {
  parameters: readonly ParameterSpec[];
  /** Initial parameters, flat. */
  initial: Float64Array;
  /** Traced: the residuals, a float tensor of any shape. */
  residuals(parameters: tf.Tensor[]): tf.Tensor;
  /** An engine that supports float64; "onnx" by default. */
  engine?: EngineChoice;
}

const SETTINGS: Readonly<Record<keyof LeastSquaresOptions, true>> = {
  ...ITERATION_SETTINGS,
  parameters: true,
  initial: true,
  residuals: true,
  engine: true,
  initialDamping: true,
  gradientTolerance: true,
  stepTolerance: true,
};

/** Result of a fit. */
export interface LeastSquaresFit {
  readonly parameters: Float64Array;
  readonly residuals: Float64Array;
  /** ½‖residuals‖² */
  readonly loss: number;
  /** The same at the start and after each iteration. */
  readonly losses: readonly number[];
  readonly iterations: number;
  /** Evaluations of the residuals. */
  readonly evaluations: number;
  /** Why it ended: a tolerance, or the number of iterations. */
  readonly end: "gradient" | "step" | "iterations";
}

/**
 * Minimises ½ Σ residual² by Levenberg–Marquardt, in float64; for small problems, since each iteration computes and
 * factorises the whole Jacobian.
 *
 * @throws {GradientError} if the residuals are not float or do not depend on the parameters
 * @throws {DivergenceError} if a residual is not finite at the start, or the Jacobian at any iteration; it names the
 *   step and the point
 * @throws {TrainingStopped} if `signal` asked for it; the checkpoint then holds the state
 * @throws {CheckpointError} if the checkpoint file is damaged or belongs to another run; it says what differs
 * @throws {LockedError} if another process works on the checkpoint
 * @throws {EngineError} if the engine has no float64
 * @throws {RangeError} for settings that are unknown or out of range, or initial parameters that do not fit
 */
export async function leastSquares(options: LeastSquaresOptions): Promise<LeastSquaresFit> {
  requireKnownSettings("leastSquares", options, SETTINGS);
  const { parameters: specs, initial, engine = "onnx" } = options, count = checkedCount(options);
  checkLevenbergMarquardtOptions(options);
  const settings = { precision: "float64" } as const;
  const values = trace(({ x }) => ({ r: options.residuals(unflatten(x, specs)) }), { x: [count] }, settings);
  const slopes = trace(
    ({ x }) => ({ j: jacobian(options.residuals(unflatten(x, specs)), x, { unconnected: "error" }) }),
    { x: [count] },
    settings,
  );
  const compiled = [await compile(values, { engine }), await compile(slopes, { engine })];
  const problem: LeastSquaresProblem = {
    residuals: async (x) => (await compiled[0].run({ x })).r as Float64Array,
    jacobian: async (x) => (await compiled[1].run({ x })).j as Float64Array,
  };
  try {
    const { state, losses } = await iterate<LevenbergMarquardtState>({
      parts: {
        method: "levenbergMarquardt",
        initialDamping: options.initialDamping,
        gradientTolerance: options.gradientTolerance,
        stepTolerance: options.stepTolerance,
        engine: compiled[0].engine,
        "initial parameters": digestOf(initial),
        residuals: programDigest(values),
      },
      engine: compiled[0].engine,
      start: () => levenbergMarquardtStart(problem, initial),
      step: (state) => levenbergMarquardtStep(problem, state, options),
      pack: ({ x, residuals, ...numbers }) => ({ numbers, arrays: { x, residuals } }),
      unpack: (numbers, arrays) => ({ ...numbers as LevenbergMarquardtState, ...arrays }),
    }, options);
    return {
      parameters: state.x,
      residuals: state.residuals,
      loss: state.value,
      losses,
      iterations: state.iteration,
      evaluations: state.evaluations,
      end: state.end ?? "iterations",
    };
  } finally {
    for (const program of compiled) await program.dispose();
  }
}
