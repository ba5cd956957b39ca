/** E6 and E7: one network for one, two and three steps, with noise links or a token that says how many. */
import { type ChainTask, noisedChainTask, orderChainTask } from "../../lib/sequences/chains/mod.ts";
import { experiment } from "../../lib/experiments/mod.ts";
import { attentionWeight, readAttention } from "../../lib/interpret/mod.ts";
import type { ChainModel } from "../../lib/sequences/chains/training/mod.ts";
import { predict } from "../../lib/sequences/anchors/training/mod.ts";
import { mean } from "../../lib/stats/mod.ts";
import { attentionRows } from "./attention_frames.ts";
import { type ChainCurves, type ChainSettings, trainChain, watchedBatch } from "./chain_training.ts";
import { SHORT } from "./short_training.ts";
import { rounded } from "./rounded.ts";

/** Kinds of chains whose sequences say how many steps to go. */
export type ParallelKind = "noised" | "order";

/** Settings of {@linkcode parallelRun}. */
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

/** The task of a kind. */
export function parallelTask(settings: ParallelSettings, kind: ParallelKind): ChainTask {
  const { items: [from, to], linksOf, counts } = settings;
  const options = { links: linksOf[kind], steps: counts, items: { from, to } };
  return kind === "noised" ? noisedChainTask(options) : orderChainTask(options);
}

/** Attention from inner targets to the target of the preceding link, by layer, and to the mean other position. */
export async function mergingAttention(
  model: ChainModel,
  parameters: Float64Array,
  task: ChainTask,
  seed: number,
  rows: number,
): Promise<{ merging: number[]; elsewhere: number[] }> {
  const { tokens, length } = watchedBatch(task, "test", seed, rows);
  const maps = await readAttention(model, parameters, { tokens, count: rows, length });
  const layers = maps[0].length - 1; // the last layer asks at the last position only
  const merging: number[][] = Array.from({ length: layers }, () => []);
  const elsewhere: number[][] = Array.from({ length: layers }, () => []);
  for (let row = 0; row < rows; row++) {
    const token = (position: number) => tokens[row * length + position];
    for (let query = 1; query < length - 1; query += 2) {
      for (let key = 1; key < query; key += 2) {
        if (token(key) !== token(query - 1)) continue;
        for (let layer = 0; layer < layers; layer++) {
          const map = maps[row][layer][0], weight = attentionWeight(map, query, key);
          merging[layer].push(weight);
          const own = attentionWeight(map, query, query);
          elsewhere[layer].push((1 - weight - own) / (query - 1));
        }
      }
    }
  }
  return { merging: rounded(merging.map(mean)), elsewhere: rounded(elsewhere.map(mean)) };
}

const full: ParallelSettings = {
  ...SHORT,
  layers: 5,
  kinds: ["noised", "order"],
  gammas: [0.5, 1],
  linksOf: { noised: 3, order: 4 },
  counts: [1, 2, 3],
  readSequences: 100,
  shownSeed: 0,
};

export default experiment<ParallelSettings, ParallelRun[]>({
  at: import.meta,
  revision: 1,
  settings: full,
  seeds: [0, 1, 2],
  steps: ({ kinds, gammas, trainingSteps }) => kinds.length * gammas.length * trainingSteps,
  run: async (settings, seed, context) => {
    const runs: ParallelRun[] = [];
    for (const kind of settings.kinds) {
      for (const gamma of settings.gammas) runs.push(await parallelRun(kind, gamma));
    }
    return runs;

    async function parallelRun(kind: ParallelKind, gamma: number): Promise<ParallelRun> {
      const task = parallelTask(settings, kind);
      const { record: { model, parameters }, curves } = await trainChain(settings, {
        condition: { gamma, normalization: "post" },
        seed,
        context,
        part: `${kind}, γ = ${gamma}`,
        task,
      });
      const batch = watchedBatch(task, "test", seed, 3 * settings.watched);
      const predictions = await predict(model, parameters, batch);
      const rightWhere = (holds: (row: number) => boolean) => {
        const rows = Array.from(batch.labels.keys()).filter(holds);
        return mean(rows.map((row) => predictions[row] === batch.labels[row] ? 1 : 0));
      };
      const shown = seed === settings.shownSeed, { tokens } = watchedBatch(task, "test", seed, 1);
      const places = settings.linksOf[kind] * (kind === "noised" ? 2 : 1) + (kind === "noised" ? 2 : 0);
      return {
        kind,
        gamma,
        curves,
        byCount: settings.counts.map((count) => rightWhere((row) => batch.steps[row] === count)),
        byPlace: Array.from(
          { length: places },
          (_, place) => rightWhere((row) => batch.path[row * batch.mostSteps] === 2 * place),
        ),
        ...await mergingAttention(model, parameters, task, seed, settings.readSequences),
        ...(shown && {
          sequence: [...tokens],
          attention:
            (await attentionRows(model, [{ step: settings.trainingSteps, parameters }], tokens))[0].attention,
        }),
      };
    }
  },
});
