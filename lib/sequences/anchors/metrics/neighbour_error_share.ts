/** Whether wrong answers of a pair are those of neighbouring pairs. */
import type { AnchorBatch } from "../anchor_batch.ts";
import { applyKeyMap } from "../key_map.ts";
import { mappingIndex } from "../mapping_index.ts";
import { assignedMap } from "../pair_targets.ts";
import type { KeyTask } from "../task.ts";
import { checkRows, checkTokens } from "./checks.ts";

/** Errors of a pair. */
export interface NeighbourErrors {
  readonly errors: number;
  /** Fraction of the errors that a neighbouring pair would give; undefined without any error. */
  readonly share: number | undefined;
}

/**
 * The fraction of a pair's errors that are answers of neighbouring pairs (paper 07, C6).
 *
 * @param predictions tokens `[rows]`
 * @param pair e.g. the masked pair (3, 4)
 * @param neighbours e.g. (3, 3) and (4, 4)
 * @throws {RangeError} for pairs that the task does not have, no neighbour, or another number of predictions
 * @throws {TypeError} for predictions that are not integers
 */
export function neighbourErrorShare(
  task: KeyTask,
  batch: AnchorBatch,
  predictions: ArrayLike<number>,
  pair: readonly number[],
  neighbours: readonly (readonly number[])[],
): NeighbourErrors {
  checkRows("neighbourErrorShare", batch.rows, { predictions });
  checkTokens("neighbourErrorShare", predictions);
  if (neighbours.length === 0) throw new RangeError("neighbourErrorShare: no neighbour, needs one or more");
  const mapping = mappingIndex(task, pair), maps = neighbours.map((other) => assignedMap(task, other));
  let errors = 0, near = 0;
  for (let row = 0; row < batch.rows; row++) {
    if (batch.mappings[row] !== mapping || predictions[row] === batch.labels[row]) continue;
    errors++;
    if (maps.some((map) => applyKeyMap(map, batch.keys[row]) === predictions[row])) near++;
  }
  return { errors, share: errors === 0 ? undefined : near / errors };
}
