/** Many independent gradient descents of small models, each with its own samples and its own end. */
import { requireFinite, requireInteger, requirePositive } from "../checks.ts";
import { requireFitting, type Samples, type TrainableModel } from "./model.ts";

/** Options of gradient descent. */
export interface DescentOptions {
  readonly learningRate: number;
  /** Ends a run once its mean squared error is below this value. */
  readonly stopBelow: number;
  readonly maxSteps: number;
}

/** Start and samples of a run. */
export interface DescentStart {
  readonly samples: Samples;
  /** `[M]`, not changed */
  readonly initial: Float64Array;
  /** Instead of the common value. */
  readonly learningRate?: number;
}

/** Result of a run. */
export interface DescentRun {
  readonly parameters: Float64Array;
  /** Mean squared error at these parameters. */
  readonly loss: number;
  /** Steps made. */
  readonly steps: number;
  /** Why it ended; the parameters of a diverged run are useless. */
  readonly end: "loss" | "steps" | "diverged";
}

/** A loss above this multiple of the larger of the first loss and 1 counts as diverged. */
const DIVERGED = 1e12;

/**
 * θ ← θ − η∇L for each run, until L < `stopBelow`; the step that reaches it is the last. L is the mean squared error
 * over the run's samples. Small gradients do not end a run: near zero a plateau may last for log(1/σ)/η steps.
 *
 * Runs are independent. They are loops over float64 arrays, since a step of such a model is cheaper than
 * a call of the engine; `descendInGraph` makes the same steps on the engine, all runs at once.
 *
 * @throws {RangeError} for options out of their range, or parameters and samples that do not fit
 */
export function descend(
  model: TrainableModel,
  starts: readonly DescentStart[],
  options: DescentOptions,
): DescentRun[] {
  checkDescent(model, starts, options);
  return starts.map((start) => descendOne(model, start, options));
}

/**
 * Throws unless a descent can start.
 *
 * @throws {RangeError} that says what was found and what is allowed
 */
export function checkDescent(
  model: TrainableModel,
  starts: readonly DescentStart[],
  { learningRate, stopBelow, maxSteps }: DescentOptions,
): void {
  const where = "descend";
  requireInteger(where, "the number of runs", starts.length);
  requirePositive(where, "the learning rate", learningRate);
  if (!(stopBelow >= 0 && stopBelow < Infinity)) {
    throw new RangeError(`${where}: stopBelow must be 0 or more, got ${stopBelow}`);
  }
  requireInteger(where, "maxSteps", maxSteps);
  for (const { samples, initial, learningRate: own } of starts) {
    if (own !== undefined) requirePositive(where, "the learning rate of a run", own);
    requireFitting(where, model, initial, samples.inputs, samples.targets);
    requireFinite(where, "the initial parameters", initial);
    requireFinite(where, "the inputs", samples.inputs);
    requireFinite(where, "the targets", samples.targets);
  }
}

/** Called with step, parameters and loss before each step, and at the end. */
export type DescentReader = (step: number, theta: Float64Array, loss: number) => void;

/** One run, with an optional reader that is called at every step. */
export function descendOne(
  model: TrainableModel,
  { samples, initial, learningRate: own }: DescentStart,
  { learningRate, stopBelow, maxSteps }: DescentOptions,
  read?: DescentReader,
): DescentRun {
  const rate = own ?? learningRate, lossGradient = model.lossGradient(samples), count = initial.length;
  const theta = initial.slice(), gradient = new Float64Array(count);
  let loss = lossGradient(theta, gradient), steps = 0;
  const tooLarge = DIVERGED * Math.max(1, loss);
  read?.(0, theta, loss);
  while (!(loss < stopBelow) && steps < maxSteps) {
    for (let p = 0; p < count; p++) theta[p] -= rate * gradient[p];
    const next = lossGradient(theta, gradient);
    if (!(next < tooLarge)) return { parameters: theta, loss: next, steps: steps + 1, end: "diverged" };
    loss = next;
    steps++;
    read?.(steps, theta, loss);
  }
  return { parameters: theta, loss, steps, end: loss < stopBelow ? "loss" : "steps" };
}

/**
 * The model with weight decay: its gradient is that of the loss plus λ|θ|², its loss that without the penalty.
 *
 * @throws {RangeError} for a λ that is negative or not finite
 */
export function withWeightDecay(model: TrainableModel, decay: number): TrainableModel {
  if (!(decay >= 0 && decay < Infinity)) {
    throw new RangeError(`withWeightDecay: the decay must be 0 or more, got ${decay}`);
  }
  return {
    ...model,
    lossGradient(samples) {
      const plain = model.lossGradient(samples);
      return (theta, gradient) => {
        const loss = plain(theta, gradient);
        for (let p = 0; p < theta.length; p++) gradient[p] += 2 * decay * theta[p];
        return loss;
      };
    },
  };
}
