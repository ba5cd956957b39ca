/** L-BFGS on a traced loss. */
import type * as tf from "@tensorflow/tfjs-core";
import { compile, type EngineChoice, grad, type Precision, trace } from "../graph/mod.ts";
import { flatten, parameterCount, type ParameterSpec, unflatten } from "../nn/mod.ts";
import { requireKnownSettings } from "../checks.ts";
import { LBFGS_SETTINGS, type LbfgsOptions } from "../optim/lbfgs.ts";
import { ITERATION_SETTINGS, type IterationOptions } from "./iterations.ts";
import { minimizeFunction, type Minimum } from "./minimize_function.ts";
import { programDigest } from "./run_key.ts";

/** Options of a minimisation. */
export interface MinimizeOptions extends IterationOptions, LbfgsOptions {
  parameters: readonly ParameterSpec[];
  /** Initial parameters, flat. */
  initial: Float64Array;
  /** Traced: the scalar to minimise, over all data. */
  loss(parameters: tf.Tensor[]): tf.Scalar;
  /** "float64" by default; in float32 rounding soon ends a line search. */
  precision?: Precision;
  /** "onnx" by default. */
  engine?: EngineChoice;
}

const SETTINGS: Readonly<Record<keyof MinimizeOptions, true>> = {
  ...ITERATION_SETTINGS,
  ...LBFGS_SETTINGS,
  parameters: true,
  initial: true,
  loss: true,
  precision: true,
  engine: true,
};

/**
 * Minimises a traced full-batch loss by L-BFGS with a strong-Wolfe line search.
 *
 * @throws {GradientError} if the loss is not a float scalar or does not depend on a parameter, which it names
 * @throws {DivergenceError} if the loss or its gradient is not finite at the start or at all points of a line search,
 *   or the loss falls to −∞; it names the step and the point
 * @throws {TrainingStopped} if `signal` asked for it; the checkpoint then holds the state
 * @throws {CheckpointError} if the checkpoint file is damaged or belongs to another run; it says what differs
 * @throws {LockedError} if another process works on the checkpoint
 * @throws {RangeError} for settings that are unknown or out of range, or initial parameters that do not fit
 */
export async function minimize(options: MinimizeOptions): Promise<Minimum> {
  requireKnownSettings("minimize", options, SETTINGS);
  const { parameters: specs, loss, precision = "float64", engine = "onnx", ...rest } = options;
  const program = trace(
    ({ x }) => {
      const tensors = unflatten(x, specs), value = loss(tensors);
      const names = specs.map(({ name }) => `parameter "${name}"`);
      return { value, gradient: flatten(grad(value, tensors, { names, unconnected: "error" })) };
    },
    { x: [checkedCount(options)] },
    { precision },
  );
  const compiled = await compile(program, { engine });
  try {
    return await minimizeFunction({
      ...rest,
      engine: compiled.engine,
      precision,
      parts: {
        history: rest.history,
        gradientTolerance: rest.gradientTolerance,
        stepTolerance: rest.stepTolerance,
        lineEvaluations: rest.lineEvaluations,
        engine: compiled.engine,
        precision,
        loss: programDigest(program),
      },
      async evaluate(x) {
        const { value, gradient } = await compiled.run({ x });
        return { value: value[0], gradient: Float64Array.from(gradient) };
      },
    });
  } finally {
    await compiled.dispose();
  }
}

/**
 * Number of parameters.
 *
 * @throws {RangeError} if the initial vector has another length
 */
export function checkedCount(
  { parameters, initial }: { parameters: readonly ParameterSpec[]; initial: Float64Array },
): number {
  const count = parameterCount(parameters);
  if (initial.length !== count) {
    throw new RangeError(
      `minimize: ${initial.length} initial numbers do not fit a model of ${count} parameters`,
    );
  }
  return count;
}
