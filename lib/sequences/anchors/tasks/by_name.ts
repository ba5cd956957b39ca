/** The tasks of both papers by name. */
import type { AnchorTask } from "../task.ts";
import { compositeTask, wrongPairsTask } from "./composite.ts";
import { holesTask, twoIntervalTask } from "./intervals.ts";
import { anchorLengthTask, frequencyTask, multiAnchorTask, statisticalTask } from "./many_anchors.ts";
import { nonCommutingTask } from "./non_commuting.ts";
import { anchorAfterKeyTask, averageTask, distanceTask, identityTask } from "./one_anchor.ts";
import { classificationTask, readingTask, recitationTask, workingMemoryTask } from "./recall.ts";
import { compositionTask, synonymTask } from "./two_anchors.ts";

/** A task's name. */
export type TaskName =
  | "identity"
  | "anchor-after-key"
  | "distance"
  | "cyclic-distance"
  | "average"
  | "multi-anchor"
  | "low-frequency"
  | "high-frequency"
  | "statistical"
  | "statistical-once"
  | "anchor-length"
  | "two-intervals"
  | "overlapping-intervals"
  | "holes"
  | "composition"
  | "composition-anchors-first"
  | "synonym-A"
  | "synonym-B"
  | "synonym-C"
  | "reading"
  | "recitation"
  | "working-memory"
  | "classification"
  | "composite-W"
  | "composite-U"
  | "composite-true"
  | "wrong-pairs"
  | "non-commuting";

const TASKS: Readonly<Record<TaskName, () => AnchorTask>> = {
  "identity": () => identityTask(),
  "anchor-after-key": () => anchorAfterKeyTask(),
  "distance": () => distanceTask(),
  "cyclic-distance": () => distanceTask({ cyclic: true }),
  "average": () => averageTask(),
  "multi-anchor": () => multiAnchorTask(),
  "low-frequency": () => frequencyTask("low"),
  "high-frequency": () => frequencyTask("high"),
  "statistical": () => statisticalTask(),
  "statistical-once": () => statisticalTask({ repeats: 1 }),
  "anchor-length": () => anchorLengthTask(0.5),
  "two-intervals": () => twoIntervalTask(),
  "overlapping-intervals": () => twoIntervalTask([{ from: 20, to: 69 }, { from: 50, to: 99 }]),
  "holes": () => holesTask(),
  "composition": () => compositionTask(),
  "composition-anchors-first": () => compositionTask({ order: "anchorsFirst" }),
  "synonym-A": () => synonymTask("A"),
  "synonym-B": () => synonymTask("B"),
  "synonym-C": () => synonymTask("C"),
  "reading": () => readingTask(),
  "recitation": () => recitationTask(),
  "working-memory": () => workingMemoryTask(),
  "classification": () => classificationTask(),
  "composite-W": () => compositeTask("W"),
  "composite-U": () => compositeTask("U"),
  "composite-true": () => compositeTask("true"),
  "wrong-pairs": () => wrongPairsTask(6),
  "non-commuting": () => nonCommutingTask(),
};

/** Names of all tasks, those of paper 07 first. */
export const TASK_NAMES: readonly TaskName[] = Object.keys(TASKS) as TaskName[];

/**
 * A task of the papers with the papers' settings.
 *
 * ```ts
 * import { TASK_NAMES, taskByName } from "@paper-notebooks/lib/sequences/anchors";
 *
 * if (TASK_NAMES.map(taskByName).some(({ name }) => name === "")) throw new Error();
 * ```
 *
 * @throws {RangeError} for an unknown name
 */
export function taskByName(name: TaskName): AnchorTask {
  if (!Object.hasOwn(TASKS, name)) {
    throw new RangeError(`taskByName: "${name}" is unknown, allowed ${TASK_NAMES.join(", ")}`);
  }
  return TASKS[name]();
}
