/** Sentences of the recitation task. */
import { residueClass } from "../modular_split.ts";
import type { RecitationTask } from "../task.ts";
import { choose, type Drawer, fillNoise } from "./drawer.ts";

/**
 * `a 3 b` at p, p + 1, p + 2 and a (forward) or b (reverse) at the end, a ≠ b.
 *
 * In training neither a nor b is a held-back item of its position; in the test part the answer is and the other is not,
 * so both directions are tested in the same way.
 */
export function recitationDrawer(
  task: RecitationTask,
  part: "train" | "test",
  directions: readonly number[],
): Drawer {
  const { length, noise, modulus, anchors: [anchor] } = task, starts = length - 3;
  const owner = `task ${task.name}`;
  const known = Array.from({ length }, (_, at) => residueClass(owner, noise, at, modulus, "train"));
  const answers = Array.from({ length }, (_, at) => residueClass(owner, noise, at, modulus, part));
  return {
    rows: 1,
    draw(stream, batch, row) {
      fillNoise(stream, task, batch, row);
      const direction = directions.length === 1
        ? directions[0]
        : Number(stream.uniform() >= task.forwardShare);
      const start = stream.integer(starts), answerAt = direction === 0 ? start + 2 : start;
      const questionAt = direction === 0 ? start : start + 2, answer = choose(stream, answers[answerAt]);
      let question = choose(stream, known[questionAt]);
      while (question === answer) question = choose(stream, known[questionAt]);
      const first = row * length;
      batch.tokens[first + start + 1] = anchor;
      batch.tokens[first + answerAt] = answer;
      batch.tokens[first + questionAt] = question;
      batch.tokens[first + length - 1] = question;
      batch.labels[row] = batch.keys[row] = answer;
      batch.keyPositions[row] = answerAt;
      batch.mappings[row] = direction;
    },
  };
}
