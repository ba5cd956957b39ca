/** Extension B3: the state of the anchors is patched from one sequence into another with another key. */
import { patchedAnswers } from "../../lib/interpret/model/patched_answers.ts";
import type { Model } from "../../lib/nn/mod.ts";
import { keySequence, type KeyTask, predictedTokens } from "../../lib/sequences/anchors/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { MIRRORED } from "./composite_training.ts";

/** Where the key stands in the sequences that are patched. */
const START = 2;
/** Distance of the two keys. */
const SHIFT = 37;

/** Fraction of patched sequences that give the source's answer. */
export interface Transfer {
  /** Patched at both anchors: what a network that attaches the key to the anchors must follow. */
  anchors: number;
  /** Patched at two positions of noise: must follow nothing. */
  noise: number;
  /** Patched at the key itself: what a network that fetches the key late must follow. */
  key: number;
}

/**
 * The stream after layer 1 of a (3, 4) sequence with another key is put into a (3, 4) sequence, at some positions.
 *
 * @param rows pairs of sequences
 */
export async function keyTransfer(
  model: Model,
  parameters: Float64Array,
  task: KeyTask,
  seed: number,
  rows: number,
): Promise<Transfer> {
  const { from, to } = task.keys, count = to - from + 1, { length, vocabulary } = task;
  const noise = generator(seed, "patched");
  const target = new Int32Array(rows * length), source = new Int32Array(rows * length);
  for (let row = 0; row < rows; row++) {
    const key = from + row % count, other = from + (row + SHIFT) % count;
    const tokens = keySequence(task, { anchors: MIRRORED, key, start: START }, noise);
    target.set(tokens, row * length);
    tokens[START] = other;
    source.set(tokens, row * length);
  }
  const places = { anchors: [START + 1, START + 2], noise: [0, START + 4], key: [START] };
  return await patchedAnswers(model, parameters, { rows, length, target, source }, {
    stream: "layer1.stream",
    places,
    predicted: (logits) => predictedTokens(logits, vocabulary),
  });
}
