/** Sentences that ask for one key and one pair of anchors. */
import { generator } from "../../random/mod.ts";
import type { AnchorBatch } from "./anchor_batch.ts";
import { keySequence } from "./key_sequence.ts";
import type { KeyTask } from "./task.ts";

/** Two anchors, and the key before them. */
export type Asked = readonly [first: number, second: number, key: number];

/**
 * Sentences with these anchors and this key at every place in turn, among noise; always the same ones.
 *
 * @param rows number of sentences
 * @throws {RangeError} for a pair that is none of the task's, or a key out of its range
 */
export function askedSentences(
  task: KeyTask,
  [first, second, key]: Asked,
  rows: number,
): Pick<AnchorBatch, "rows" | "length" | "tokens"> {
  const noise = generator(0, "asked"), { length } = task;
  const sentences = Array.from(
    { length: rows },
    (_, row) => keySequence(task, { anchors: [first, second], key, start: row % (length - 2) }, noise),
  );
  return { rows, length, tokens: Int32Array.from(sentences.flatMap((sentence) => Array.from(sentence))) };
}
