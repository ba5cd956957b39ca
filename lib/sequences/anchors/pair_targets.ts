/** The answers a network can have for a pair of anchors. */
import { composeKeyMaps, type KeyMap } from "./key_map.ts";
import { mappingIndex } from "./mapping_index.ts";
import type { KeyTask } from "./task.ts";

/**
 * The composition of what the anchors do alone, g(g(x; inner); outer); inner is the anchor next to the key.
 *
 * @throws {RangeError} if the task does not say what each anchor does alone
 */
export function inferentialMap(task: KeyTask, anchors: readonly number[]): KeyMap {
  const { singles, group } = task, maps = anchors.map((anchor) => singles?.[anchor]);
  const missing = maps.findIndex((map) => map === undefined);
  if (missing >= 0 || anchors.length === 0) {
    throw new RangeError(
      `task ${task.name}: what anchor ${anchors[missing]} of (${anchors}) does alone is unknown, allowed ` +
        (Object.keys(singles ?? {}).join(", ") || "none"),
    );
  }
  const known = maps as KeyMap[];
  const fromKey = group.indexOf("key") < group.indexOf("anchors") ? known : known.toReversed();
  return fromKey.reduce((inner, outer) => composeKeyMaps(outer, inner));
}

/**
 * The answer assigned to the mirrored pair, which a network gives if it does not distinguish the two.
 *
 * @throws {RangeError} if the task has no such mapping
 */
export function symmetricMap(task: KeyTask, anchors: readonly number[]): KeyMap {
  return assignedMap(task, anchors.toReversed());
}

/**
 * The answer that training shows, or would show, for anchors.
 *
 * @throws {RangeError} if the task has no such mapping
 */
export function assignedMap(task: KeyTask, anchors: readonly number[]): KeyMap {
  return task.mappings[mappingIndex(task, anchors)].outcomes[0].map;
}
