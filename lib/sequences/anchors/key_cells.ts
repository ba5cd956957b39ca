/** Every key that a part of a key task allows, by mapping and position: the split rule as a table. */
import { modularSplit } from "./modular_split.ts";
import type { KeyTask, Mapping, Part } from "./task.ts";
import { inRange } from "./token_range.ts";

/** Keys of one mapping at one start of its group. */
export interface KeyCell {
  /** Index into the task's mappings. */
  readonly mapping: number;
  /** Position of the group's first token. */
  readonly start: number;
  readonly keyPosition: number;
  readonly keys: Int32Array;
}

/** Number of tokens of a mapping's group. */
export function groupWidth(task: KeyTask, mapping: Mapping): number {
  return task.group.length - 1 + mapping.anchors.length;
}

/** Number of positions at which a mapping's group can start. */
export function groupStarts(task: KeyTask, mapping: Mapping): number {
  return task.cyclic ? task.length : task.length - groupWidth(task, mapping) + 1;
}

/** Distance of a position of the group from its first token. */
export function placeOffset(task: KeyTask, mapping: Mapping, place: "anchors" | "key" | "partner"): number {
  const index = task.group.indexOf(place), anchors = task.group.indexOf("anchors");
  return index > anchors ? index - 1 + mapping.anchors.length : index;
}

/** Whether a part may show a key to a mapping, regardless of position. */
export function allowsKey(mapping: Mapping, part: Part, key: number): boolean {
  if (part !== "unseen") {
    return mapping.weight > 0 && (mapping.seen?.some((range) => inRange(range, key)) ?? true);
  }
  return mapping.unseen?.some((range) => inRange(range, key)) ?? mapping.weight === 0;
}

/**
 * All keys that a part allows, for each mapping and start that has any; drawing uses them, and tests can enumerate
 * them.
 */
export function keyCells(task: KeyTask, part: Part): readonly KeyCell[] {
  const side = part === "train" ? "train" : "test";
  return task.mappings.flatMap((mapping, index) =>
    Array.from({ length: groupStarts(task, mapping) }, (_, start) => {
      const keyPosition = (start + placeOffset(task, mapping, "key")) % task.length;
      const position = task.splitBy === "key" ? keyPosition : start, keys: number[] = [];
      const shift = task.keys.shifted ? position : 0;
      for (let key = task.keys.from + shift; key <= task.keys.to + shift; key++) {
        if (modularSplit(key, position, task.modulus) === side && allowsKey(mapping, part, key)) {
          keys.push(key);
        }
      }
      return { mapping: index, start, keyPosition, keys: Int32Array.from(keys) };
    }).filter(({ keys }) => keys.length > 0)
  );
}
