/** The endless sequence of a task's samples, row by row, block by block. */
import type { Generator } from "../../random/mod.ts";
import { type ChainBatch, copyChainRows, emptyChainBatch } from "./chain_batch.ts";
import { chainDrawer } from "./chain_drawer.ts";
import { checkedChainTask } from "./checked_task.ts";
import type { ChainPart, ChainTask, OutsidePlace } from "./task.ts";
import { largest } from "../../stats/extremes.ts";

/** Rows of a block, which is drawn as a whole from a stream of its own. */
const BLOCK = 256;

/** Row r of a stream depends on the task, the part, the place, the generator's seed path and r only. */
export interface ChainStream {
  readonly task: ChainTask;
  readonly part: ChainPart;
  /**
   * Rows `from` … `from + count − 1`: tokens `[count, length]`, labels `[count]`.
   *
   * @throws {RangeError} for numbers that are not integers ≥ 0
   */
  rows(from: number, count: number): ChainBatch;
  /**
   * Rows in batches, from row `from` on, without end.
   *
   * @throws {RangeError} for a size below 1
   */
  batches(size: number, from?: number): IterableIterator<ChainBatch>;
}

/** Settings of {@linkcode sampleStream}. */
export interface ChainStreamOptions {
  /** What is untrained in the part "outside"; "query" by default. */
  readonly place?: OutsidePlace;
}

/**
 * The samples of a part of a task. Blocks of 256 rows have a fork of the generator each, so a row is the same however it
 * is reached.
 *
 * ```ts
 * import { sampleStream, singleChainTask } from "@paper-notebooks/lib/chains";
 * import { generator } from "@paper-notebooks/lib/random";
 * const train = sampleStream(singleChainTask(), "train", generator(7));
 * const { tokens, labels } = train.rows(0, 100); // [100, 13] and [100]
 * if (tokens.length !== 1300 || labels.length !== 100) throw new Error();
 * ```
 *
 * @param generator forked, not advanced
 * @throws {RangeError} or TypeError for a task that {@linkcode checkedChainTask} refuses, and a part or place that the task
 * has not; while drawing, where no sequence without a repeated item is found
 */
export function sampleStream(
  task: ChainTask,
  part: ChainPart,
  generator: Generator,
  { place = "query" }: ChainStreamOptions = {},
): ChainStream {
  checkedChainTask(task);
  const draw = chainDrawer(task, part, place), mostSteps = largest(task.steps);
  const source = part === "outside" ? generator.fork(part).fork(place) : generator.fork(part);
  const drawn = emptyChainBatch(BLOCK, task.length, mostSteps);
  let block = -1;
  const load = (wanted: number) => {
    if (wanted === block) return;
    const stream = source.fork(wanted);
    block = -1; // a block whose drawing fails is not taken for drawn
    for (let row = 0; row < BLOCK; row++) draw(stream, drawn, row);
    block = wanted;
  };
  const rows = (from: number, count: number): ChainBatch => {
    checkCount("the first row", from, 0);
    checkCount("the number of rows", count, 0);
    const batch = emptyChainBatch(count, task.length, mostSteps);
    for (let done = 0; done < count;) {
      const at = (from + done) % BLOCK, some = Math.min(BLOCK - at, count - done);
      load(Math.floor((from + done) / BLOCK));
      copyChainRows(drawn, at, batch, done, some);
      done += some;
    }
    return batch;
  };
  return {
    task,
    part,
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
