/** Attention before the softmax, split into a token part and a position part. */
import { requireInteger } from "../../checks.ts";
import { matrixProduct } from "../../linalg/matrix_product.ts";
import type { QueryKeyHead } from "./query_key_head.ts";
import { selectRows } from "./select_rows.ts";
import { transposed } from "../../linalg/transposed.ts";

/**
 * (R W^Q)(S W^K)ᵀ/√d_k for querying vectors R and key vectors S; the scores of a layer without biases whose input is R
 * = S.
 *
 * @param asking R, `[m, width]`
 * @param asked S, `[n, width]`
 * @returns `[m, n]`, row-major
 * @throws {RangeError} for incomplete rows, or numbers that are not finite
 */
export function attentionLogits(
  asking: ArrayLike<number>,
  asked: ArrayLike<number>,
  head: QueryKeyHead,
): Float64Array {
  const { width, keyWidth } = head;
  const queries = matrixProduct(asking, head.query, width), keys = matrixProduct(asked, head.key, width);
  const scale = 1 / Math.sqrt(keyWidth);
  return matrixProduct(queries, transposed(keys, keyWidth), keyWidth).map((value) => value * scale);
}

/**
 * The content part QK_xx = E_X W^Q W^Kᵀ E_Xᵀ/√d_k of a first layer's logits (paper 07, section 2).
 *
 * With {@linkcode positionLogits} and the two cross terms, which the paper leaves out, it adds up to the layer's
 * scores. For the second layer of an attention-only network, pass the embeddings through the first layer's values.
 *
 * @param table embeddings E, `[vocabulary, width]`
 * @param tokens X, n tokens
 * @returns `[n, n]`, row-major, row = the querying token
 * @throws {RangeError} for a token outside the table, or a table that does not fit the head
 */
export function contentLogits(
  table: ArrayLike<number>,
  tokens: ArrayLike<number>,
  head: QueryKeyHead,
): Float64Array {
  if (tokens.length === 0) throw new RangeError("contentLogits: needs one token or more, got none");
  const rows = selectRows(table, head.width, tokens);
  return attentionLogits(rows, rows, head);
}

/**
 * The position part QK_pp = P W^Q W^Kᵀ Pᵀ/√d_k of a first layer's logits (paper 07, section 2).
 *
 * @param table position vectors P, `[positions, width]`
 * @param count n, how many of the first positions are taken
 * @returns `[n, n]`, row-major, row = the querying position
 * @throws {RangeError} for more positions than the table has, or a table that does not fit the head
 */
export function positionLogits(table: ArrayLike<number>, count: number, head: QueryKeyHead): Float64Array {
  requireInteger(
    "positionLogits",
    "the number of positions",
    count,
    1,
    Math.floor(table.length / head.width),
  );
  const rows = selectRows(table, head.width, Array.from({ length: count }, (_, i) => i));
  return attentionLogits(rows, rows, head);
}
