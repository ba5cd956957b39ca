/** E10 in small: conclusions in a template's words, with and without fixed matrices. */
import { type ChainBatch, type ChainTask, doubleChainTask } from "../../lib/sequences/chains/mod.ts";
import type { AnsweredSequences } from "../../lib/sequences/chains/training/mod.ts";
import { experiment } from "../../lib/experiments/mod.ts";
import { SHORT, trainingBatch, trainOn, watchedBatch } from "./chain_training.ts";
import { rounded } from "../../lib/experiments/rounded.ts";
import { type OneCondition, SHORT_CONDITION } from "./chain_training.ts";
import type { BufferSettings } from "./random_buffers.ts";

/** Settings; `links` are those of each of two chains. */
interface LogicSettings extends OneCondition {
  kinds: BufferSettings["kinds"];
}

/** One trained network. */
interface LogicRun {
  kind: string;
  steps: number[];
  train: number[];
  test: number[];
}

/** Words of the template; items begin above them. */
const WORDS = { every: 1, is: 2, max: 3 } as const;

/** Two chains, one of which the query belongs to. */
export function logicTask({ links, steps, items: [from, to] }: LogicSettings): ChainTask {
  return doubleChainTask({ links, steps: [steps], items: { from, to } });
}

/**
 * "every a is b …, max is q" with the item k links after q as answer.
 *
 * @returns tokens `[rows, 4 · links + 3]`, labels `[rows]`
 */
export function templateSequences(batch: ChainBatch): AnsweredSequences {
  const { rows, length } = batch, links = (length - 1) / 2, long = 4 * links + 3;
  const tokens = new Int32Array(rows * long), { every, is, max } = WORDS;
  for (let row = 0; row < rows; row++) {
    const own = batch.tokens.subarray(row * length, (row + 1) * length);
    const rules = Array.from({ length: links }, (_, i) => [every, own[2 * i], is, own[2 * i + 1]]).flat();
    tokens.set([...rules, max, is, own[length - 1]], row * long);
  }
  return { rows, length: long, tokens, labels: batch.labels };
}

export default experiment<LogicSettings, LogicRun[]>({
  at: import.meta,
  revision: 1,
  settings: {
    ...SHORT,
    links: 2,
    condition: SHORT_CONDITION,
    kinds: {
      "none": null,
      "random": { kind: "gaussian", scale: 0.01 },
      "identity": { kind: "identity", scale: 0.01 },
    },
  },
  seeds: [0, 1, 2],
  steps: ({ kinds, trainingSteps }) => Object.keys(kinds).length * trainingSteps,
  run: async (settings, seed, context) => {
    const { condition, watched, rows } = settings, task = logicTask(settings);
    const set = (part: "train" | "test") => templateSequences(watchedBatch(task, part, seed, watched));
    return await Array.fromAsync(Object.entries(settings.kinds), async ([kind, buffer]) => {
      const { steps, curves } = await trainOn(settings, {
        condition,
        ...(buffer && { network: { buffer } }),
        vocabulary: task.vocabulary,
        sequences: templateSequences(trainingBatch(task, seed, rows)),
        seed,
        sets: { train: set("train"), test: set("test") },
        context,
        part: kind,
      });
      const [train, test] = ["train", "test"].map((set) => rounded(curves[`${set}/accuracy`]));
      return { kind, steps: [...steps], train, test };
    });
  },
});
