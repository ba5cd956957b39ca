/** Sentences of the reading task. */
import { residueClass } from "../modular_split.ts";
import type { ReadingTask } from "../task.ts";
import { choose, type Drawer, fillNoise } from "./drawer.ts";

/**
 * q at p, the answer at p + 1 and q at the end; the answer is split by its own position. All other items differ from q,
 * so the question has one answer.
 */
export function readingDrawer(task: ReadingTask, part: "train" | "test"): Drawer {
  const { length, noise, modulus } = task, starts = length - 2, items = noise.to - noise.from + 1;
  const owner = `task ${task.name}`;
  const answers = Array.from({ length }, (_, at) => residueClass(owner, noise, at, modulus, part));
  return {
    rows: 1,
    draw(stream, batch, row) {
      fillNoise(stream, task, batch, row);
      const { tokens } = batch, first = row * length, start = stream.integer(starts);
      const answer = choose(stream, answers[start + 1]);
      // Uniform over all items except one: the last one replaces the excluded one.
      const other = (excluded: number) => {
        const item = noise.from + stream.integer(items - 1);
        return item === excluded ? noise.to : item;
      };
      const question = other(answer);
      for (let i = first; i < first + length; i++) if (tokens[i] === question) tokens[i] = other(question);
      tokens[first + start] = tokens[first + length - 1] = question;
      tokens[first + start + 1] = answer;
      batch.labels[row] = batch.keys[row] = answer;
      batch.keyPositions[row] = start + 1;
    },
  };
}
