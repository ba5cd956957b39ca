/** Extension B2: one block of the network starts small, the others large. Which block decides? */
import { compositeTask } from "../../lib/sequences/anchors/mod.ts";
import { initialParameters, networkOf } from "../../lib/sequences/anchors/training/mod.ts";
import { experiment } from "../../lib/experiments/mod.ts";
import { type Model, parametersByName } from "../../lib/nn/mod.ts";
import {
  anchorTraining,
  type CompositeSettings,
  FULL_TRAINING,
  trainComposite,
} from "./composite_training.ts";
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

/**
 * The parameters of one start with those of a block from another.
 *
 * @throws {RangeError} if the block has no parameter in this model
 */
export function withBlock(model: Model, rest: Float64Array, own: Float64Array, block: Block): Float64Array {
  const mixed = rest.slice(), into = parametersByName(mixed, model.parameters);
  const names = Object.keys(into).filter((name) => BLOCKS[block].test(name));
  if (names.length === 0) {
    throw new RangeError(`withBlock: the model has no parameter of the block "${block}"`);
  }
  const from = parametersByName(own, model.parameters);
  for (const name of names) into[name].set(from[name]);
  return mixed;
}

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
        initial: withBlock(model, start(large), start(small), block),
        seed,
        context,
        part: block.replace(/\W+/g, "-"),
      });
      result[block] = await networkSummary(trained, { width, seed, rows: answers });
    }
    return result;
  },
});
