import { requireInteger, requireRows, requireSameLength } from "../../checks.ts";

/** The matrices of one head that determine where it looks. */
export interface QueryKeyHead {
  /** Length d of the input. */
  readonly width: number;
  /** Length d_k of queries and keys. */
  readonly keyWidth: number;
  /** W^Q, `[width, keyWidth]` */
  readonly query: Float64Array;
  /** W^K, `[width, keyWidth]` */
  readonly key: Float64Array;
}

/**
 * Extracts one head from a layer's parameters `query` and `key`, each `[width, heads·d_k]`.
 *
 * @param query the layer's W^Q
 * @param key the layer's W^K
 * @param options d; number of heads (1 by default); which one, counted from 0 (the default)
 * @throws {RangeError} if the matrices differ in size, do not have `width` rows, cannot be divided among the heads,
 *   contain a non-finite number, or the layer does not have the head
 */
export function queryKeyHead(
  query: ArrayLike<number>,
  key: ArrayLike<number>,
  options: { readonly width: number; readonly heads?: number; readonly head?: number },
): QueryKeyHead {
  const where = "queryKeyHead", { width, heads = 1, head = 0 } = options;
  requireInteger(where, "the width", width, 1, Infinity);
  requireInteger(where, "the number of heads", heads, 1, Infinity);
  requireInteger(where, "the head", head, 0, heads - 1);
  requireSameLength(where, "query", query.length, "key", key.length);
  const columns = query.length / width;
  if (!Number.isInteger(columns) || columns < 1 || columns % heads !== 0) {
    throw new RangeError(
      `${where}: ${query.length} numbers are no matrix of ${width} rows with columns for ${heads} heads`,
    );
  }
  requireRows(where, "query", query, columns);
  requireRows(where, "key", key, columns);
  const keyWidth = columns / heads;
  const cut = (matrix: ArrayLike<number>) =>
    Float64Array.from(
      { length: width * keyWidth },
      (_, i) => matrix[Math.floor(i / keyWidth) * columns + head * keyWidth + i % keyWidth],
    );
  return { width, keyWidth, query: cut(query), key: cut(key) };
}
