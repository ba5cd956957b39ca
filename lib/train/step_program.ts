/** Tracing one training step on flat vectors. */
import * as tf from "@tensorflow/tfjs-core";
import { grad, type InputSpec, type Precision, type Program, trace, TraceError } from "../graph/mod.ts";
import { flatten, parameterCount, type ParameterSpec, unflatten } from "../nn/mod.ts";
import type { Optimizer } from "../optim/mod.ts";
import type { Drawn } from "./drawn.ts";
import { withGiven } from "./given_inputs.ts";
import { trainableParameters, withTrained } from "./frozen.ts";

/** Options of a step. */
export interface StepOptions {
  parameters: readonly ParameterSpec[];
  /**
   * Traced: the scalar to minimise, from parameter tensors and, with minibatches, row numbers (int32), and the tensors
   * that the host has drawn for the step, by name.
   */
  loss(parameters: tf.Tensor[], rows: tf.Tensor1D, drawn: Record<string, tf.Tensor>): tf.Scalar;
  /** Traced: further scalars of the step. */
  metrics?: StepMetrics | undefined;
  optimizer: Optimizer;
  /** Rows of a minibatch; absent for full batch. */
  batchSize?: number | undefined;
  /** Tensors that the host draws for each step. */
  drawn?: Drawn | undefined;
  /** Names of parameters that are not trained. */
  frozen?: readonly string[] | undefined;
  precision: Precision;
}

/** Tensors of a step before it changes the parameters. */
export interface StepTensors {
  readonly parameters: tf.Tensor[];
  /** Row numbers of the minibatch (int32), with minibatches only. */
  readonly rows: tf.Tensor1D;
  /** Tensors that the host has drawn for the step, by name. */
  readonly drawn: Readonly<Record<string, tf.Tensor>>;
  readonly loss: tf.Scalar;
  /** Gradient of the loss with respect to the trained parameters, flat. */
  readonly gradient: tf.Tensor1D;
}

/** Traced: named scalars of a step. */
export type StepMetrics = (step: StepTensors) => Record<string, tf.Tensor>;

/** Names of the vectors that a step carries: the parameters and the optimizer's slots. */
export function carriedNames(optimizer: Optimizer): string[] {
  return ["parameters", ...optimizer.slots.map(slotInput)];
}

/** Name of the input that holds a slot. */
export function slotInput(slot: string): string {
  return `slot_${slot}`;
}

const METRIC = "metric_";

/** Name of the output that holds a metric. */
export function metricOutput(name: string): string {
  return METRIC + name;
}

/** Names of the metrics of a step program. */
export function metricNames({ outputs }: Program): string[] {
  return Object.keys(outputs).filter((name) => name.startsWith(METRIC)).map((name) =>
    name.slice(METRIC.length)
  );
}

/** Name of the input that holds a drawn tensor. */
export function drawnInput(name: string): string {
  return `drawn_${name}`;
}

/**
 * A program for one step: from carried vectors to carried vectors, plus the loss and the metrics before the step.
 *
 * Slots are as long as the trained parameters.
 *
 * @throws {GradientError} if the loss is not a float scalar or does not depend on a trained parameter, which it names
 * @throws {TraceError} if the loss is not a tensor, or it or the metrics use rows or drawn tensors that do not exist
 * @throws {RangeError} if a frozen name is unknown or nothing is left to train, or a metric is not a scalar
 */
export function stepProgram(options: StepOptions): Program {
  const { optimizer, batchSize, parameters: specs, frozen = [] } = options;
  const trained = trainableParameters(specs, frozen);
  const inputs: Record<string, InputSpec> = { parameters: [parameterCount(specs)] };
  for (const slot of optimizer.slots) inputs[slotInput(slot)] = [parameterCount(trained)];
  inputs.coefficients = [optimizer.coefficients.length];
  if (batchSize !== undefined) inputs.rows = { shape: [batchSize], dtype: "int32" };
  const drawn = Object.entries(options.drawn?.tensors ?? {});
  for (const [name, { shape }] of drawn) inputs[drawnInput(name)] = shape;
  return trace(
    (given: Record<string, tf.Tensor>) => {
      const tensors = unflatten(given.parameters, specs);
      const ofStep = Object.fromEntries(drawn.map(([name]) => [name, given[drawnInput(name)]]));
      const available = { rows: given.rows as tf.Tensor1D | undefined, drawn: ofStep };
      const loss = checkedLoss(
        withGiven("the loss", available, (rows, drawn) => options.loss(tensors, rows, drawn)),
      );
      const own = tensors.filter((_, k) => trained.includes(specs[k]));
      const names = trained.map(({ name }) => `parameter "${name}"`);
      const gradient = flatten(grad(loss, own, { names, unconnected: "error" }));
      const numbers = tf.unstack(given.coefficients);
      const next = optimizer.update(
        frozen.length === 0 ? given.parameters : flatten(own),
        gradient,
        Object.fromEntries(optimizer.slots.map((slot) => [slot, given[slotInput(slot)]])),
        Object.fromEntries(optimizer.coefficients.map((name, k) => [name, numbers[k]])),
      );
      return {
        parameters: frozen.length === 0
          ? next.parameters
          : withTrained(tensors, specs, unflatten(next.parameters, trained), trained),
        ...Object.fromEntries(optimizer.slots.map((slot) => [slotInput(slot), next.slots[slot]])),
        loss,
        ...Object.fromEntries(
          Object.entries(
            withGiven(
              "metrics",
              available,
              (rows, drawn) =>
                options.metrics?.({
                  parameters: tensors,
                  rows,
                  drawn,
                  loss: loss as tf.Scalar,
                  gradient,
                }) ?? {},
            ),
          ).map(([name, value]) => [metricOutput(name), checkedMetric(name, value)]),
        ),
      };
    },
    inputs,
    { precision: options.precision },
  );
}

function checkedLoss(loss: tf.Tensor): tf.Tensor {
  if (loss instanceof tf.Tensor) return loss;
  throw new TraceError(`train: the loss must be a scalar tensor, got ${loss}`);
}

function checkedMetric(name: string, value: tf.Tensor): tf.Tensor {
  if (name === "loss") throw new RangeError(`train: metrics cannot give "loss", which is always recorded`);
  if (!(value instanceof tf.Tensor)) {
    throw new TraceError(`train: metric "${name}" must be a tensor, got ${value}`);
  }
  if (value.size === 1) return value;
  throw new RangeError(`train: metrics gives "${name}" of shape [${value.shape}], allowed a scalar`);
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

/**
 * Returns the program if all of its outputs are scalars; a curve would keep only the first element of anything larger.
 *
 * @throws {RangeError} that names the source, the output and its shape
 */
export function requireScalars(what: string, program: Program): Program {
  for (const [name, { shape, size }] of Object.entries(program.outputs)) {
    if (size !== 1) {
      throw new RangeError(`train: ${what} gives "${name}" of shape [${shape}], allowed a scalar`);
    }
  }
  return program;
}
