/** The quantities by which notebook 01 decides its claims, each a number per run. */
import { earlyTestLossRise, grokkingDelay } from "../../lib/stats/mod.ts";
import type { SineRun } from "./sine_sampling.ts";

/** Loss below which a set counts as learnt (τ). */
export const LEARNT = 1e-3;

/** How far the test loss rises before the training set is learnt, and how far training has come by then. */
export function rise(run: SineRun): { ratio: number; step: number; trainFall: number } {
  const { ratio, step } = earlyTestLossRise({ ...run, threshold: LEARNT });
  return { ratio, step, trainFall: 1 - run.train[run.steps.indexOf(step)] / run.train[0] };
}

/**
 * Steps between learning the training set and the test set, as a share of the former.
 *
 * Where the test set is not learnt in the run, the steps that were left are a lower bound.
 *
 * @throws RangeError where the training set is not learnt: the run is too short to tell
 */
export function delayShare(run: SineRun): number {
  const { train, test } = grokkingDelay({ ...run, threshold: LEARNT, direction: "below" });
  if (train === null) {
    throw new RangeError(
      `the training loss never fell to ${LEARNT} in ${run.steps.at(-1)} steps: train longer`,
    );
  }
  return ((test ?? run.steps.at(-1)!) - train) / train;
}

/** What the output looks like when its component sin x, which is not in the target, is largest. */
export function misdirection(run: SineRun): { step: number; k1: number; k6: number; likeSine: number } {
  const { train } = grokkingDelay({ ...run, threshold: LEARNT, direction: "below" });
  let at = 0;
  run.steps.forEach((step, i) => {
    const before = train === null || step < train;
    if (before && run.amplitude.test[i][1] > run.amplitude.test[at][1]) at = i;
  });
  const amplitude = run.amplitude.test[at];
  return { step: run.steps[at], k1: amplitude[1], k6: amplitude[6], likeSine: run.correlationWithSine[at] };
}

/** Amplitude at k = 1 at the end: on the training points, and on the test grid. */
export function lastAmplitudes(run: SineRun): { train: number; test: number } {
  return { train: run.amplitude.train.at(-1)![1], test: run.amplitude.test.at(-1)![1] };
}
