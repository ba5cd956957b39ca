/** E11: how fast data are learnt in which some of the six mirrored pairs have a wrong rule. */
import { sampleStream, WRONG_PAIRS, wrongPairsTask } from "../../lib/sequences/anchors/mod.ts";
import { trainOnTask } from "../../lib/sequences/anchors/training/mod.ts";
import { type Block, cases } from "../../lib/experiments/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { logarithmicSteps } from "../../lib/train/mod.ts";
import { anchorTraining, type CompositeSettings, FULL_TRAINING } from "./composite_training.ts";
import { rounded } from "../../lib/experiments/rounded.ts";

/** Wrong unordered pairs of the data sets; 0 means data that composing explains completely. */
export const WRONG_COUNTS = [0, 2, 4, WRONG_PAIRS.length];
/** A large and a small start, as elsewhere in this notebook. */
export const STARTS = [0.3, 1.0];

/** A data set and a start. */
export interface ComplexitySettings extends CompositeSettings {
  gamma: number;
  /** Unordered pairs with a wrong rule, 0 … 6. */
  wrong: number;
}

/** Curves of a training. */
export interface ComplexityCell {
  steps: number[];
  /** On training sentences. */
  trainLoss: number[];
  train: number[];
  /** On keys at positions that training never shows. */
  test: number[];
}

function cell(gamma: number, wrong: number): ComplexitySettings {
  return {
    ...FULL_TRAINING,
    rows: 10_000,
    steps: 2000,
    rate: { ...FULL_TRAINING.rate, warmup: 100 },
    gamma,
    wrong,
  };
}

const SETTINGS = WRONG_COUNTS.flatMap((wrong) => STARTS.map((gamma) => cell(gamma, wrong)));
const GRID: readonly Block<ComplexitySettings>[] = [
  { name: "wrong pairs × γ, first seed", settings: SETTINGS, seeds: [0] },
  { name: "wrong pairs × γ, other seeds", settings: SETTINGS, seeds: [1, 2] },
];

export default cases<ComplexitySettings, ComplexityCell>({
  at: import.meta,
  revision: 1,
  blocks: GRID,
  steps: ({ steps }) => steps,
  seconds: ({ steps }) => steps * 2.7 / 1000,
  async run(settings, seed, context) {
    const task = wrongPairsTask(settings.wrong), rows = settings.watched;
    const { steps, curves } = await trainOnTask({
      task,
      training: anchorTraining(settings, settings.gamma),
      seed,
      sets: {
        train: sampleStream(task, "train", generator(seed, "watched")).rows(0, rows),
        test: sampleStream(task, "test", generator(seed, "watched")).rows(0, rows),
      },
      observeAt: logarithmicSteps(settings.readings, settings.steps),
      context,
      part: "training",
    });
    return {
      steps: [...steps],
      trainLoss: rounded(curves["train/loss"]),
      train: rounded(curves["train/accuracy"]),
      test: rounded(curves["test/accuracy"]),
    };
  },
});
