/** E12: does a longer prompt, 1 2 3 instead of 3, teach the copy from fewer sentences? */
import { experiment } from "../../lib/experiments/mod.ts";
import { anchorLengthTask, mappingsByTraining } from "../../lib/sequences/anchors/mod.ts";
import { trainOnTask } from "../../lib/sequences/anchors/training/mod.ts";
import { decimal, heldOut, PAIR_TRAINING, PAIR_VOCABULARY } from "./training.ts";

/** The prompts, by the anchors before the key. */
export const PROMPTS = ["3", "23", "123"] as const;

/** Accuracy after training on held-back keys by prompt, for each number of sentences and fraction of long prompts. */
export type AnchorLengthRun = {
  sentences: number;
  share: number;
  accuracy: Record<typeof PROMPTS[number], number>;
}[];

export default experiment({
  at: import.meta,
  revision: 1,
  settings: {
    ...PAIR_TRAINING,
    initial: "framework" as const,
    batch: 50,
    steps: 1500,
    shares: [0, 0.25, 0.5, 0.75, 1],
    sentences: [300, 600],
    testRows: 500,
  },
  seeds: [0, 1, 2, 3, 4],
  steps: ({ shares, sentences, steps }) => shares.length * sentences.length * steps,
  async run({ shares, sentences, testRows, ...training }, seed, context) {
    const nets: AnchorLengthRun = [];
    for (const rows of sentences) {
      for (const share of shares) {
        const task = anchorLengthTask(share, { vocabulary: PAIR_VOCABULARY });
        const { seen } = mappingsByTraining(task);
        const sets = Object.fromEntries(
          PROMPTS.map((prompt, i) => [
            prompt,
            heldOut(task, seen.includes(i) ? "test" : "unseen", seed, testRows, [i]),
          ]),
        );
        const options = { training: { ...training, rows }, observeAt: [0, training.steps] };
        const part = `${rows}-${share}`;
        const { curves } = await trainOnTask({ task, ...options, seed, sets, context, part });
        const [short, middle, long] = PROMPTS.map((prompt) => decimal(curves[`${prompt}/accuracy`].at(-1)!));
        nets.push({ sentences: rows, share, accuracy: { "3": short, "23": middle, "123": long } });
      }
    }
    return nets;
  },
});
