/** E7 with more sequences and a longer training, and the accuracy for each number of links over it. */
import { predict } from "../../lib/sequences/anchors/training/mod.ts";
import type { ChainBatch } from "../../lib/sequences/chains/mod.ts";
import { type AnsweredSequences, trainOnChains } from "../../lib/sequences/chains/training/mod.ts";
import { experiment } from "../../lib/experiments/mod.ts";
import { mean } from "../../lib/stats/mod.ts";
import { everySteps, type RunContext } from "../../lib/train/mod.ts";
import { attentionRows } from "./attention_frames.ts";
import { chainTraining, trainingBatch, watchedBatch } from "./chain_training.ts";
import {
  mergingAttention,
  type ParallelKind,
  type ParallelRun,
  type ParallelSettings,
  parallelTask,
} from "./parallel_reasoning.ts";
import { rounded } from "./rounded.ts";
import { SHORT, SHORT_CONDITION } from "./short_training.ts";

/** One trained network. */
export interface LongerRun extends ParallelRun {
  /** Accuracy over the training by step count, `[count][reading]`. */
  trainByCount: number[][];
  testByCount: number[][];
}

/** Rows of a batch for which something holds. */
export function chosenRows(batch: ChainBatch, holds: (row: number) => boolean): AnsweredSequences {
  const { length, tokens, labels } = batch, rows = Array.from(labels.keys()).filter(holds);
  return {
    rows: rows.length,
    length,
    tokens: Int32Array.from(rows.flatMap((row) => [...tokens.subarray(row * length, (row + 1) * length)])),
    labels: Int32Array.from(rows, (row) => labels[row]),
  };
}

/** One network, trained and read. */
async function trainLonger(
  settings: ParallelSettings,
  kind: ParallelKind,
  gamma: number,
  seed: number,
  context: RunContext,
): Promise<LongerRun> {
  const { counts, watched, trainingSteps, linksOf } = settings, task = parallelTask(settings, kind);
  const batches = {
    train: watchedBatch(task, "train", seed, 3 * watched),
    test: watchedBatch(task, "test", seed, 3 * watched),
  };
  const byCount = (name: keyof typeof batches) =>
    counts.map((k): [string, AnsweredSequences] => {
      const batch = batches[name];
      return [`${name}, k = ${k}`, chosenRows(batch, (row) => batch.steps[row] === k)];
    });
  const { model, parameters, steps, curves } = await trainOnChains({
    training: chainTraining(settings, { gamma, normalization: "post" }),
    vocabulary: task.vocabulary,
    sequences: trainingBatch(task, seed, settings.rows),
    seed,
    sets: {
      train: watchedBatch(task, "train", seed, watched),
      test: watchedBatch(task, "test", seed, watched),
      outside: watchedBatch(task, "outside", seed, watched),
      ...Object.fromEntries([...byCount("train"), ...byCount("test")]),
    },
    observeAt: [0, ...everySteps(settings.readEvery, trainingSteps)],
    context,
    part: `${kind}, γ = ${gamma}`,
  });
  const of = (name: string) => rounded(curves[`${name}/accuracy`]);
  const predictions = await predict(model, parameters, batches.test), { labels, path } = batches.test;
  const rightWhere = (holds: (row: number) => boolean) =>
    mean(
      Array.from(labels.keys()).filter(holds).map((row) => predictions[row] === labels[row] ? 1 : 0),
    );
  const places = kind === "noised" ? 2 * linksOf.noised + 2 : linksOf.order;
  const { tokens } = watchedBatch(task, "test", seed, 1);
  return {
    kind,
    gamma,
    curves: {
      steps: [...steps],
      trainLoss: rounded(curves["train/loss"]),
      train: of("train"),
      test: of("test"),
      outside: of("outside"),
    },
    trainByCount: counts.map((k) => of(`train, k = ${k}`)),
    testByCount: counts.map((k) => of(`test, k = ${k}`)),
    byCount: counts.map((k) => rightWhere((row) => batches.test.steps[row] === k)),
    byPlace: Array.from(
      { length: places },
      (_, place) => rightWhere((row) => path[row * batches.test.mostSteps] === 2 * place),
    ),
    ...await mergingAttention(model, parameters, task, seed, settings.readSequences),
    ...(seed === settings.shownSeed && {
      sequence: [...tokens],
      attention: (await attentionRows(model, [{ step: trainingSteps, parameters }], tokens))[0].attention,
    }),
  };
}

const full: ParallelSettings = {
  ...SHORT,
  rows: 200_000,
  layers: 5,
  trainingSteps: 7500,
  readEvery: 250,
  kinds: ["order"],
  gammas: [SHORT_CONDITION.gamma],
  linksOf: { noised: 3, order: 4 },
  counts: [1, 2, 3],
  readSequences: 100,
  shownSeed: 0,
};

export default experiment<ParallelSettings, LongerRun[]>({
  at: import.meta,
  revision: 1,
  settings: full,
  seeds: [0, 1, 2],
  steps: ({ kinds, gammas, trainingSteps }) => kinds.length * gammas.length * trainingSteps,
  run: async (settings, seed, context) => {
    const runs: LongerRun[] = [];
    for (const kind of settings.kinds) {
      for (const gamma of settings.gammas) {
        runs.push(await trainLonger(settings, kind, gamma, seed, context));
      }
    }
    return runs;
  },
});
