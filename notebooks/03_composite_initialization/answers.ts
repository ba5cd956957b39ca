/** Answers of a trained network to the pair that it never saw, intact and with attention edges cut. */
import { chosenRows } from "../../lib/sequences/anchors/chosen_rows.ts";
import { type KeyTask, offsetHistogram } from "../../lib/sequences/anchors/mod.ts";
import { predict } from "../../lib/sequences/anchors/training/mod.ts";
import { type AttentionEdge, knockOutEdges } from "../../lib/interpret/mod.ts";
import type { Model } from "../../lib/nn/mod.ts";
import { HELD_OUT, INFERENTIAL_OFFSET, pairBatch, SYMMETRIC_OFFSET } from "./composite_training.ts";

/** Fractions of the answers to (4, 3). */
export interface AnswerShares {
  inferential: number;
  symmetric: number;
}

/** Answers to (4, 3). */
export interface Answers {
  /** Number of answers by the offset that they add to the key, `[offset, count]` ascending. */
  offsets: [number, number][];
  whole: AnswerShares;
  /** Without the edges of layer 1 from the key to both anchors: the way of a network that composes. */
  withoutKeyToAnchors: AnswerShares;
  /** Without the edges of layer 1 from both anchors to the last position: the way of one that joins the anchors. */
  withoutAnchorsToLast: AnswerShares;
}

/** Fractions of predictions that add −10 and −6 to the key. */
export function answerShares(keys: ArrayLike<number>, predictions: ArrayLike<number>): AnswerShares {
  const share = (offset: number) =>
    Array.from(keys).filter((key, i) => predictions[i] === key + offset).length / keys.length;
  return { inferential: share(INFERENTIAL_OFFSET), symmetric: share(SYMMETRIC_OFFSET) };
}

/** The answers of a network to `rows` sequences with (4, 3); the cuts leave out keys at the last possible place. */
export async function heldOutAnswers(
  model: Model,
  parameters: Float64Array,
  task: KeyTask,
  seed: number,
  rows: number,
): Promise<Answers> {
  const batch = pairBatch(task, HELD_OUT, seed, rows), last = task.length - 1;
  const predictions = await predict(model, parameters, batch);
  const cut = async (edgesOf: (key: number) => AttentionEdge[]): Promise<AnswerShares> => {
    const keys: number[] = [], answers: number[] = [];
    // With the second anchor at the last position the two ways share edges, so that place is left out.
    for (let position = 0; position + 2 < last; position++) {
      const part = chosenRows(batch, (row) => batch.keyPositions[row] === position);
      if (part.rows === 0) continue;
      for (const item of part.keys) keys.push(item);
      for (const item of await predict(model, parameters, part, knockOutEdges(edgesOf(position)))) {
        answers.push(item);
      }
    }
    return answerShares(keys, answers);
  };
  return {
    offsets: [...offsetHistogram(batch, predictions)],
    whole: answerShares(batch.keys, predictions),
    withoutKeyToAnchors: await cut((key) => [1, 2].map((by) => ({ layer: 1, query: key + by, key }))),
    withoutAnchorsToLast: await cut((key) => [1, 2].map((by) => ({ layer: 1, query: last, key: key + by }))),
  };
}
