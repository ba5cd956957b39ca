/** E9: two layers that output one link after the other, and continue beyond the trained number of steps. */
import { predict } from "../../lib/sequences/anchors/training/mod.ts";
import { type ChainBatch, type ChainPart, sampleStream } from "../../lib/sequences/chains/mod.ts";
import { type AnsweredSequences, chainModel } from "../../lib/sequences/chains/training/mod.ts";
import { experiment } from "../../lib/experiments/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { mean } from "../../lib/stats/mod.ts";
import { chainTraining, type OneCondition, SHORT, SHORT_CONDITION } from "./chain_training.ts";
import { rounded } from "../../lib/experiments/rounded.ts";
import { taskOf, trainOn } from "./chain_training.ts";

/** Settings of the training; `steps` links are output in training. */
export interface ThoughtSettings extends OneCondition {
  /** Links that are output in the test. */
  said: number;
}

/** A network with a position encoding, its curves and its free-running outputs. */
export interface ThoughtRun {
  positions: "learned" | "rotary";
  steps: number[];
  /** Accuracy over the trained number of steps, each given the right ones before. */
  train: number[];
  test: number[];
  /**
   * Fraction of held-out sequences whose first j + 1 outputs are right, each given the network's own earlier outputs.
   */
  spoken: number[];
}

/** Sequences of chains with the items on the way after the query, and each next item as answer. */
export function spokenSequences(batch: ChainBatch, said: number): AnsweredSequences {
  const { rows, length, mostSteps } = batch, long = length + said - 1;
  const tokens = new Int32Array(rows * long), labels = new Int32Array(rows * said);
  for (let row = 0; row < rows; row++) {
    tokens.set(batch.tokens.subarray(row * length, (row + 1) * length), row * long);
    for (let j = 0; j < said; j++) {
      const item = batch.tokens[row * length + batch.path[row * mostSteps + j] + 1];
      labels[row * said + j] = item;
      if (j < said - 1) tokens[row * long + length + j] = item;
    }
  }
  return { rows, length: long, tokens, labels };
}

export default experiment<ThoughtSettings, ThoughtRun[]>({
  at: import.meta,
  revision: 1,
  settings: {
    ...SHORT,
    links: 6,
    steps: 3,
    layers: 2,
    condition: SHORT_CONDITION,
    said: 6,
  },
  seeds: [0, 1, 2, 3, 4],
  steps: ({ trainingSteps }) => 2 * trainingSteps,
  run: async (settings, seed, context) => {
    const { condition, steps, said, rows, watched } = settings;
    const drawn = (part: ChainPart, name: string, count: number, of: number) =>
      sampleStream(taskOf({ ...settings, steps: count }), part, generator(seed, name)).rows(0, of);
    const { vocabulary, length } = taskOf(settings), size = { vocabulary, positions: length + said - 1 };
    const sets = {
      train: spokenSequences(drawn("train", "watched", steps, watched), steps),
      test: spokenSequences(drawn("test", "watched", steps, watched), steps),
    };
    return await Array.fromAsync(["learned", "rotary"] as const, async (kind) => {
      const { model, parameters, curves, steps: readAt } = await trainOn(settings, {
        condition,
        network: { positions: kind },
        ...size,
        sequences: spokenSequences(drawn("train", "sequences", steps, rows), steps),
        seed,
        sets,
        context,
        part: `${kind} positions`,
      });
      const speaker = chainModel(chainTraining(settings, condition, { positions: kind }).network, size);
      const whole = drawn("test", "spoken", said, watched), { labels } = spokenSequences(whole, said);
      let spoken: { rows: number; length: number; tokens: Int32Array } = whole;
      let right = Array.from({ length: watched }, () => true);
      const shares: number[] = [];
      for (let j = 0; j < said; j++) {
        const next = await predict({ ...speaker, parameters: model.parameters }, parameters, spoken);
        right = right.map((was, row) => was && next[row] === labels[row * said + j]);
        shares.push(mean(right.map(Number)));
        spoken = withNext(spoken, next);
      }
      return {
        positions: kind,
        steps: [...readAt],
        train: rounded(curves["train/accuracy"]),
        test: rounded(curves["test/accuracy"]),
        spoken: shares,
      };
    });
  },
});

/** Sequences one token longer. */
function withNext(
  { rows, length, tokens }: { rows: number; length: number; tokens: Int32Array },
  next: Int32Array,
): { rows: number; length: number; tokens: Int32Array } {
  const longer = new Int32Array(rows * (length + 1));
  for (let row = 0; row < rows; row++) {
    longer.set(tokens.subarray(row * length, (row + 1) * length), row * (length + 1));
    longer[row * (length + 1) + length] = next[row];
  }
  return { rows, length: length + 1, tokens: longer };
}
