/** Extension B3: networks trained on few links are tested with more. */
import { chainModel } from "../../lib/sequences/chains/training/mod.ts";
import { experiment } from "../../lib/experiments/mod.ts";
import { largest } from "../../lib/stats/mod.ts";
import { everySteps } from "../../lib/train/mod.ts";
import { atEnd, chainTraining, type OneCondition, SHORT, SHORT_CONDITION } from "./chain_training.ts";
import { taskOf, trainingBatch, trainOn, watchedBatch } from "./chain_training.ts";
import { accuracyWith } from "./mechanism.ts";

/** How positions are told. */
export type Positions = "learned" | "rotary" | "none";

/** Settings of the comparison; `links` are trained. */
export interface MoreLinksSettings extends OneCondition {
  positions: Positions[];
  /** Links in the test. */
  asked: number[];
}

/** One trained network. */
export interface MoreLinksRun {
  positions: Positions;
  train: number;
  /** Held-out accuracy by number of links. */
  accuracy: number[];
}

export default experiment<MoreLinksSettings, MoreLinksRun[]>({
  at: import.meta,
  revision: 1,
  settings: {
    ...SHORT,
    condition: SHORT_CONDITION,
    positions: ["learned", "rotary", "none"],
    asked: [3, 4, 5, 6, 8],
  },
  seeds: [0, 1, 2, 3, 4],
  steps: ({ positions, trainingSteps }) => positions.length * trainingSteps,
  run: async (settings, seed, context) => {
    const { asked, condition, rows, watched } = settings;
    const taskOfLinks = (links: number) => taskOf({ ...settings, links }), trained = taskOf(settings);
    const size = { vocabulary: trained.vocabulary, positions: taskOfLinks(largest(asked)).length };
    return await Array.fromAsync(settings.positions, async (positions) => {
      const { model, parameters, curves } = await trainOn(settings, {
        condition,
        network: { positions },
        ...size,
        sequences: trainingBatch(trained, seed, rows),
        seed,
        sets: { train: watchedBatch(trained, "train", seed, watched) },
        observeAt: everySteps(settings.readEvery, settings.trainingSteps),
        context,
        part: `${positions} positions`,
      });
      const reader = chainModel(chainTraining(settings, condition, { positions }).network, size);
      const accuracy = await Array.fromAsync(asked, (links) => {
        const batch = watchedBatch(taskOfLinks(links), "test", seed, watched);
        return accuracyWith({ ...reader, parameters: model.parameters }, parameters, batch);
      });
      return { positions, train: atEnd(Array.from(curves["train/accuracy"])), accuracy };
    });
  },
});
