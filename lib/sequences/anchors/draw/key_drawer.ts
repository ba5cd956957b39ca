/** Sentences of key tasks: a group of anchors and a key in noise. */
import type { Generator } from "../../../random/mod.ts";
import type { AnchorBatch } from "../anchor_batch.ts";
import { type KeyCell, keyCells, placeOffset } from "../key_cells.ts";
import { applyKeyMap } from "../key_map.ts";
import type { KeyTask, Mapping, Part } from "../task.ts";
import { choose, type Drawer, fillNoise } from "./drawer.ts";

/**
 * Draws the mapping by its weight (uniformly in the parts "test" and "unseen"), then the start of the group, then the
 * key among those that the split allows there.
 *
 * @throws {RangeError} if no mapping is left, or a requested one has no keys in this part
 */
export function keyDrawer(task: KeyTask, part: Part, wanted?: readonly number[]): Drawer {
  const byMapping = new Map<number, KeyCell[]>();
  for (const cell of keyCells(task, part)) {
    const cells = byMapping.get(cell.mapping);
    if (cells) cells.push(cell);
    else byMapping.set(cell.mapping, [cell]);
  }
  const strange = wanted?.find((index) => !byMapping.has(index));
  if (strange !== undefined || byMapping.size === 0 || wanted?.length === 0) {
    throw new RangeError(
      `task ${task.name}: mappings [${wanted ?? ""}] in part "${part}", allowed are ` +
        ([...byMapping.keys()].join(", ") || "none"),
    );
  }
  const indices = wanted ?? [...byMapping.keys()], cells = indices.map((index) => byMapping.get(index)!);
  const weights = indices.map((index) => part === "train" ? task.mappings[index].weight : 1);
  const total = weights.reduce((sum, weight) => sum + weight, 0),
    even = weights.every((w) => w === weights[0]);
  const pick = (stream: Generator): number => {
    if (even) return stream.integer(weights.length);
    let rest = stream.uniform() * total, chosen = 0;
    while (chosen < weights.length - 1 && rest >= weights[chosen]) rest -= weights[chosen++];
    return chosen;
  };
  const places = task.mappings.map((mapping) => ({
    anchors: placeOffset(task, mapping, "anchors"),
    partner: task.group.includes("partner") ? placeOffset(task, mapping, "partner") : -1,
  }));
  return {
    rows: task.repeats,
    draw(stream, batch, row) {
      fillNoise(stream, task, batch, row);
      const chosen = pick(stream), mapping = task.mappings[indices[chosen]];
      const some = cells[chosen], cell = some[stream.integer(some.length)], key = choose(stream, cell.keys);
      const { tokens } = batch, { length } = task, { anchors, partner } = places[indices[chosen]];
      for (let i = 0; i < mapping.anchors.length; i++) {
        tokens[row * length + (cell.start + anchors + i) % length] = mapping.anchors[i];
      }
      tokens[row * length + cell.keyPosition] = key;
      batch.keys[row] = key;
      batch.keyPositions[row] = cell.keyPosition;
      batch.mappings[row] = indices[chosen];
      const second = partner < 0 ? key : tokens[row * length + (cell.start + partner) % length];
      label(stream, task, mapping, Math.floor((key + second) / 2), batch, row);
    },
  };
}

/** Writes the label of a sentence, and its repetitions with their labels. */
function label(
  s: Generator,
  task: KeyTask,
  mapping: Mapping,
  of: number,
  batch: AnchorBatch,
  row: number,
): void {
  const { outcomes } = mapping, { repeats, length } = task;
  if (repeats === 1) {
    const outcome = outcomes.length === 1 ? 0 : outcomeAt(outcomes, s.uniform());
    batch.labels[row] = applyKeyMap(outcomes[outcome].map, of);
    return;
  }
  for (let copy = 0; copy < repeats; copy++) {
    if (copy > 0) {
      batch.tokens.copyWithin((row + copy) * length, row * length, (row + 1) * length);
      for (const part of ["keys", "keyPositions", "mappings"] as const) {
        batch[part][row + copy] = batch[part][row];
      }
    }
    batch.labels[row + copy] = applyKeyMap(outcomes[outcomeAt(outcomes, (copy + 0.5) / repeats)].map, of);
  }
}

/** Index of the outcome at a point of [0, 1), which is divided by the shares. */
function outcomeAt(outcomes: Mapping["outcomes"], point: number): number {
  let index = 0, rest = point;
  while (index < outcomes.length - 1 && rest >= outcomes[index].share) rest -= outcomes[index++].share;
  return index;
}
