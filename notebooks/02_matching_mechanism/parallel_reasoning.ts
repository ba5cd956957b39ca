/** E6 and E7: one network for one, two and three steps, with noise links or a token that says how many. */
import { experiment } from "../../lib/experiments/mod.ts";
import { attentionBetween } from "../../lib/interpret/measures/attention_between.ts";
import { readAttention } from "../../lib/interpret/mod.ts";
import { chosenSequences } from "../../lib/sequences/chosen_sequences.ts";
import { predict } from "../../lib/sequences/anchors/training/mod.ts";
import type { ChainBatch, ChainTask } from "../../lib/sequences/chains/mod.ts";
import { noisedChainTask, orderChainTask } from "../../lib/sequences/chains/mod.ts";
import type { ChainModel } from "../../lib/sequences/chains/training/mod.ts";
import { mean } from "../../lib/stats/mod.ts";
import type { RunContext } from "../../lib/train/mod.ts";
import { attentionRows } from "./attention_frames.ts";
import { type ChainCurves, type ChainSettings, SHORT, trainChain, watchedBatch } from "./chain_training.ts";
import { rounded } from "../../lib/experiments/rounded.ts";

/** Kinds of chains whose sequences contain the number of steps. */
export type ParallelKind = "noised" | "order";

/** Settings of {@linkcode parallelRuns}. */
export interface ParallelSettings extends ChainSettings {
  kinds: ParallelKind[];
  gammas: number[];
  /** Links of a chain of each kind. */
  linksOf: Record<ParallelKind, number>;
  /** Step counts. */
  counts: number[];
  /** Held-out sequences whose attention is read. */
  readSequences: number;
  /** Seed of which one sequence's attention is kept. */
  shownSeed: number;
}

/** One trained network. */
export interface ParallelRun {
  kind: ParallelKind;
  gamma: number;
  curves: ChainCurves;
  /** Held-out accuracy by step count, in the order of the settings. */
  byCount: number[];
  /** The same by place of the query's link in the sequence. */
  byPlace: number[];
  /**
   * Mean attention, layer by layer, from the target of an inner link to the target of the link before it on the chain,
   * where that stands earlier: links that merge away from the last token; and the mean over the other positions seen.
   */
  merging: number[];
  elsewhere: number[];
  /** Of the shown seed: one held-out sequence and its attention after training. */
  sequence?: number[];
  attention?: number[][][];
}

/** A network with the accuracy over the training by step count, `[count][reading]`. */
export interface LongerRun extends ParallelRun {
  trainByCount: number[][];
  testByCount: number[][];
}

/** The task of a kind. */
export function parallelTask(settings: ParallelSettings, kind: ParallelKind): ChainTask {
  const { items: [from, to], linksOf, counts } = settings;
  const options = { links: linksOf[kind], steps: counts, items: { from, to } };
  return kind === "noised" ? noisedChainTask(options) : orderChainTask(options);
}

/** Attention from inner targets to the target of the preceding link, by layer, and to the mean other position. */
async function mergingAttention(
  model: ChainModel,
  parameters: Float64Array,
  { tokens, length, rows }: ChainBatch,
): Promise<{ merging: number[]; elsewhere: number[] }> {
  const maps = await readAttention(model, parameters, { tokens, count: rows, length });
  const pairs = (row: number) => {
    const token = (position: number) => tokens[row * length + position];
    const targets = Array.from({ length: (length - 1) / 2 }, (_, i) => 2 * i + 1);
    return targets.flatMap((query) =>
      targets.filter((key) => key < query && token(key) === token(query - 1)).map((key) =>
        [query, key] as const
      )
    );
  };
  // The last layer asks at the last position only.
  const { between, elsewhere } = attentionBetween(maps, pairs, maps[0].length - 1);
  return { merging: rounded(between), elsewhere: rounded(elsewhere) };
}

/** One network, trained and read; `ofCounts` adds the curves of each step count. */
async function trainParallel(
  settings: ParallelSettings,
  { kind, gamma, seed, context, ofCounts }: Pick<ParallelRun, "kind" | "gamma"> & {
    seed: number;
    context: RunContext;
    ofCounts: boolean;
  },
): Promise<ParallelRun & Partial<LongerRun>> {
  const { counts, watched, linksOf } = settings, task = parallelTask(settings, kind);
  const batchOf = (part: "train" | "test") => watchedBatch(task, part, seed, 3 * watched),
    test = batchOf("test");
  const setsOf = (part: "train" | "test", batch = batchOf(part)) =>
    counts.map((k) => [`${part}, k = ${k}`, chosenSequences(batch, (row) => batch.steps[row] === k)]);
  const { record: { model, parameters, curves: read }, curves } = await trainChain(settings, {
    condition: { gamma, normalization: "post" },
    seed,
    context,
    part: `${kind}, γ = ${gamma}`,
    task,
    ...(ofCounts && { sets: Object.fromEntries([...setsOf("train"), ...setsOf("test")]) }),
  });
  const countCurves = (part: string) => counts.map((k) => rounded(read[`${part}, k = ${k}/accuracy`]));
  const predictions = await predict(model, parameters, test), { labels, path, mostSteps } = test;
  const rightWhere = (holds: (row: number) => boolean) =>
    mean(Array.from(labels.keys()).filter(holds).map((row) => predictions[row] === labels[row] ? 1 : 0));
  const places = kind === "noised" ? 2 * linksOf.noised + 2 : linksOf.order;
  const { tokens } = watchedBatch(task, "test", seed, 1);
  const attention = async () =>
    (await attentionRows(model, [{ step: settings.trainingSteps, parameters }], tokens))[0].attention;
  return {
    kind,
    gamma,
    curves,
    ...(ofCounts && { trainByCount: countCurves("train"), testByCount: countCurves("test") }),
    byCount: counts.map((k) => rightWhere((row) => test.steps[row] === k)),
    byPlace: Array.from(
      { length: places },
      (_, place) => rightWhere((row) => path[row * mostSteps] === 2 * place),
    ),
    ...await mergingAttention(model, parameters, watchedBatch(task, "test", seed, settings.readSequences)),
    ...(seed === settings.shownSeed && { sequence: [...tokens], attention: await attention() }),
  };
}

/** Networks of all kinds and γ. */
export function parallelRuns(
  settings: ParallelSettings,
  seed: number,
  context: RunContext,
  ofCounts = false,
): Promise<(ParallelRun & Partial<LongerRun>)[]> {
  const cells = settings.kinds.flatMap((kind) => settings.gammas.map((gamma) => ({ kind, gamma })));
  return Array.fromAsync(cells, (cell) => trainParallel(settings, { ...cell, seed, context, ofCounts }));
}

export default experiment<ParallelSettings, ParallelRun[]>({
  at: import.meta,
  revision: 1,
  settings: {
    ...SHORT,
    layers: 5,
    kinds: ["noised", "order"],
    gammas: [0.5, 1],
    linksOf: { noised: 3, order: 4 },
    counts: [1, 2, 3],
    readSequences: 100,
    shownSeed: 0,
  },
  seeds: [0, 1, 2],
  steps: ({ kinds, gammas, trainingSteps }) => kinds.length * gammas.length * trainingSteps,
  run: parallelRuns,
});
