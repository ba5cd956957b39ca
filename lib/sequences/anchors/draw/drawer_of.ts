/** The drawer of a task's part. */
import type { AnchorTask, Part } from "../task.ts";
import { classificationDrawer } from "./classification_drawer.ts";
import type { Drawer } from "./drawer.ts";
import { keyDrawer } from "./key_drawer.ts";
import { readingDrawer } from "./reading_drawer.ts";
import { recitationDrawer } from "./recitation_drawer.ts";
import { workingMemoryDrawer } from "./working_memory_drawer.ts";

/**
 * The drawer of a part; `mappings` are the indices to draw.
 *
 * @throws {RangeError} for an unknown part, a part that the task does not have, or mappings that are not in it
 */
export function drawerOf(task: AnchorTask, part: Part, mappings?: readonly number[]): Drawer {
  if (!["train", "test", "unseen"].includes(part)) {
    throw new RangeError(`task ${task.name}: part "${part}" is unknown, allowed train, test, unseen`);
  }
  if (task.kind === "key") return keyDrawer(task, part, mappings);
  if (part === "unseen") {
    throw new RangeError(`task ${task.name}: no part "unseen", allowed train, test`);
  }
  const known = task.kind === "recitation" ? [0, 1] : [0];
  const strange = mappings?.find((index) => !known.includes(index));
  if (strange !== undefined || mappings?.length === 0) {
    throw new RangeError(`task ${task.name}: mappings [${mappings}], allowed some of ${known.join(", ")}`);
  }
  switch (task.kind) {
    case "recitation":
      return recitationDrawer(task, part, mappings ?? known);
    case "reading":
      return readingDrawer(task, part);
    case "memory":
      return workingMemoryDrawer(task, part);
    case "classification":
      return classificationDrawer(task, part);
  }
}
