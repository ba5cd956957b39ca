/** C8 and extension B2: three steps in four layers, with a buffer for each layer or one that two layers share. */
import type { ChainBatch } from "../../lib/sequences/chains/mod.ts";
import type { ChainModel } from "../../lib/sequences/chains/training/mod.ts";
import { experiment } from "../../lib/experiments/mod.ts";
import { type BufferReadout, bufferReadout } from "../../lib/interpret/matching/mod.ts";
import { exchangedParts } from "../../lib/interpret/model/exchanged_parts.ts";
import { matchingLayers } from "../../lib/interpret/model/matching_layers.ts";
import { predictedTokens } from "../../lib/sequences/anchors/mod.ts";
import { type ChainCurves, type OneCondition, SHORT, SHORT_CONDITION } from "./chain_training.ts";
import { trainChain, watchedBatch } from "./chain_training.ts";
import { itemRows } from "./matching_readings.ts";

/** Settings of the comparison. */
export interface BuffersSettings extends OneCondition {
  /** Pairs of sequences for the patches. */
  patched: number;
}

/** Fractions of answers after components of the last token were taken from another sequence. */
interface PatchedAnswers {
  /** Right answers, nothing patched. */
  whole: number;
  /** Right answers with the output of layer j = 2, … taken from the other sequence, by j; later outputs stay. */
  rightAfter: number[];
  /** Right answers with the query's own vector taken from it. */
  rightAfterQuery: number;
}

/** One trained network. */
interface BuffersRun {
  curves: ChainCurves;
  readout: BufferReadout[];
  patched: PatchedAnswers;
}

/** With a buffer for each layer, and with W^V and W^O of layer 3 those of layer 2. */
export type BuffersResult = Record<"own" | "shared", BuffersRun>;

const SHARED = { "layer3.value": "layer2.value", "layer3.output": "layer2.output" };

/**
 * Exchanges the last token's attention outputs of layers 2, …, L − 1, and its embedding, for those of another sequence,
 * one at a time, with all others held at their own values, and reads what the last layer then finds.
 *
 * A network that reads one buffer depends only on the last of them.
 */
async function patchedAnswers(
  model: ChainModel,
  parameters: Float64Array,
  batch: ChainBatch,
  layers: number,
): Promise<PatchedAnswers> {
  const written = Array.from({ length: layers - 2 }, (_, k) => `layer${k + 2}.attention_output`);
  const held = ["embedded", ...written];
  const logits = await exchangedParts(model, parameters, batch, { held, position: batch.length - 1 });
  const right = (name: string) => {
    const answers = predictedTokens(logits[name], logits[name].length / batch.rows);
    return Array.from(answers).filter((token, row) => token === batch.labels[row]).length / batch.rows;
  };
  return {
    whole: right("whole"),
    rightAfter: written.map(right),
    rightAfterQuery: right("embedded"),
  };
}

export default experiment<BuffersSettings, BuffersResult>({
  at: import.meta,
  revision: 1,
  settings: {
    ...SHORT,
    steps: 3,
    layers: 4,
    condition: SHORT_CONDITION,
    patched: 400,
  },
  seeds: [0, 1, 2, 3, 4],
  steps: ({ trainingSteps }) => 2 * trainingSteps,
  run: async (settings, seed, context) => {
    const train = async (kind: "own" | "shared"): Promise<BuffersRun> => {
      const { task, record: { model, parameters }, curves } = await trainChain(settings, {
        condition: settings.condition,
        seed,
        context,
        part: kind,
        ...(kind === "shared" && { network: { tied: SHARED } }),
      });
      const layers = matchingLayers(model, parameters, kind === "shared" ? { ties: SHARED } : {});
      const batch = watchedBatch(task, "test", seed, settings.patched);
      return {
        curves,
        readout: bufferReadout(itemRows(model, parameters, task), layers),
        patched: await patchedAnswers(model, parameters, batch, settings.layers),
      };
    };
    return { own: await train("own"), shared: await train("shared") };
  },
});
