/** E12: does a longer prompt, 1 2 3 in place of 3, teach the copy from fewer sentences? */
import { type AnchorBatch, anchorLengthTask, mappingsByTraining } from "../../lib/sequences/anchors/mod.ts";
import { trainOnTask } from "../../lib/sequences/anchors/training/mod.ts";
import { experiment } from "../../lib/experiments/mod.ts";
import type { RunContext } from "../../lib/train/mod.ts";
import { heldOut, type PairTraining, rounded, TRAINING, VOCABULARY } from "./pair_training.ts";

/** Numbers of the set-up; where they come from stands in the notebook. */
export interface AnchorLengthSettings extends PairTraining {
  /** Shares of training sentences with the long prompt. */
  shares: readonly number[];
  sentences: readonly number[];
  testRows: number;
}

/** Accuracy after training on held-back keys, by prompt. */
export interface AnchorLengthNet {
  sentences: number;
  share: number;
  accuracy: Record<Prompt, number>;
}

/** The prompts, by the anchors before the key. */
export type Prompt = "3" | "23" | "123";
export const PROMPTS: readonly Prompt[] = ["3", "23", "123"];

/** Networks by number of sentences and share. */
export type AnchorLengthRun = AnchorLengthNet[];

async function lengthen(
  settings: AnchorLengthSettings,
  seed: number,
  context: RunContext,
): Promise<AnchorLengthRun> {
  const { shares, sentences, testRows, ...training } = settings, nets: AnchorLengthRun = [];
  for (const rows of sentences) {
    for (const share of shares) {
      const task = anchorLengthTask(share, { vocabulary: VOCABULARY });
      const { seen } = mappingsByTraining(task);
      const sets = Object.fromEntries(
        PROMPTS.map((prompt, i) => [
          prompt,
          heldOut(task, seen.includes(i) ? "test" : "unseen", seed, testRows, [i]),
        ]),
      ) as Record<Prompt, AnchorBatch>;
      const { curves } = await trainOnTask({
        task,
        training: { ...training, rows },
        seed,
        sets,
        observeAt: [0, training.steps],
        context,
        part: `${rows}-${share}`,
      });
      nets.push({
        sentences: rows,
        share,
        accuracy: Object.fromEntries(
          PROMPTS.map((prompt) => [prompt, rounded(curves[`${prompt}/accuracy`].at(-1)!)]),
        ) as Record<Prompt, number>,
      });
    }
  }
  return nets;
}

const full: AnchorLengthSettings = {
  ...TRAINING,
  initial: "framework",
  batch: 50,
  steps: 1500,
  shares: [0, 0.25, 0.5, 0.75, 1],
  sentences: [300, 600],
  testRows: 500,
};

export default experiment<AnchorLengthSettings, AnchorLengthRun>({
  at: import.meta,
  revision: 1,
  settings: full,
  seeds: [0, 1, 2, 3, 4],
  steps: ({ shares, sentences, steps }) => shares.length * sentences.length * steps,
  run: lengthen,
});
