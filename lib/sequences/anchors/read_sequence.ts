/** The anchor function f(X) itself: the answer of a given sequence. */
import { allowsKey, groupStarts, placeOffset } from "./key_cells.ts";
import { applyKeyMap } from "./key_map.ts";
import { modularSplit } from "./modular_split.ts";
import type { KeyTask, Part } from "./task.ts";
import { checkToken } from "./token_range.ts";

/** Content of a sequence of a key task. */
export interface ReadSequence {
  /** Index of the mapping of its anchors. */
  readonly mapping: number;
  readonly key: number;
  readonly keyPosition: number;
  /** Label of the assigned outcome. */
  readonly label: number;
  /** The part in which it may be drawn; "none" if no part allows it. */
  readonly part: Part | "none";
}

/**
 * Reads a sequence of a key task: f(X) = g(x_key; anchors) (paper 07, section 2; paper 03, section 2).
 *
 * ```ts
 * import { identityTask, readSequence } from "@paper-notebooks/lib/sequences/anchors";
 * const { label } = readSequence(identityTask(), [25, 36, 50, 67, 3, 44, 43, 92, 87]);
 * if (label !== 44) throw new Error();
 * ```
 *
 * @param tokens one sequence, `[length]`
 * @throws {TypeError} for tokens that are not integers
 * @throws {RangeError} for another length, tokens outside the vocabulary, and anchors that are missing, too many, or
 *   not placed as in one of the task's mappings
 */
export function readSequence(task: KeyTask, tokens: ArrayLike<number>): ReadSequence {
  const what = `readSequence of ${task.name}`, { length } = task;
  if (tokens.length !== length) {
    throw new RangeError(`${what}: ${tokens.length} tokens, allowed ${length}`);
  }
  const found: number[] = [];
  for (let i = 0; i < length; i++) {
    checkToken(what, tokens[i], task.vocabulary);
    if (task.anchors.includes(tokens[i])) found.push(i);
  }
  for (const [index, mapping] of task.mappings.entries()) {
    const count = mapping.anchors.length, offset = placeOffset(task, mapping, "anchors");
    if (found.length !== count) continue;
    for (let start = 0; start < groupStarts(task, mapping); start++) {
      const matches = mapping.anchors.every((anchor, i) => tokens[(start + offset + i) % length] === anchor);
      if (!matches) continue;
      const keyPosition = (start + placeOffset(task, mapping, "key")) % length, key = tokens[keyPosition];
      const partner = task.group.includes("partner")
        ? tokens[(start + placeOffset(task, mapping, "partner")) % length]
        : key;
      return {
        mapping: index,
        key,
        keyPosition,
        label: applyKeyMap(mapping.outcomes[0].map, Math.floor((key + partner) / 2)),
        part: partOf(task, index, key, task.splitBy === "key" ? keyPosition : start),
      };
    }
  }
  const named = found.map((i) => `${tokens[i]} at position ${i}`).join(", ") || "none";
  const allowed = task.mappings.map(({ anchors }) => `(${anchors})`).join(" ");
  throw new RangeError(
    `${what}: anchors found: ${named}; allowed is one group of ${allowed} with its key inside`,
  );
}

function partOf(task: KeyTask, index: number, key: number, position: number): Part | "none" {
  const mapping = task.mappings[index], side = modularSplit(key, position, task.modulus);
  if (allowsKey(mapping, side, key)) return side;
  return side === "test" && allowsKey(mapping, "unseen", key) ? "unseen" : "none";
}
