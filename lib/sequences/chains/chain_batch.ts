/** Sequences and answers, with the path of the reasoning through them. */

/** Rows of a chain task. */
export interface ChainBatch {
  readonly rows: number;
  /** Tokens of a sequence. */
  readonly length: number;
  /** Largest step count of the task. */
  readonly mostSteps: number;
  /** Row-major `[rows, length]`. */
  readonly tokens: Int32Array;
  /** The token asked for at the last position, `[rows]`. */
  readonly labels: Int32Array;
  /** k, `[rows]`. */
  readonly steps: Int32Array;
  /**
   * Position of the source of the j-th link on the way from the query to the answer; its target is at the next
   * position; row-major `[rows, mostSteps]`, −1 from k on.
   */
  readonly path: Int32Array;
}

/** A batch of zeros. */
export function emptyChainBatch(rows: number, length: number, mostSteps: number): ChainBatch {
  return {
    rows,
    length,
    mostSteps,
    tokens: new Int32Array(rows * length),
    labels: new Int32Array(rows),
    steps: new Int32Array(rows),
    path: new Int32Array(rows * mostSteps),
  };
}

/** Copies `count` rows of a batch into another of the same task. */
export function copyChainRows(
  from: ChainBatch,
  first: number,
  into: ChainBatch,
  at: number,
  count: number,
): void {
  const widths = { tokens: from.length, labels: 1, steps: 1, path: from.mostSteps };
  for (const part of ["tokens", "labels", "steps", "path"] as const) {
    const width = widths[part];
    into[part].set(from[part].subarray(first * width, (first + count) * width), at * width);
  }
}
