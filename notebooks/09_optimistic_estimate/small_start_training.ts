/** Trainings of two-layer networks from tiny parameters, on growing numbers of samples. */
import { descend, descendOne, type DescentOptions, type DescentRun } from "../../lib/identifiability/mod.ts";
import { finishByLeastSquares, meanSquaredError, type Samples } from "../../lib/identifiability/mod.ts";
import type { TwoLayerNetwork } from "../../lib/identifiability/mod.ts";
import { rounded } from "../../lib/experiments/rounded.ts";
import { type RunContext, TrainingStopped } from "../../lib/train/mod.ts";
import { type Errors, growingStarts, recoveryOf } from "./recovery.ts";

/** Common settings of all trainings of this kind. */
export interface SmallStartSettings extends Omit<DescentOptions, "learningRate"> {
  sizes: number[];
  sigma: number;
  /** Tried for `trialSteps`; the one with the least training error is taken. */
  learningRates: number[];
  trialSteps: number;
  /** Iterations of Levenberg–Marquardt after gradient descent; 0 for none. */
  finish: number;
  /** Whether it solves for n numbers instead of all parameters. */
  inRowSpace?: boolean;
}

/** Curves, and what was chosen for each number of samples. */
export type SmallStartRun = Awaited<ReturnType<typeof smallStartRun>>;

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
  const lossOf = ({ end, loss }: DescentRun) => end === "diverged" ? Infinity : loss;
  const order = trials.map((_, i) => i).sort((i, j) => {
    const [a, b] = [trials[i], trials[j]], both = lossOf(a) < stopBelow && lossOf(b) < stopBelow;
    // Of rates that end with the same error the first one to get there is taken.
    return both ? a.steps - b.steps : lossOf(a) - lossOf(b);
  });
  return learningRates[order[0]];
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
) {
  const { sizes, finish, inRowSpace = false, stopBelow, maxSteps } = settings;
  const runs: DescentRun[] = [], learningRates: number[] = [], descentTest: Errors = [];
  for (const [i, start] of growingStarts(network, all, settings, seed).entries()) {
    if (context.signal.aborted) throw new TrainingStopped(i, undefined);
    const learningRate = bestRate(network, start, settings);
    const run = descendOne(network, start, { learningRate, stopBelow, maxSteps });
    const { parameters, steps, end } = run, diverged = end === "diverged";
    learningRates.push(learningRate);
    descentTest.push(diverged ? null : rounded(meanSquaredError(network, parameters, test)));
    const options = { stopBelow: 1e-18, maxIterations: finish, inRowSpace };
    const finished = finish > 0 && !diverged
      ? await finishByLeastSquares(network, start.samples, parameters, options)
      : run;
    runs.push({ ...finished, steps, end });
    context.progress("descent", { step: (i + 1) * maxSteps, steps: sizes.length * maxSteps, loss: run.loss });
    // Lets messages of the parent process in.
    await new Promise((resume) => setTimeout(resume, 0));
  }
  /** Beside the curves, the test error before Levenberg–Marquardt. */
  return { ...recoveryOf(network, sizes, runs, test), learningRates, descentTest };
}
