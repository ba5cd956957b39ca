/** A single sequence with a chosen key, to examine one input. */
import type { Generator } from "../../random/mod.ts";
import { emptyBatch } from "./anchor_batch.ts";
import { fillNoise } from "./draw/drawer.ts";
import { groupStarts, placeOffset } from "./key_cells.ts";
import { mappingIndex } from "./mapping_index.ts";
import type { KeyTask } from "./task.ts";
import { checkToken, inRange } from "./token_range.ts";

/** Content of a sequence. */
export interface KeySequenceOptions {
  readonly anchors: readonly number[];
  readonly key: number;
  /** Position of the group's first token. */
  readonly start: number;
}

/**
 * A sequence of a key task with these anchors and this key, regardless of its part, e.g. key 99 with anchors (4, 3).
 *
 * @param generator draws the noise
 * @returns tokens `[length]`
 * @throws {RangeError} for anchors without a mapping, a start outside the sequence, or a key that is an anchor
 */
export function keySequence(
  task: KeyTask,
  { anchors, key, start }: KeySequenceOptions,
  generator: Generator,
): Int32Array {
  const mapping = task.mappings[mappingIndex(task, anchors)], starts = groupStarts(task, mapping);
  if (!Number.isInteger(start) || start < 0 || start >= starts) {
    throw new RangeError(`keySequence of ${task.name}: start ${start}, allowed 0 … ${starts - 1}`);
  }
  checkToken(`keySequence of ${task.name}`, key, task.vocabulary);
  const allowed = { from: task.keys.from, to: task.keys.to + (task.keys.shifted ? task.length - 1 : 0) };
  if (!inRange(allowed, key)) {
    throw new RangeError(`keySequence of ${task.name}: key ${key}, allowed ${allowed.from} … ${allowed.to}`);
  }
  const batch = emptyBatch(1, task.length), first = start + placeOffset(task, mapping, "anchors");
  fillNoise(generator, task, batch, 0);
  anchors.forEach((anchor, i) => batch.tokens[(first + i) % task.length] = anchor);
  batch.tokens[(start + placeOffset(task, mapping, "key")) % task.length] = key;
  return batch.tokens;
}
