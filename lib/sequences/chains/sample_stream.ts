/** The endless sequence of a task's samples, row by row, block by block. */
import type { Generator } from "../../random/mod.ts";
import { type ChainBatch, copyChainRows, emptyChainBatch } from "./chain_batch.ts";
import { chainDrawer } from "./chain_drawer.ts";
import { checkedChainTask } from "./checked_task.ts";
import { rowsInBlocks, type RowStream } from "../rows_in_blocks.ts";
import type { ChainPart, ChainTask, OutsidePlace } from "./task.ts";
import { largest } from "../../stats/extremes.ts";

/** Rows per block; each block is drawn as a whole from its own stream. */
const BLOCK = 256;

/** Row r of a stream depends only on the task, the part, the place, the generator's seed path and r. */
export interface ChainStream extends RowStream<ChainBatch> {
  readonly task: ChainTask;
  readonly part: ChainPart;
}

/** Settings of {@linkcode sampleStream}. */
export interface ChainStreamOptions {
  /** Which tokens are untrained in the part "outside"; "query" by default. */
  readonly place?: OutsidePlace;
}

/**
 * The samples of a part of a task. Each block of 256 rows has its own fork of the generator, so a row does not depend
 * on how it is reached.
 *
 * ```ts
 * import { sampleStream, singleChainTask } from "@paper-notebooks/lib/sequences/chains";
 * import { generator } from "@paper-notebooks/lib/random";
 * const train = sampleStream(singleChainTask(), "train", generator(7));
 * const { tokens, labels } = train.rows(0, 100); // [100, 13] and [100]
 * if (tokens.length !== 1300 || labels.length !== 100) throw new Error();
 * ```
 *
 * @param generator forked, not advanced
 * @throws {RangeError} or TypeError for a task that {@linkcode checkedChainTask} rejects, and a part or place that the
 *   task does not have; while drawing, if no sequence without a repeated item is found
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
  const stream = rowsInBlocks<ChainBatch>({
    size: BLOCK,
    empty: (rows) => emptyChainBatch(rows, task.length, mostSteps),
    copy: copyChainRows,
    draw(block, into) {
      const stream = source.fork(block);
      for (let row = 0; row < BLOCK; row++) draw(stream, into, row);
    },
  });
  return { task, part, ...stream };
}
