/** Tasks of paper 07 whose answer is in the sequence: reading, recitation, working memory, classification. */
import { checkedTask } from "../checked_task.ts";
import type { ClassificationTask, ReadingTask, RecitationTask, WorkingMemoryTask } from "../task.ts";
import { type AnchorTaskOptions, ITEMS } from "./one_anchor.ts";

function settings({ length = 9, vocabulary = 201, modulus = length - 1 }: AnchorTaskOptions) {
  return { length, vocabulary, modulus, noise: ITEMS };
}

/** Settings of {@linkcode recitationTask}. */
export interface RecitationOptions extends AnchorTaskOptions {
  /** Fraction of forward sequences; paper: 0.5. */
  readonly forwardShare?: number;
}

/** `a 3 b` inside; the last token a asks for b, b asks for a (E7). */
export function recitationTask({ forwardShare = 0.5, ...options }: RecitationOptions = {}): RecitationTask {
  return checkedTask({
    kind: "recitation",
    name: "recitation",
    anchors: [3],
    forwardShare,
    ...settings(options),
  });
}

/** Reading comprehension: the item after the earlier occurrence of the last token (E4; our own design). */
export function readingTask(options: AnchorTaskOptions = {}): ReadingTask {
  return checkedTask({ kind: "reading", name: "reading", anchors: [], ...settings(options) });
}

/** Working memory, 20 tokens: the sum of the keys after anchors 3 and 4 (E4; our own design). */
export function workingMemoryTask(options: AnchorTaskOptions = {}): WorkingMemoryTask {
  return checkedTask({
    kind: "memory",
    name: "working-memory",
    anchors: [3, 4],
    ...settings({ length: 20, ...options }),
  });
}

/**
 * Classification: four values with classes 1 … 4, then a value; the answer is the class of the nearest one (E4; our own
 * design).
 */
export function classificationTask(options: AnchorTaskOptions = {}): ClassificationTask {
  return checkedTask({
    kind: "classification",
    name: "classification",
    anchors: [1, 2, 3, 4],
    ...settings(options),
  });
}
