/** The endless sequence of a task's samples, row by row, block by block. */
import type { Generator } from "../../random/mod.ts";
import { type AnchorBatch, copyRows, emptyBatch } from "./anchor_batch.ts";
import { checkedTask } from "./checked_task.ts";
import { drawerOf } from "./draw/drawer_of.ts";
import type { AnchorTask, Part } from "./task.ts";

/** Sentences of a block, which is drawn as a whole from a stream of its own. */
const BLOCK = 256;

/** Row r of a stream depends on the task, the part, the mappings, the generator's seed path and r only. */
export interface SampleStream {
  readonly task: AnchorTask;
  readonly part: Part;
  /**
   * Rows `from` … `from + count − 1`: tokens `[count, length]`, labels `[count]`.
   *
   * @throws {RangeError} for numbers that are not integers ≥ 0
   */
  rows(from: number, count: number): AnchorBatch;
  /**
   * Rows in batches, from row `from` on, without end.
   *
   * @throws {RangeError} for a size below 1
   */
  batches(size: number, from?: number): IterableIterator<AnchorBatch>;
}

/** Settings of {@linkcode sampleStream}. */
export interface SampleStreamOptions {
  /** Indices of the mappings to draw, e.g. to measure one pair of anchors; all of the part where left out. */
  readonly mappings?: readonly number[];
}

/**
 * The samples of a part of a task.
 *
 * Blocks of 256 sentences have a fork of the generator each, so a row is the same however it is reached: alone, in
 * batches of any size, or at a million rows' distance.
 *
 * ```ts
 * import { identityTask, sampleStream } from "@paper-notebooks/lib/anchors";
 * import { generator } from "@paper-notebooks/lib/random";
 * const train = sampleStream(identityTask(), "train", generator(7));
 * const { tokens, labels } = train.rows(0, 2000); // [2000, 9] and [2000]
 * if (tokens.length !== 18000 || labels.length !== 2000) throw new Error();
 * ```
 *
 * @param generator forked, not advanced
 * @throws {RangeError} for a task that {@linkcode checkedTask} refuses, a part the task has not, or mappings not in it
 */
export function sampleStream(
  task: AnchorTask,
  part: Part,
  generator: Generator,
  { mappings }: SampleStreamOptions = {},
): SampleStream {
  checkedTask(task);
  const drawer = drawerOf(task, part, mappings), source = generator.fork(part);
  const perBlock = BLOCK * drawer.rows;
  let block = -1;
  const drawn = emptyBatch(perBlock, task.length);
  const load = (wanted: number) => {
    if (wanted === block) return;
    const stream = source.fork(wanted);
    for (let sentence = 0; sentence < BLOCK; sentence++) drawer.draw(stream, drawn, sentence * drawer.rows);
    block = wanted;
  };
  const rows = (from: number, count: number): AnchorBatch => {
    checkCount("the first row", from, 0);
    checkCount("the number of rows", count, 0);
    const batch = emptyBatch(count, task.length);
    for (let done = 0; done < count;) {
      const at = (from + done) % perBlock, some = Math.min(perBlock - at, count - done);
      load(Math.floor((from + done) / perBlock));
      copyRows(drawn, at, batch, done, some);
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
