/** Readings of a training on the line, each a number per run. */
import { earlyTestLossRise, firstStepBelow, grokkingDelay } from "../../lib/stats/mod.ts";
import type { SineRun } from "./sine_training.ts";

/** Loss below which a set counts as learnt (τ). */
export const LEARNT = 1e-3;

/** How far the test loss rises before the training set is learnt, and how far training has progressed by then. */
export function rise(run: SineRun): { ratio: number; step: number; trainFall: number } {
  const { ratio, step } = earlyTestLossRise({ ...run, threshold: LEARNT });
  return { ratio, step, trainFall: 1 - run.train[run.steps.indexOf(step)] / run.train[0] };
}

/**
 * Steps between learning the training set and the test set, as a fraction of the former.
 *
 * Where the test set is not learnt in the run, the remaining steps are a lower bound; where not even the training
 * set is learnt it is null.
 */
export function delayShare(run: SineRun): number | null {
  const { train, test } = grokkingDelay({ ...run, threshold: LEARNT, direction: "below" });
  return train === null ? null : ((test ?? run.steps.at(-1)!) - train) / train;
}

/** The same of runs that have learnt their training set; the others are left out. */
export function delays(runs: readonly SineRun[]): number[] {
  return runs.flatMap((run) => delayShare(run) ?? []);
}

/** What the output looks like when its component sin x, which is not in the target, is largest. */
export function misdirection(run: SineRun): { step: number; k1: number; k6: number; likeSine: number } {
  const { train } = grokkingDelay({ ...run, threshold: LEARNT, direction: "below" });
  const { steps, test, likeSine } = run.spectra;
  let at = 0;
  steps.forEach((step, i) => {
    if ((train === null || step < train) && test[i][1] > test[at][1]) at = i;
  });
  return { step: steps[at], k1: test[at][1], k6: test[at][6], likeSine: likeSine[at] };
}

/** Amplitude at k = 1 at the end: on the training points, and on the test grid. */
export function lastAmplitudes({ spectra }: SineRun): { train: number; test: number } {
  return { train: spectra.train.at(-1)![1], test: spectra.test.at(-1)![1] };
}

/** First step at which the output's component k on the training points is within a fraction of the target's. */
export function componentLearnt({ spectra, target }: SineRun, k: number, share: number): number | null {
  const errors = spectra.trainGap.map((row) => row[k] / target.train[k]);
  return firstStepBelow(spectra.steps, errors, share);
}
