/** Rejects invalid key tasks. */
import { groupStarts, groupWidth, keyCells } from "./key_cells.ts";
import { applyKeyMap, checkKeyMap } from "./key_map.ts";
import { residueClass } from "./modular_split.ts";
import { checkShare } from "./share.ts";
import type { KeyTask, Mapping } from "./task.ts";
import { checkRange, checkToken, inRange } from "./token_range.ts";
import { largest } from "../../stats/extremes.ts";

/**
 * Checks what only key tasks have; {@linkcode checkedTask} checks the rest.
 *
 * @throws {RangeError} for a group without anchors or key, a length that leaves it only one position, a modulus other
 *   than the
 * number of starts unless forced, anchors of a mapping that are not the task's or occur in two mappings, weights or
 * shares out of range, seen and unseen keys that overlap, an empty class, or a label outside the vocabulary
 */
export function checkedKeyTask(task: KeyTask): void {
  const what = `task ${task.name}`, { group, keys, mappings, modulus } = task;
  for (const place of ["anchors", "key"] as const) {
    const count = group.filter((at) => at === place).length;
    if (count !== 1) throw new RangeError(`${what}: the group has "${place}" ${count} times, allowed once`);
  }
  checkRange(`${what}, keys`, keys);
  if (mappings.length === 0) throw new RangeError(`${what}: there is no mapping, needed one or more`);
  if (!Number.isInteger(task.repeats) || task.repeats < 1) {
    throw new RangeError(`${what}: repeats must be an integer of 1 or more, got ${task.repeats}`);
  }
  mappings.forEach((mapping, i) => checkMapping(what, task, mapping, i));
  if (!mappings.some(({ weight }) => weight > 0)) throw new RangeError(`${what}: every mapping has weight 0`);
  const starts = largest(mappings.map((mapping) => groupStarts(task, mapping)));
  if (modulus !== starts && !task.forceModulus) {
    throw new RangeError(
      `${what}: modulus ${modulus} for ${starts} places of the group, allowed ${starts}, or forceModulus`,
    );
  }
  const shift = keys.shifted ? task.length - 1 : 0;
  const inKeys = task.anchors.find((anchor) => inRange({ from: keys.from, to: keys.to + shift }, anchor));
  if (inKeys !== undefined) {
    throw new RangeError(`${what}: anchor ${inKeys} lies inside the keys ${keys.from} … ${keys.to + shift}`);
  }
  for (const part of ["train", "test"] as const) {
    // A shifted range has the same number of keys at position p as at position 0.
    const positions = keys.shifted ? [0] : Array.from({ length: starts }, (_, at) => at);
    for (const position of positions) residueClass(what, keys, position, modulus, part);
    checkCells(what, task, part);
  }
  checkCells(what, task, "unseen");
}

function checkMapping(what: string, task: KeyTask, mapping: Mapping, index: number): void {
  const { anchors, outcomes, weight, seen = [], unseen = [] } = mapping,
    named = `${what}, anchors (${anchors})`;
  const strange = anchors.find((anchor) => !task.anchors.includes(anchor));
  if (strange !== undefined || anchors.length === 0) {
    throw new RangeError(`${named}: ${strange ?? "none"} is no anchor of the task, allowed ${task.anchors}`);
  }
  if (task.mappings.findIndex((other) => `${other.anchors}` === `${anchors}`) !== index) {
    throw new RangeError(`${named}: two mappings have the same anchors`);
  }
  const width = groupWidth(task, mapping);
  if (task.length <= width) {
    throw new RangeError(`${named}: length ${task.length}, allowed ${width + 1} or more for ${width} tokens`);
  }
  if (!Number.isFinite(weight) || weight < 0) {
    throw new RangeError(`${named}: a weight must be finite and 0 or more, got ${weight}`);
  }
  if (weight === 0 && mapping.seen) throw new RangeError(`${named}: weight 0, but keys to be trained on`);
  for (const { share, map } of outcomes) {
    checkShare(named, "a probability of the mix", share);
    checkKeyMap(named, map);
    const rows = share * task.repeats;
    if (task.repeats > 1 && Math.abs(rows - Math.round(rows)) > 1e-9) {
      throw new RangeError(`${named}: a share of ${share} of ${task.repeats} repeats is no whole number`);
    }
  }
  const sum = outcomes.reduce((total, { share }) => total + share, 0);
  if (Math.abs(sum - 1) > 1e-9) {
    throw new RangeError(`${named}: the probabilities of the mix must add up to 1, got ${sum}`);
  }
  for (const range of [...seen, ...unseen]) checkRange(named, range);
  for (const a of seen) {
    const both = unseen.find((b) => a.from <= b.to && b.from <= a.to);
    if (both) {
      throw new RangeError(
        `${named}: keys ${both.from} … ${both.to} are unseen, but ${a.from} … ${a.to} seen`,
      );
    }
  }
}

function checkCells(what: string, task: KeyTask, part: "train" | "test" | "unseen"): void {
  const cells = keyCells(task, part);
  task.mappings.forEach(({ anchors, weight, unseen }, index) => {
    const wanted = part === "unseen" ? unseen !== undefined || weight === 0 : weight > 0;
    if (wanted && !cells.some(({ mapping }) => mapping === index)) {
      throw new RangeError(`${what}: no key is left for anchors (${anchors}) in the ${part} part`);
    }
  });
  const partner = task.group.includes("partner");
  for (const { mapping, keys } of cells) {
    for (const { map } of task.mappings[mapping].outcomes) {
      const ends = [keys[0], keys[keys.length - 1]];
      const of = partner
        ? [Math.floor((ends[0] + task.noise.from) / 2), Math.floor((ends[1] + task.noise.to) / 2)]
        : map.ring
        ? keys
        : ends;
      for (const key of of) {
        checkToken(`${what}, label of key ${key}`, applyKeyMap(map, key), task.vocabulary);
      }
    }
  }
}
