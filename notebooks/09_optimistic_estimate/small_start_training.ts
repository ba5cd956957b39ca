/** Trainings of two-layer networks from tiny parameters, on growing numbers of samples. */
import {
  descend,
  descendOne,
  type DescentOptions,
  type DescentRun,
  finishByLeastSquares,
  meanSquaredError,
  type Samples,
  smallStart,
  type TwoLayerNetwork,
} from "../../lib/identifiability/mod.ts";
import { rounded } from "../../lib/notebook/rounded.ts";
import { generator } from "../../lib/random/mod.ts";
import { type RunContext, TrainingStopped } from "../../lib/train/mod.ts";
import { type Errors, firstSamples, type Recovery, recoveryOf } from "./recovery.ts";

/** Common settings of all trainings of this kind. */
export interface SmallStartSettings extends Omit<DescentOptions, "learningRate"> {
  sizes: number[];
  sigma: number;
  /** Tried for `trialSteps`; the one with the least training error is taken. */
  learningRates: number[];
  trialSteps: number;
  /** Iterations of Levenberg–Marquardt after gradient descent; 0 for none. */
  finish: number;
}

/** Curves, and the choices for each number of samples. */
export interface SmallStartRun extends Recovery {
  learningRates: number[];
  /** Test error before Levenberg–Marquardt. */
  descentTest: Errors;
}

/** The rate with the least training error after the trial; a diverged trial counts as infinite. */
function bestRate(
  network: TwoLayerNetwork,
  start: { samples: Samples; initial: Float64Array },
  { learningRates, trialSteps, stopBelow }: SmallStartSettings,
): number {
  const trials = descend(
    network,
    learningRates.map((learningRate) => ({ ...start, learningRate })),
    { learningRate: learningRates[0], stopBelow, maxSteps: trialSteps },
  );
  // Of rates that end with the same error, the first one to reach it is taken.
  const order = trials.map((run, i) => ({
    i,
    loss: run.end === "diverged" ? Infinity : run.loss,
    steps: run.steps,
  }));
  order.sort((a, b) => a.loss < stopBelow && b.loss < stopBelow ? a.steps - b.steps : a.loss - b.loss);
  return learningRates[order[0].i];
}

/**
 * A network on the first n of given samples, for each n.
 *
 * @throws {TrainingStopped} between two trainings, where the context asks for it
 */
export async function smallStartRun(
  network: TwoLayerNetwork,
  settings: SmallStartSettings,
  all: Samples,
  test: Samples,
  seed: number,
  context: RunContext,
): Promise<SmallStartRun> {
  const { sizes, sigma, finish, stopBelow, maxSteps } = settings;
  const runs: DescentRun[] = [], learningRates: number[] = [], descentTest: Errors = [];
  for (const [i, n] of sizes.entries()) {
    if (context.signal.aborted) throw new TrainingStopped(i, undefined);
    const samples = firstSamples(all, n);
    const initial = smallStart(network.parameterCount, sigma, generator(seed, "initial", n));
    const learningRate = bestRate(network, { samples, initial }, settings);
    const run = descendOne(network, { samples, initial }, { learningRate, stopBelow, maxSteps });
    const { parameters, steps, end } = run, diverged = end === "diverged";
    learningRates.push(learningRate);
    descentTest.push(diverged ? null : rounded(meanSquaredError(network, parameters, test)));
    const options = { stopBelow: 1e-18, maxIterations: finish };
    const finished = finish > 0 && !diverged
      ? await finishByLeastSquares(network, samples, parameters, options)
      : run;
    runs.push({ ...finished, steps, end });
    context.progress("descent", { step: (i + 1) * maxSteps, steps: sizes.length * maxSteps, loss: run.loss });
    // Lets messages of the parent process in.
    await new Promise((resume) => setTimeout(resume, 0));
  }
  return { ...recoveryOf(network, sizes, runs, test), learningRates, descentTest };
}
