/** Optimizers as updates of one flat parameter vector. */
import type * as tf from "@tensorflow/tfjs-core";

/** Learning rate: a number, or a function of the step (counted from 1). */
export type LearningRate = number | ((step: number) => number);

/** Named flat vectors that an optimizer keeps besides the parameters. */
export type Slots = Record<string, tf.Tensor>;

/**
 * An optimizer: its computation on the device, and the numbers that the host passes to it for each step.
 *
 * Bias corrections and schedules are computed on the host in double precision, so the graph has only vectors.
 */
export interface Optimizer {
  readonly name: string;
  /** Settings for the keys of results, by name. */
  readonly settings: Readonly<Record<string, number | string>>;
  /** Names of its slots, all zero at the start. */
  readonly slots: readonly string[];
  /** Names of the numbers that it needs for a step. */
  readonly coefficients: readonly string[];
  /**
   * Values of {@linkcode coefficients} at a step, counted from 1.
   *
   * @param age steps since the slots were zero, including this one, if they were kept from an earlier stage; bias
   *   corrections use it, schedules use `step`; the same as `step` by default
   */
  coefficientsAt(step: number, age?: number): number[];
  /**
   * Traced: new parameters and slots, all of the parameters' shape `[n]`, from the gradient and the coefficients.
   */
  update(
    parameters: tf.Tensor,
    gradient: tf.Tensor,
    slots: Slots,
    coefficients: Readonly<Record<string, tf.Tensor>>,
  ): { parameters: tf.Tensor; slots: Slots };
}

/**
 * The learning rate at a step.
 *
 * @throws {RangeError} if it is not positive and finite
 */
export function learningRateAt(rate: LearningRate, step: number): number {
  const value = typeof rate === "number" ? rate : rate(step);
  if (!(value > 0 && Number.isFinite(value))) {
    throw new RangeError(`learning rate at step ${step}: must be positive and finite, got ${value}`);
  }
  return value;
}

/** A learning rate in an optimizer's settings: a schedule is given by its description, or its source. */
export function describeRate(rate: LearningRate): number | string {
  return typeof rate === "number" ? rate : rate.toString();
}

/**
 * A decay factor of a moving average.
 *
 * @throws {RangeError} outside [0, 1)
 */
export function checkedDecay(name: string, value: number): number {
  if (!(value >= 0 && value < 1)) throw new RangeError(`${name}: must lie in [0, 1), got ${value}`);
  return value;
}
