/** Tracing one training step on flat vectors. */
import * as tf from "@tensorflow/tfjs";
import { grad, type InputSpec, type Precision, type Program, trace } from "../graph/mod.ts";
import { flatten, parameterCount, type ParameterSpec, unflatten } from "../nn/mod.ts";
import type { Optimizer } from "../optim/mod.ts";

/** What a step needs to know. */
export interface StepOptions {
  parameters: readonly ParameterSpec[];
  /** Traced: the scalar to minimise, for parameter tensors and, with minibatches, row numbers (int32). */
  loss(parameters: tf.Tensor[], rows: tf.Tensor1D): tf.Scalar;
  optimizer: Optimizer;
  /** Rows of a minibatch; absent for full batch. */
  batchSize?: number | undefined;
  precision: Precision;
}

/** Names of the vectors that a step carries: the parameters and the optimizer's slots. */
export function carriedNames(optimizer: Optimizer): string[] {
  return ["parameters", ...optimizer.slots.map((slot) => `slot_${slot}`)];
}

/** A program that makes one step: carried vectors to carried vectors, and the loss before the step. */
export function stepProgram(options: StepOptions): Program {
  const { optimizer, batchSize } = options, count = parameterCount(options.parameters);
  const inputs: Record<string, InputSpec> = Object.fromEntries(
    carriedNames(optimizer).map((name) => [name, [count]]),
  );
  inputs.coefficients = [optimizer.coefficients.length];
  if (batchSize !== undefined) inputs.rows = { shape: [batchSize], dtype: "int32" };
  return trace(
    (given: Record<string, tf.Tensor>) => {
      const tensors = unflatten(given.parameters, options.parameters);
      const loss = options.loss(tensors, given.rows as tf.Tensor1D);
      const gradient = flatten(grad(loss, tensors));
      const numbers = tf.unstack(given.coefficients);
      const next = optimizer.update(
        given.parameters,
        gradient,
        Object.fromEntries(optimizer.slots.map((slot) => [slot, given[`slot_${slot}`]])),
        Object.fromEntries(optimizer.coefficients.map((name, k) => [name, numbers[k]])),
      );
      return {
        parameters: next.parameters,
        ...Object.fromEntries(optimizer.slots.map((slot) => [`slot_${slot}`, next.slots[slot]])),
        loss,
      };
    },
    inputs,
    { precision: options.precision },
  );
}

/** A program that computes named tensors from the flat parameters. */
export function observerProgram(
  specs: readonly ParameterSpec[],
  observe: (parameters: tf.Tensor[]) => Record<string, tf.Tensor>,
  precision: Precision,
): Program {
  return trace(
    ({ parameters }) => observe(unflatten(parameters, specs)),
    { parameters: [parameterCount(specs)] },
    { precision },
  );
}
