/** Controls of C1, which must not be solved. */
import type { ChainBatch } from "../../lib/sequences/chains/mod.ts";
import { experiment } from "../../lib/experiments/mod.ts";
import { generator, permutation } from "../../lib/random/mod.ts";
import { type ChainCurves, type OneCondition, QUICK_TRAINING, SMALL } from "./chain_training.ts";
import { trainChain, type TrainChainOptions } from "./chain_training.ts";

/** Settings of the controls. */
interface ControlSettings extends OneCondition {
  /** Layers of the shallow network. */
  shallow: number;
  kinds: Control[];
}

/** What is taken away. */
type Control = "two layers" | "shuffled answers" | "no query";

/** Curves by control. */
export type ControlResult = Partial<Record<Control, ChainCurves>>;

/** A token that is not an item: stands for a removed query. */
const BLANK = 0;

/** The batch with shuffled answers. */
export function withShuffledAnswers(batch: ChainBatch, seed: number): ChainBatch {
  const order = permutation(generator(seed, "shuffled answers"), batch.rows);
  return { ...batch, labels: Int32Array.from(order, (row) => batch.labels[row]) };
}

/** The batch with a token instead of the query that says nothing. */
export function withoutQuery(batch: ChainBatch): ChainBatch {
  const tokens = Int32Array.from(batch.tokens);
  for (let row = 1; row <= batch.rows; row++) tokens[row * batch.length - 1] = BLANK;
  return { ...batch, tokens };
}

const full: ControlSettings = {
  ...SMALL,
  condition: { gamma: 0.5, normalization: "post" },
  shallow: 2,
  kinds: ["two layers", "shuffled answers", "no query"],
};

export default experiment<ControlSettings, ControlResult>({
  at: import.meta,
  revision: 1,
  settings: full,
  seeds: [0, 1, 2, 3, 4],
  quick: {
    settings: {
      ...full,
      ...QUICK_TRAINING,
      condition: { ...full.condition, gamma: 0.7 },
      kinds: ["two layers"],
    },
    seeds: [0, 1, 2],
  },
  steps: ({ kinds, trainingSteps }) => kinds.length * trainingSteps,
  run: async (settings, seed, context) => {
    const { condition, shallow } = settings;
    const changes: Record<Control, Partial<TrainChainOptions>> = {
      "two layers": { network: { layers: shallow } },
      "shuffled answers": {
        changed: (batch, of) => of === "sequences" ? withShuffledAnswers(batch, seed) : batch,
      },
      "no query": { changed: withoutQuery },
    };
    const trained = async (kind: Control) => {
      const training = { condition, seed, context, part: kind, ...changes[kind] };
      return [kind, (await trainChain(settings, training)).curves] as const;
    };
    return Object.fromEntries(await Array.fromAsync(settings.kinds, trained));
  },
});
