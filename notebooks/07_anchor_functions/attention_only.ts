/** E3: two layers of attention alone, analysed by their weights. */
import { experiment } from "../../lib/experiments/mod.ts";
import { attentionOnlyLogits } from "../../lib/interpret/measures/attention_only_logits.ts";
import { diagonalDominance, readAttention, valuePathMatrix } from "../../lib/interpret/mod.ts";
import { parametersByName } from "../../lib/nn/mod.ts";
import { type AnchorTask, identityTask } from "../../lib/sequences/anchors/mod.ts";
import {
  initialParameters,
  networkOf,
  type TransformerNetwork,
} from "../../lib/sequences/anchors/training/mod.ts";
import { rounded } from "../../lib/experiments/rounded.ts";
import { ONE_ANCHOR, SCHEDULE, SENTENCE, testSentences, trainAndRead } from "./training.ts";

/** One network. */
export interface AttentionOnlyRun {
  steps: number[];
  test: number[];
  /** QK_pp of layers 1 and 2, `[9, 9]`. */
  position: number[][];
  /** QK_xx of layers 1 and 2 on the sentence, `[9, 9]`; layer 2 sees the tokens through the first layer's values. */
  content: number[][];
  /** Attention of both layers on the sentence. */
  maps: number[][];
  diagonalDominance: number;
  /** Of one seed. */
  valuePath?: number[];
}

const network: TransformerNetwork = {
  kind: "transformer",
  layers: 2,
  width: 110,
  hidden: 0,
  normalization: "none",
  residual: false,
  mask: "none",
  project: false,
};

const full = {
  ...ONE_ANCHOR,
  network,
  rows: 30_000,
  steps: 3000,
  schedule: { ...SCHEDULE, batch: 100 },
  readEvery: 500,
  sentence: SENTENCE,
  // First and last token of the value path, and the seed whose path is kept.
  items: [20, 99],
  shownSeed: 0,
};

/** Numbers of the set-up. */
export type AttentionOnlySettings = typeof full & {
  /** Logits are the output of layer 2, as in the released network; needs a width equal to the vocabulary. */
  withoutReadOut?: true;
};

/** What stands for no read-out: its initial values are the identity, and it is not trained. */
function identityReadOut(network: TransformerNetwork, task: AnchorTask, seed: number) {
  const model = networkOf(network, task), initial = initialParameters(model, SCHEDULE.initial, seed);
  const { readout, readout_bias } = parametersByName(initial, model.parameters), { width } = network;
  readout_bias.fill(0);
  readout.forEach((_, i) => readout[i] = Number(Math.floor(i / width) === i % width));
  return { initial, frozen: ["readout", "readout_bias"] };
}

export default experiment<AttentionOnlySettings, AttentionOnlyRun>({
  at: import.meta,
  revision: 1,
  settings: full,
  seeds: [0, 1, 2, 3, 4],
  steps: ({ steps }) => steps,
  async run(settings, seed, context) {
    const { network, rows, steps, schedule, vocabulary, testRows, readEvery, sentence, items } = settings;
    const task = identityTask({ vocabulary }), { width } = network, { length } = task;
    const training = { ...schedule, network, rows, steps },
      sets = { test: testSentences(task, testRows, seed) };
    const record = await trainAndRead({
      ...settings.withoutReadOut ? identityReadOut(network, task, seed) : {},
      ...{ task, training, seed, sets, readEvery, context, part: "attention" },
    });
    const weights = parametersByName(record.parameters, record.model.parameters);
    const { position, content } = attentionOnlyLogits(weights, width, sentence);
    const values = [weights["layer1.value"], weights["layer2.value"], weights.readout];
    const shown = Array.from({ length: items[1] - items[0] + 1 }, (_, i) => items[0] + i);
    const path = valuePathMatrix(weights["tokens.table"], width, values, shown);
    const maps = await readAttention(record.model, record.parameters, { tokens: sentence, count: 1, length });
    return {
      steps: record.steps,
      test: rounded(record.curves["test/accuracy"]),
      position: position.map((logits) => rounded(logits)),
      content: content.map((logits) => rounded(logits)),
      maps: maps[0].map(([map]) => rounded(map.weights)),
      diagonalDominance: diagonalDominance(path, shown.length),
      ...(seed === settings.shownSeed ? { valuePath: rounded(path) } : {}),
    };
  },
});
