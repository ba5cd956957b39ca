/** Finds a task's mapping by its anchors. */
import type { KeyTask } from "./task.ts";

/**
 * Index of the mapping with these anchors, in the order of the sequence.
 *
 * @throws {RangeError} if the task has no such mapping
 */
export function mappingIndex(task: KeyTask, anchors: readonly number[]): number {
  const index = task.mappings.findIndex((mapping) => `${mapping.anchors}` === `${anchors}`);
  if (index < 0) {
    const allowed = task.mappings.map((mapping) => `(${mapping.anchors})`).join(" ");
    throw new RangeError(`task ${task.name}: no mapping of anchors (${anchors}), allowed ${allowed}`);
  }
  return index;
}

/** Indices of the mappings that are trained, and of those that are not. */
export function mappingsByTraining(task: KeyTask): { readonly seen: number[]; readonly unseen: number[] } {
  const seen: number[] = [], unseen: number[] = [];
  task.mappings.forEach(({ weight }, index) => (weight > 0 ? seen : unseen).push(index));
  return { seen, unseen };
}
