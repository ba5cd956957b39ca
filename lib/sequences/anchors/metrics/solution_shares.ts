/** Which solution a network has for a pair of anchors. */
import type { AnchorBatch } from "../anchor_batch.ts";
import { applyKeyMap } from "../key_map.ts";
import { mappingIndex } from "../mapping_index.ts";
import { inferentialMap, symmetricMap } from "../pair_targets.ts";
import type { KeyTask } from "../task.ts";
import { checkRows, checkTokens } from "./checks.ts";

/** Fractions of a pair's rows. */
export interface SolutionShares {
  /** Rows of the pair. */
  readonly rows: number;
  /** Answers that compose the maps of the single anchors. */
  readonly inferential: number;
  /** Answers of the mirrored pair. */
  readonly symmetric: number;
  /** Answers that are neither. */
  readonly other: number;
}

/**
 * inf, sym and other of paper 03 on the rows of one pair.
 *
 * If the two answers coincide (paper 03's control A), a row counts for both; otherwise the fractions add up to 1.
 *
 * ```ts
 * import { compositeTask, sampleStream, solutionShares } from "@paper-notebooks/lib/sequences/anchors";
 * import { generator } from "@paper-notebooks/lib/random";
 * const task = compositeTask("W"), batch = sampleStream(task, "unseen", generator(1)).rows(0, 100);
 * const { symmetric } = solutionShares(task, batch, batch.keys.map((x) => x - 6), [4, 3]);
 * if (symmetric !== 1) throw new Error();
 * ```
 *
 * @param predictions tokens `[rows]` of the batch
 * @throws {RangeError} for a pair that the task or the batch does not have, or another number of predictions
 * @throws {TypeError} for predictions that are not integers
 */
export function solutionShares(
  task: KeyTask,
  batch: AnchorBatch,
  predictions: ArrayLike<number>,
  pair: readonly [number, number],
): SolutionShares {
  checkRows("solutionShares", batch.rows, { predictions });
  checkTokens("solutionShares", predictions);
  const mapping = mappingIndex(task, pair), composed = inferentialMap(task, pair);
  const mirrored = symmetricMap(task, pair);
  let rows = 0, inferential = 0, symmetric = 0, other = 0;
  for (let row = 0; row < batch.rows; row++) {
    if (batch.mappings[row] !== mapping) continue;
    const key = batch.keys[row], token = predictions[row];
    const isComposed = token === applyKeyMap(composed, key),
      isMirrored = token === applyKeyMap(mirrored, key);
    rows++;
    if (isComposed) inferential++;
    if (isMirrored) symmetric++;
    if (!isComposed && !isMirrored) other++;
  }
  if (rows === 0) throw new RangeError(`solutionShares: no row of pair (${pair}) in ${batch.rows} rows`);
  return { rows, inferential: inferential / rows, symmetric: symmetric / rows, other: other / rows };
}
