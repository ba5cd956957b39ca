/** Gradient descents of many runs as one program of the engine. */
import * as tf from "@tensorflow/tfjs-core";
import {
  compileLoop,
  constant,
  type EngineName,
  grad,
  type InputSpec,
  type Program,
  trace,
} from "../../graph/mod.ts";
import type { Optimizer } from "../../optim/mod.ts";
import { checkDescent, type DescentOptions, type DescentRun, type DescentStart } from "../descend.ts";
import type { TrainableModel } from "../model.ts";
import type { TracedRuns } from "./traced_runs.ts";

/** Options of {@linkcode descendInGraph}. */
export interface DescendInGraphOptions extends DescentOptions {
  /** "onnx" by default. */
  readonly engine?: EngineName;
  /** Steps of one call of the engine; 1000 by default. Finished runs wait until the call ends. */
  readonly stepsPerCall?: number;
  /** Optimizer instead of gradient descent; it uses its own learning rate. */
  readonly optimizer?: Optimizer;
}

/** Names of a step's state besides the optimizer's slots. */
const CARRIED = ["theta", "steps", "losses"] as const;

/**
 * One step of all runs: parameters `theta [runs, M]`, the count of `steps [runs]` that each has made, the `losses
 * [runs]` before this one, and an optimizer's slots `[runs, M]`.
 */
export function descentProgram(
  parameterCount: number,
  traced: TracedRuns,
  starts: readonly DescentStart[],
  { learningRate, stopBelow, optimizer }: Pick<
    DescendInGraphOptions,
    "learningRate" | "stopBelow" | "optimizer"
  >,
): Program {
  const runs = starts.length, M = parameterCount, slots = optimizer?.slots ?? [];
  const coefficients = optimizer?.coefficients ?? [];
  const rates = Float64Array.from(starts, (start) => start.learningRate ?? learningRate);
  const inputs: Record<string, InputSpec> = {
    theta: [runs, M],
    steps: [runs],
    losses: [runs],
    ...Object.fromEntries(slots.map((name) => [name, [runs, M]])),
    ...(optimizer ? { coefficients: [coefficients.length] } : {}),
  };
  return trace(
    ({ theta, steps, losses: _, ...rest }): Record<string, tf.Tensor> => {
      const losses = traced(starts)(theta as tf.Tensor2D);
      const gradient = grad(tf.sum(losses), theta);
      const goesOn = tf.cast(tf.greaterEqual(losses, constant(stopBelow)), "float32");
      const moves = tf.expandDims(goesOn, 1);
      const flat = (tensor: tf.Tensor) => tf.reshape(tensor, [runs * M]);
      const counted = tf.add(steps, goesOn);
      if (!optimizer) {
        const scaled = tf.mul(tf.expandDims(constant(rates), 1), gradient);
        return { theta: tf.sub(theta, tf.mul(moves, scaled)), steps: counted, losses };
      }
      const numbers = Object.fromEntries(
        coefficients.map((name, i) => [name, tf.reshape(tf.slice(rest.coefficients, [i], [1]), [])]),
      );
      const before = Object.fromEntries(slots.map((name) => [name, flat(rest[name])]));
      const after = optimizer.update(flat(theta), flat(gradient), before, numbers);
      const change = tf.sub(tf.reshape(after.parameters, [runs, M]), theta);
      return {
        theta: tf.add(theta, tf.mul(moves, change)),
        steps: counted,
        losses,
        ...Object.fromEntries(slots.map((name) => [name, tf.reshape(after.slots[name], [runs, M])])),
      };
    },
    inputs,
    { precision: "float64" },
  );
}

/**
 * The steps of `descend` for all runs at once, with a leading axis of runs, in float64; a finished run stands
 * still while others continue. Optimizers work element by element, so runs do not mix.
 *
 * A diverging run ends with the call in which its loss is no longer finite.
 *
 * @param traced of the same model
 * @throws {RangeError} as `descend`
 */
export async function descendInGraph(
  model: TrainableModel,
  traced: TracedRuns,
  starts: readonly DescentStart[],
  options: DescendInGraphOptions,
): Promise<DescentRun[]> {
  checkDescent(model, starts, options);
  const { stopBelow, maxSteps, engine = "onnx", stepsPerCall = 1000, optimizer } = options;
  const runs = starts.length, M = model.parameterCount, slots = optimizer?.slots ?? [];
  const program = descentProgram(M, traced, starts, options);
  const loop = await compileLoop(program, [...CARRIED, ...slots], { engine });
  try {
    let state: Record<string, Float64Array> = {
      theta: Float64Array.from(starts.flatMap(({ initial }) => [...initial])),
      steps: new Float64Array(runs),
      losses: new Float64Array(runs).fill(Infinity),
      ...Object.fromEntries(slots.map((name) => [name, new Float64Array(runs * M)])),
    };
    const over = (loss: number) => loss < stopBelow || Number.isNaN(loss);
    let done = 0;
    while (done < maxSteps && !state.losses.every(over)) {
      const steps = Math.min(stepsPerCall, maxSteps - done);
      const perStep: Record<string, Float64Array> = optimizer
        ? {
          coefficients: Float64Array.from(
            Array.from({ length: steps }, (_, i) => optimizer.coefficientsAt(done + i + 1)).flat(),
          ),
        }
        : {};
      state = (await loop.run(state, perStep, steps)).state as typeof state;
      done += steps;
    }
    return starts.map(({ samples }, r): DescentRun => {
      const parameters = state.theta.slice(r * M, (r + 1) * M);
      const loss = model.lossGradient(samples)(parameters, new Float64Array(M));
      return {
        parameters,
        loss,
        steps: state.steps[r],
        end: loss < stopBelow ? "loss" : Number.isFinite(loss) ? "steps" : "diverged",
      };
    });
  } finally {
    await loop.dispose();
  }
}
