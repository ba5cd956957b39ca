/** Trainings of a model from tiny parameters, on growing numbers of samples. */
import { rounded } from "../experiments/rounded.ts";
import { descend, descendOne, type DescentOptions, type DescentRun, type DescentStart } from "./descend.ts";
import { finishByLeastSquares } from "./finish_by_least_squares.ts";
import { meanSquaredError, type Samples, type TrainableModel } from "./model.ts";
import { type Errors, growingStarts, type Recovery, recoveryOf } from "./recovery.ts";

/** Settings of {@linkcode smallStartTraining}. */
export interface SmallStartSettings extends Omit<DescentOptions, "learningRate"> {
  /** Numbers of samples. */
  sizes: number[];
  /** Standard deviation of the initial parameters. */
  sigma: number;
  /** Tried for `trialSteps`; the one with the least training error is taken. */
  learningRates: number[];
  trialSteps: number;
  /** Iterations of Levenberg–Marquardt after gradient descent; 0 for none. */
  finish: number;
  /** Whether it solves for n numbers instead of all parameters; false by default. */
  inRowSpace?: boolean;
}

/** Curves, and for each number of samples the rate that was taken and the test error before Levenberg–Marquardt. */
export interface SmallStartRun extends Recovery {
  learningRates: number[];
  descentTest: Errors;
}

/** The rate with the least training error after the trial; a diverged trial counts as infinite. */
function bestRate(
  model: TrainableModel,
  start: DescentStart,
  { learningRates, trialSteps, stopBelow }: SmallStartSettings,
): number {
  const trials = descend(
    model,
    learningRates.map((learningRate) => ({ ...start, learningRate })),
    { learningRate: learningRates[0], stopBelow, maxSteps: trialSteps },
  );
  const lossOf = ({ end, loss }: DescentRun) => end === "diverged" ? Infinity : loss;
  const order = trials.map((_, i) => i).sort((i, j) => {
    const [a, b] = [trials[i], trials[j]], both = lossOf(a) < stopBelow && lossOf(b) < stopBelow;
    // Of rates that end with the same error the first one to get there is taken.
    return both ? a.steps - b.steps : lossOf(a) - lossOf(b);
  });
  return learningRates[order[0]];
}

/**
 * Trains a model on the first n of given samples, for each n, by gradient descent from a small start and then, unless
 * `finish` is 0, by Levenberg–Marquardt down to 10⁻¹⁸.
 *
 * @param between called after each training with their number and the loss; may throw to stop
 * @throws {RangeError} for settings out of their range, or samples that do not fit
 */
export async function smallStartTraining(
  model: TrainableModel,
  settings: SmallStartSettings,
  all: Samples,
  test: Samples,
  seed: number,
  between: (done: number, loss: number) => void | Promise<void> = () => {},
): Promise<SmallStartRun> {
  const { sizes, finish, inRowSpace = false, stopBelow, maxSteps } = settings;
  const runs: DescentRun[] = [], learningRates: number[] = [], descentTest: Errors = [];
  for (const start of growingStarts(model, all, settings, seed)) {
    const learningRate = bestRate(model, start, settings);
    const run = descendOne(model, start, { learningRate, stopBelow, maxSteps });
    const { parameters, steps, end } = run, diverged = end === "diverged";
    learningRates.push(learningRate);
    descentTest.push(diverged ? null : rounded(meanSquaredError(model, parameters, test)));
    const options = { stopBelow: 1e-18, maxIterations: finish, inRowSpace };
    const finished = finish > 0 && !diverged
      ? await finishByLeastSquares(model, start.samples, parameters, options)
      : run;
    runs.push({ ...finished, steps, end });
    await between(runs.length, run.loss);
  }
  return { ...recoveryOf(model, sizes, runs, test), learningRates, descentTest };
}
