/** Attention of two layers, read from their weights. */
import { matrixProduct } from "../../linalg/mod.ts";
import { attentionLogits, contentLogits, positionLogits } from "./attention_logits.ts";
import { queryKeyHead } from "./query_key_head.ts";
import { selectRows } from "./select_rows.ts";

/** Parts of the attention logits of layers 1 and 2, `[n, n]` each, row-major. */
export interface AttentionOnlyLogits {
  /** QK_pp: of positions with positions. */
  readonly position: readonly [first: Float64Array, second: Float64Array];
  /** QK_xx: of the tokens of a sentence with each other. */
  readonly content: readonly [first: Float64Array, second: Float64Array];
}

/**
 * Position and content parts of the logits of a network of two attention layers with one head, without residual stream,
 * norm, mask and projection; layer 2 sees tokens and positions through the values of layer 1. Cross terms are left out.
 *
 * @param weights `tokens.table [vocabulary, width]`, `positions.table [n, width]`, and `layer1.query`, `layer1.key`,
 * `layer1.value`, `layer2.query`, `layer2.key`, `[width, width]` each
 * @param sentence tokens, as many as there are positions
 * @throws {RangeError} for matrices that do not fit the width, or tokens outside the table
 */
export function attentionOnlyLogits(
  weights: Readonly<Record<string, Float64Array>>,
  width: number,
  sentence: readonly number[],
): AttentionOnlyLogits {
  const tokens = weights["tokens.table"], positions = weights["positions.table"], { length } = sentence;
  const [first, second] = [1, 2].map((layer) =>
    queryKeyHead(weights[`layer${layer}.query`], weights[`layer${layer}.key`], { width })
  );
  const throughValues = (table: Float64Array) => matrixProduct(table, weights["layer1.value"], width);
  const sentenceRows = throughValues(selectRows(tokens, width, sentence)),
    positionRows = throughValues(positions);
  return {
    position: [positionLogits(positions, length, first), attentionLogits(positionRows, positionRows, second)],
    content: [contentLogits(tokens, sentence, first), attentionLogits(sentenceRows, sentenceRows, second)],
  };
}
