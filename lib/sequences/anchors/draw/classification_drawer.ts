/** Sentences of the in-context classification task. */
import { residueClass } from "../modular_split.ts";
import type { ClassificationTask } from "../task.ts";
import { choose, type Drawer } from "./drawer.ts";

/**
 * Values at 0, 2, 4 …, a class after each, and the queried value at the end. The nearest value is drawn from the keys
 * of its position, the others are noise; all are drawn again until no other value is equally near.
 */
export function classificationDrawer(task: ClassificationTask, part: "train" | "test"): Drawer {
  const { length, noise, modulus } = task, classes = task.anchors.length, items = noise.to - noise.from + 1;
  const owner = `task ${task.name}`;
  const keys = Array.from({ length: classes }, (_, i) => residueClass(owner, noise, 2 * i, modulus, part));
  const order = Int32Array.from(task.anchors);
  return {
    rows: 1,
    draw(stream, batch, row) {
      const { tokens } = batch, first = row * length, nearest = stream.integer(classes);
      for (let again = true; again;) {
        const key = choose(stream, keys[nearest]), asked = noise.from + stream.integer(items);
        const distance = Math.abs(asked - key);
        again = false;
        for (let i = 0; i < classes && !again; i++) {
          const value = i === nearest ? key : noise.from + stream.integer(items);
          again = i !== nearest && Math.abs(asked - value) <= distance;
          tokens[first + 2 * i] = value;
        }
        tokens[first + length - 1] = asked;
      }
      order.set(task.anchors);
      for (let last = classes - 1; last > 0; last--) {
        const chosen = stream.integer(last + 1), kept = order[chosen];
        order[chosen] = order[last];
        order[last] = kept;
      }
      for (let i = 0; i < classes; i++) tokens[first + 2 * i + 1] = order[i];
      batch.labels[row] = order[nearest];
      batch.keys[row] = tokens[first + 2 * nearest];
      batch.keyPositions[row] = 2 * nearest;
    },
  };
}
