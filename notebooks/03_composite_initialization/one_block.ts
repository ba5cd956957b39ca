/** Extension B2: one block of the network starts small, the others large. Which block decides? */
import { compositeTask } from "../../lib/sequences/anchors/mod.ts";
import { initialParameters, networkOf } from "../../lib/sequences/anchors/training/mod.ts";
import { experiment } from "../../lib/experiments/mod.ts";
import { mixedParameters } from "../../lib/nn/mixed_parameters.ts";
import { anchorTraining, type CompositeSettings } from "./composite_training.ts";
import { FULL_TRAINING, trainComposite } from "./composite_training.ts";
import { type NetworkSummary, networkSummary } from "./network_summary.ts";

/** Which parameters belong to a block; the read-out belongs to none and starts large. */
export const BLOCKS = {
  embedding: /^(tokens|positions)\.table$/,
  "query, key": /\.(query|key)$/,
  "value, output": /\.(value|output)$/,
  "feed-forward": /\.mlp[12]$/,
} as const;

/** Name of a block. */
export type Block = keyof typeof BLOCKS;

/** Settings of the extension. */
export interface OneBlockSettings extends CompositeSettings {
  blocks: Block[];
  /** γ of the block, and of the rest. */
  small: number;
  large: number;
  /** Sequences with (4, 3) whose answers are read. */
  answers: number;
}

/** By block that starts small. */
export type OneBlockResult = Partial<Record<Block, NetworkSummary>>;

export default experiment<OneBlockSettings, OneBlockResult>({
  at: import.meta,
  revision: 1,
  settings: {
    ...FULL_TRAINING,
    blocks: Object.keys(BLOCKS) as Block[],
    small: 1,
    large: 0.3,
    answers: 600,
  },
  seeds: [0, 1, 2, 3, 4],
  steps: ({ blocks, steps }) => blocks.length * steps,
  run: async (settings, seed, context) => {
    const { blocks, small, large, width, answers } = settings, result: OneBlockResult = {};
    const model = networkOf(anchorTraining(settings, large).network, compositeTask("U"));
    const start = (gamma: number) => initialParameters(model, { gamma }, seed);
    for (const block of blocks) {
      const trained = await trainComposite(settings, {
        condition: { variant: "U", gamma: large },
        initial: mixedParameters(model, start(large), start(small), (name) => BLOCKS[block].test(name)),
        seed,
        context,
        part: block.replace(/\W+/g, "-"),
      });
      result[block] = await networkSummary(trained, { width, seed, rows: answers });
    }
    return result;
  },
});
