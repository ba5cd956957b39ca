/** Minibatches by seeded permutation. */
import { requireKnownSettings } from "../checks.ts";
import { generator, permutation } from "../random/mod.ts";

/** Settings of minibatches. */
export interface BatchOptions {
  /** Rows of the data. */
  rows: number;
  /** Rows per batch. */
  size: number;
  /** Seed of the order; every epoch has its own permutation. */
  seed: number;
}

/** Row numbers of each step's batch. */
export interface Batches extends Omit<BatchOptions, "seed"> {
  /** Seed of the order; for batches of several networks side by side, one seed each. */
  readonly seed: number | readonly number[];
  /**
   * Rows (int32) of the batch of a step, counted from 0. They depend only on the step, not on how it is reached.
   *
   * @throws {RangeError} if the step is not a non-negative integer
   */
  at(step: number): Int32Array;
}

/**
 * The batches of an epoch are slices of one permutation of the rows; remaining rows that do not fill a batch are not
 * used in that epoch.
 *
 * @throws {RangeError} if the number of rows is not a positive integer or the batch size not an integer in 1…rows
 */
export function shuffledBatches(options: BatchOptions): Batches {
  requireKnownSettings("shuffledBatches", options, { rows: true, size: true, seed: true });
  const { rows, size, seed } = options;
  if (!Number.isInteger(rows) || rows < 1) {
    throw new RangeError(`shuffledBatches: the number of rows must be a positive integer, got ${rows}`);
  }
  if (!Number.isInteger(size) || size < 1 || size > rows) {
    throw new RangeError(
      `shuffledBatches: the batch size must be an integer in 1…${rows} (the rows of the data), got ${size}`,
    );
  }
  const perEpoch = Math.floor(rows / size), orders = generator(seed, "batches");
  let epoch = -1, order: Int32Array = new Int32Array(0);
  return {
    rows,
    size,
    seed,
    at(step) {
      if (!Number.isInteger(step) || step < 0) {
        throw new RangeError(`batches: the step must be a non-negative integer, got ${step}`);
      }
      const wanted = Math.floor(step / perEpoch);
      if (wanted !== epoch) order = permutation(orders.fork(epoch = wanted), rows);
      const start = (step % perEpoch) * size;
      return order.slice(start, start + size);
    },
  };
}
