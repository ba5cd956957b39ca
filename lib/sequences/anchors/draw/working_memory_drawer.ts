/** Sentences of the working-memory task. */
import { residueClass } from "../modular_split.ts";
import type { WorkingMemoryTask } from "../task.ts";
import { choose, type Drawer, fillNoise } from "./drawer.ts";

/**
 * Two groups (anchor, key) that do not overlap, before the last token, in either order of the anchors; the label is the
 * sum of the keys. In training neither key is held back at its position, in the test part both are.
 */
export function workingMemoryDrawer(task: WorkingMemoryTask, part: "train" | "test"): Drawer {
  const { length, noise, modulus, anchors } = task;
  const keys = Array.from({ length }, (_, at) => residueClass(`task ${task.name}`, noise, at, modulus, part));
  // Two blocks of two tokens in the first n − 1 correspond to two different numbers below n − 3, the larger one shifted
  // by one.
  const places = length - 3;
  return {
    rows: 1,
    draw(stream, batch, row) {
      fillNoise(stream, task, batch, row);
      const { tokens } = batch, first = row * length;
      const a = stream.integer(places), b = (a + 1 + stream.integer(places - 1)) % places;
      const early = Math.min(a, b), late = Math.max(a, b) + 1, swapped = stream.integer(2);
      const one = choose(stream, keys[early + 1]), two = choose(stream, keys[late + 1]);
      tokens[first + early] = anchors[swapped];
      tokens[first + early + 1] = one;
      tokens[first + late] = anchors[1 - swapped];
      tokens[first + late + 1] = two;
      batch.labels[row] = one + two;
      batch.keys[row] = one;
      batch.keyPositions[row] = early + 1;
    },
  };
}
