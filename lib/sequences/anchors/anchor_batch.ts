/** Sequences and answers, with how they were made. */

/** Rows of a task. */
export interface AnchorBatch {
  readonly rows: number;
  /** Tokens of a sequence. */
  readonly length: number;
  /** Row-major `[rows, length]`. */
  readonly tokens: Int32Array;
  /** The token asked for at the last position, `[rows]`. */
  readonly labels: Int32Array;
  /** The split item: the key of a key task, otherwise the answer's item (the first key of working memory), `[rows]`. */
  readonly keys: Int32Array;
  /** Position of the split item, `[rows]`. */
  readonly keyPositions: Int32Array;
  /** Index of the mapping (recitation: 0 forward, 1 reverse; otherwise 0), `[rows]`. */
  readonly mappings: Int32Array;
}

/** A batch of zeros. */
export function emptyBatch(rows: number, length: number): AnchorBatch {
  return {
    rows,
    length,
    tokens: new Int32Array(rows * length),
    labels: new Int32Array(rows),
    keys: new Int32Array(rows),
    keyPositions: new Int32Array(rows),
    mappings: new Int32Array(rows),
  };
}

/** Copies `count` rows of a batch into another of the same length. */
export function copyRows(
  from: AnchorBatch,
  first: number,
  into: AnchorBatch,
  at: number,
  count: number,
): void {
  const { length } = from;
  into.tokens.set(from.tokens.subarray(first * length, (first + count) * length), at * length);
  for (const part of ["labels", "keys", "keyPositions", "mappings"] as const) {
    into[part].set(from[part].subarray(first, first + count), at);
  }
}
