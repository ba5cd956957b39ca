/** The attention of one sequence over a training. */
import type { ChainModel } from "../../lib/sequences/chains/training/mod.ts";
import { attentionNames, innerReader } from "../../lib/interpret/mod.ts";

/**
 * Attention at several sets of weights, three digits.
 *
 * @param sequence tokens of one sequence
 * @returns `attention[layer][query][key]`; a layer with a query at the last position only has one row
 */
export async function attentionRows(
  model: ChainModel,
  weights: readonly { step: number; parameters: Float64Array }[],
  sequence: ArrayLike<number>,
): Promise<{ step: number; attention: number[][][] }[]> {
  const names = attentionNames(model);
  await using reader = await innerReader(model, { count: 1, length: sequence.length }, names);
  return await Array.fromAsync(weights, async ({ step, parameters }) => {
    const inner = await reader.read(parameters, sequence);
    const attention = names.map((name) => {
      const { shape: [, , queries, keys], values } = inner[name];
      return Array.from(
        { length: queries },
        (_, query) => Array.from({ length: keys }, (_, key) => Number(values[query * keys + key].toFixed(3))),
      );
    });
    return { step, attention };
  });
}
