/** E6: anchor 9 means what anchor 3 means; is that carried to pairs which were never trained with 9? */
import { offsetHistogram, type SynonymPattern, synonymTask } from "../../lib/sequences/anchors/mod.ts";
import { predict, trainOnTask } from "../../lib/sequences/anchors/training/mod.ts";
import { experiment } from "../../lib/experiments/mod.ts";
import type { RunContext } from "../../lib/train/mod.ts";
import {
  heldOut,
  type PairTraining,
  readingSteps,
  roundedAll,
  TRAINING,
  VOCABULARY,
} from "./pair_training.ts";

/** Numbers of the set-up; where they come from stands in the notebook. */
export interface SynonymSettings extends PairTraining {
  /** Pattern of the data, and number of sentences. */
  cases: readonly (readonly [pattern: SynonymPattern, sentences: number])[];
  testRows: number;
  readEvery: number;
}

/** One network after training. */
export interface SynonymNet {
  pattern: SynonymPattern;
  sentences: number;
  steps: number[];
  /** Accuracy on keys that are held back, of trained pairs, and of (9, 4) and (4, 9). */
  seen: number[];
  masked: number[];
  /** [output − key, count] of the masked pairs; −10 is right. */
  histogram: [offset: number, count: number][];
}

/** Networks in the order of `cases`. */
export type SynonymRun = SynonymNet[];

async function learnSynonym(
  settings: SynonymSettings,
  seed: number,
  context: RunContext,
): Promise<SynonymRun> {
  const { cases, testRows, readEvery, ...training } = settings, nets: SynonymRun = [];
  for (const [pattern, sentences] of cases) {
    const task = synonymTask(pattern, { sentences, vocabulary: VOCABULARY });
    const seen = heldOut(task, "test", seed, testRows), masked = heldOut(task, "unseen", seed, testRows);
    const { steps, curves, parameters, model } = await trainOnTask({
      task,
      training: { ...training, rows: sentences },
      seed,
      sets: { seen, masked },
      observeAt: readingSteps(training.steps, readEvery),
      context,
      part: `${pattern}-${sentences}`,
    });
    nets.push({
      pattern,
      sentences,
      steps: [...steps],
      seen: roundedAll(curves["seen/accuracy"]),
      masked: roundedAll(curves["masked/accuracy"]),
      histogram: [...offsetHistogram(masked, await predict(model, parameters, masked))],
    });
  }
  return nets;
}

const full: SynonymSettings = {
  ...TRAINING,
  cases: [["A", 2000], ["A", 4000], ["A", 6000], ["B", 2000], ["B", 4000], ["B", 6000], ["C", 6000]],
  testRows: 1000,
  readEvery: 500,
};

export default experiment<SynonymSettings, SynonymRun>({
  at: import.meta,
  revision: 1,
  settings: full,
  seeds: [0, 1, 2, 3, 4],
  steps: ({ cases, steps }) => cases.length * steps,
  run: learnSynonym,
});
