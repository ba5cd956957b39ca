/** A small network of task U that composes the pair it never saw, with its weights: the live cell asks it. */
import { experiment } from "../../lib/experiments/mod.ts";
import { predict } from "../../lib/sequences/anchors/training/mod.ts";
import { answerShares } from "./answers.ts";
import { type CompositeSettings, FULL_TRAINING } from "./composite_training.ts";
import { HELD_OUT, pairBatch, trainComposite } from "./composite_training.ts";

/** Settings of this training. */
export interface ComposingSettings extends CompositeSettings {
  gamma: number;
  /** Sentences with (4, 3) whose answers are read. */
  answers: number;
}

/** The trained network. */
export interface ComposingNetwork {
  /** Fraction of the sentences with (4, 3) that it answers by the composition. */
  composed: number;
  /** Its parameters, flat, to three digits. */
  weights: number[];
}

export default experiment<ComposingSettings, ComposingNetwork>({
  at: import.meta,
  revision: 1,
  settings: { ...FULL_TRAINING, gamma: 1, answers: 600 },
  seeds: [0],
  steps: ({ steps }) => steps,
  run: async (settings, seed, context) => {
    const { task, record: { model, parameters } } = await trainComposite(settings, {
      condition: { variant: "U", gamma: settings.gamma },
      seed,
      context,
      part: "network",
    });
    const weights = Array.from(parameters, (value) => Number(value.toPrecision(3)));
    const asked = pairBatch(task, HELD_OUT, seed, settings.answers);
    const answers = await predict(model, Float64Array.from(weights), asked);
    return { composed: answerShares(asked.keys, answers).inferential, weights };
  },
});
