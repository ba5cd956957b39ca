/** Control A of C1: (3, 4) is trained with its true composition, so that both answers to (4, 3) are one. */
import { experiment } from "../../lib/experiments/mod.ts";
import { type AnswerShares, answerShares } from "./answers.ts";
import {
  type CompositeCurves,
  type CompositeSettings,
  FULL_TRAINING,
  HELD_OUT,
  pairBatch,
  trainComposite,
} from "./composite_training.ts";
import { predict } from "../../lib/sequences/anchors/training/mod.ts";

/** Settings of the control. */
export interface ControlSettings extends CompositeSettings {
  gammas: number[];
  /** Sequences with (4, 3) whose answers are read. */
  answers: number;
}

/** One trained network of the control. */
export interface ControlRun {
  gamma: number;
  curves: CompositeCurves;
  answers: AnswerShares;
}

const full: ControlSettings = { ...FULL_TRAINING, gammas: [0.3, 1], answers: 600 };

export default experiment<ControlSettings, ControlRun[]>({
  at: import.meta,
  revision: 1,
  settings: full,
  seeds: [0, 1, 2, 3, 4],
  steps: ({ gammas, steps }) => gammas.length * steps,
  run: async (settings, seed, context) => {
    const runs: ControlRun[] = [];
    for (const gamma of settings.gammas) {
      const { task, record, curves } = await trainComposite(settings, {
        condition: { variant: "true", gamma },
        seed,
        context,
        part: `gamma-${gamma}`,
      });
      const batch = pairBatch(task, HELD_OUT, seed, settings.answers);
      const predictions = await predict(record.model, record.parameters, batch);
      runs.push({ gamma, curves, answers: answerShares(batch.keys, predictions) });
    }
    return runs;
  },
});
