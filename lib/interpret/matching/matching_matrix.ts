/** Which token finds which: the logits of matching over a set of tokens. */
import { attentionLogits } from "../measures/attention_logits.ts";
import { requireRows } from "../../checks.ts";
import { checkedPath, type MatchingPath } from "./matching_path.ts";
import { matrixProduct } from "../../linalg/matrix_product.ts";

/**
 * h^{(1)}(X) = X W^{qk(1)} (X W^{vo(0)})ᵀ/√d_k and h^{(l)}(X) = X W^{vo(l−1)} W^{qk(l)} (X W^{vo(0)})ᵀ/√d_k with layers
 * from 0 (paper 02, section 2 [memory]; the scale is that of the layer's softmax).
 *
 * For the rows of the whole table of embeddings it is the vocabulary × vocabulary kernel, for random rows that of
 * untrained tokens. Scores ignore positions and the gains of layer norms.
 *
 * @param rows X, n vectors of the head's width, row-major; see {@linkcode normalizedRows}
 * @returns `[n, n]`, row-major, row = the token held, column = the source of a link
 * @throws {RangeError} for incomplete rows, matrices that do not fit, or numbers that are not finite
 */
export function matchingMatrix(rows: ArrayLike<number>, path: MatchingPath): Float64Array {
  const where = "matchingMatrix", { head, written, held } = checkedPath(where, path), { width } = head;
  requireRows(where, "X", rows, width);
  const asking = held ? matrixProduct(rows, held, width) : rows;
  return attentionLogits(asking, matrixProduct(rows, written, width), head);
}

/**
 * Rows after a layer norm without gain: mean 0 and variance 1, (x − x̄)/√(var + ε) (our scores of paper 02 are measured
 * on such rows).
 *
 * @param columns numbers per row, 2 or more
 * @param epsilon ε, as of the model's layer norm; 1e-5 by default
 * @throws {RangeError} for incomplete rows, a single column, numbers that are not finite, or an ε that is not
 * positive
 */
export function normalizedRows(rows: ArrayLike<number>, columns: number, epsilon = 1e-5): Float64Array {
  const where = "normalizedRows", count = requireRows(where, "the matrix", rows, columns);
  if (columns < 2) throw new RangeError(`${where}: a row needs 2 numbers or more, got ${columns}`);
  if (!(epsilon > 0 && epsilon < Infinity)) {
    throw new RangeError(`${where}: epsilon must be positive and finite, got ${epsilon}`);
  }
  const normalized = Float64Array.from(rows);
  for (let i = 0; i < count; i++) {
    const row = normalized.subarray(i * columns, (i + 1) * columns);
    const mean = row.reduce((sum, value) => sum + value, 0) / columns;
    const variance = row.reduce((sum, value) => sum + (value - mean) ** 2, 0) / columns;
    row.forEach((value, j) => row[j] = (value - mean) / Math.sqrt(variance + epsilon));
  }
  return normalized;
}
