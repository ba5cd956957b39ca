/** The endless sequence of a task's samples, row by row, block by block. */
import type { Generator } from "../../random/mod.ts";
import { type AnchorBatch, copyRows, emptyBatch } from "./anchor_batch.ts";
import { checkedTask } from "./checked_task.ts";
import { drawerOf } from "./draw/drawer_of.ts";
import { rowsInBlocks, type RowStream } from "../rows_in_blocks.ts";
import type { AnchorTask, Part } from "./task.ts";

/** Sentences per block; each block is drawn as a whole from its own stream. */
const BLOCK = 256;

/** Row r of a stream depends only on the task, the part, the mappings, the generator's seed path and r. */
export interface SampleStream extends RowStream<AnchorBatch> {
  readonly task: AnchorTask;
  readonly part: Part;
}

/** Settings of {@linkcode sampleStream}. */
export interface SampleStreamOptions {
  /** Indices of the mappings to draw, e.g. to measure one pair of anchors; all of the part if omitted. */
  readonly mappings?: readonly number[];
}

/**
 * The samples of a part of a task.
 *
 * Each block of 256 sentences has its own fork of the generator, so a row does not depend on how it is reached: alone,
 * in batches of any size, or after a million rows.
 *
 * ```ts
 * import { identityTask, sampleStream } from "@paper-notebooks/lib/sequences/anchors";
 * import { generator } from "@paper-notebooks/lib/random";
 * const train = sampleStream(identityTask(), "train", generator(7));
 * const { tokens, labels } = train.rows(0, 2000); // [2000, 9] and [2000]
 * if (tokens.length !== 18000 || labels.length !== 2000) throw new Error();
 * ```
 *
 * @param generator forked, not advanced
 * @throws {RangeError} for a task that {@linkcode checkedTask} rejects, a part that the task does not have, or mappings
 *   not in it
 */
export function sampleStream(
  task: AnchorTask,
  part: Part,
  generator: Generator,
  { mappings }: SampleStreamOptions = {},
): SampleStream {
  checkedTask(task);
  const drawer = drawerOf(task, part, mappings), source = generator.fork(part);
  const stream = rowsInBlocks<AnchorBatch>({
    size: BLOCK * drawer.rows,
    empty: (rows) => emptyBatch(rows, task.length),
    copy: copyRows,
    draw(block, into) {
      const stream = source.fork(block);
      for (let sentence = 0; sentence < BLOCK; sentence++) drawer.draw(stream, into, sentence * drawer.rows);
    },
  });
  return { task, part, ...stream };
}
