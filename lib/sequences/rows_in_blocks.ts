/** The endless sequence of samples, row by row, which are drawn block by block. */

/** Row r depends only on r and the drawer of the blocks, not on how it is reached. */
export interface RowStream<Batch> {
  /**
   * Rows `from` … `from + count − 1`: tokens `[count, length]`, labels `[count]`.
   *
   * @throws {RangeError} for numbers that are not integers ≥ 0
   */
  rows(from: number, count: number): Batch;
  /**
   * Rows in batches, from row `from` on, without end.
   *
   * @throws {RangeError} for a size below 1
   */
  batches(size: number, from?: number): IterableIterator<Batch>;
}

/** Functions that draw and copy blocks. */
export interface BlockSource<Batch> {
  /** Rows of a block. */
  readonly size: number;
  /** Makes a batch with a number of rows, all zero. */
  empty(rows: number): Batch;
  /** Draws a whole block; the batch has space for `size` rows. */
  draw(block: number, into: Batch): void;
  /** Copies `count` rows. */
  copy(from: Batch, first: number, into: Batch, at: number, count: number): void;
}

/** The rows of blocks; the last block that was drawn is kept. */
export function rowsInBlocks<Batch>({ size, empty, draw, copy }: BlockSource<Batch>): RowStream<Batch> {
  const drawn = empty(size);
  let block = -1;
  const load = (wanted: number) => {
    if (wanted === block) return;
    block = -1; // a block whose drawing fails is not taken for drawn
    draw(wanted, drawn);
    block = wanted;
  };
  const rows = (from: number, count: number): Batch => {
    checkCount("the first row", from, 0);
    checkCount("the number of rows", count, 0);
    const batch = empty(count);
    for (let done = 0; done < count;) {
      const at = (from + done) % size, some = Math.min(size - at, count - done);
      load(Math.floor((from + done) / size));
      copy(drawn, at, batch, done, some);
      done += some;
    }
    return batch;
  };
  return {
    rows,
    batches(size, from = 0) {
      checkCount("the batch size", size, 1);
      checkCount("the first row", from, 0);
      return (function* () {
        for (let next = from;; next += size) yield rows(next, size);
      })();
    },
  };
}

function checkCount(what: string, value: number, least: number): void {
  if (!Number.isSafeInteger(value) || value < least) {
    throw new RangeError(`sampleStream: ${what} must be an integer of ${least} or more, got ${value}`);
  }
}
