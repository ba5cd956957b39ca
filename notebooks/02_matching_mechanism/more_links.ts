/** Extension B3: networks trained on few links are asked with more. */
import { chainTask } from "../../lib/sequences/chains/mod.ts";
import { chainModel, trainOnChains } from "../../lib/sequences/chains/training/mod.ts";
import { experiment } from "../../lib/experiments/mod.ts";
import { largest } from "../../lib/stats/mod.ts";
import { everySteps } from "../../lib/train/mod.ts";
import {
  atEnd,
  type ChainSettings,
  chainTraining,
  type Condition,
  trainingBatch,
  watchedBatch,
} from "./chain_training.ts";
import { SHORT, SHORT_CONDITION } from "./short_training.ts";
import { accuracyWith } from "./mechanism.ts";

/** How positions are told. */
export type Positions = "learned" | "rotary" | "none";

/** Settings of the comparison; `links` are trained. */
export interface MoreLinksSettings extends ChainSettings {
  condition: Condition;
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

const full: MoreLinksSettings = {
  ...SHORT,
  condition: SHORT_CONDITION,
  positions: ["learned", "rotary", "none"],
  asked: [3, 4, 5, 6, 8],
};

export default experiment<MoreLinksSettings, MoreLinksRun[]>({
  at: import.meta,
  revision: 1,
  settings: full,
  seeds: [0, 1, 2, 3, 4],
  steps: ({ positions, trainingSteps }) => positions.length * trainingSteps,
  run: async (settings, seed, context) => {
    const { asked, steps, items: [from, to], rows, watched } = settings;
    const taskOfLinks = (links: number) =>
      chainTask("single", { links, steps: [steps], items: { from, to } });
    const longest = taskOfLinks(largest(asked)), trained = taskOfLinks(settings.links);
    const runs: MoreLinksRun[] = [];
    for (const positions of settings.positions) {
      const training = chainTraining(settings, settings.condition, { positions });
      const { model, parameters, curves } = await trainOnChains({
        training,
        vocabulary: trained.vocabulary,
        positions: longest.length,
        sequences: trainingBatch(trained, seed, rows),
        seed,
        sets: { train: watchedBatch(trained, "train", seed, watched) },
        observeAt: everySteps(settings.readEvery, settings.trainingSteps),
        context,
        part: `${positions} positions`,
      });
      const reader = chainModel(training.network, {
        vocabulary: trained.vocabulary,
        positions: longest.length,
      });
      const accuracy: number[] = [];
      for (const links of asked) {
        const batch = watchedBatch(taskOfLinks(links), "test", seed, watched);
        accuracy.push(await accuracyWith({ ...reader, parameters: model.parameters }, parameters, batch));
      }
      runs.push({ positions, train: atEnd(Array.from(curves["train/accuracy"])), accuracy });
    }
    return runs;
  },
});
