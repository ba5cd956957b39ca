import { assert, assertEquals } from "@std/assert";
import { chosenSequences } from "../../../lib/sequences/chosen_sequences.ts";
import { generator } from "../../../lib/random/mod.ts";
import { chainTask, readChain, sampleStream } from "../../../lib/sequences/chains/mod.ts";
import { spokenSequences } from "../../../notebooks/02_matching_mechanism/chain_of_thought.ts";
import { SMALL, taskOf } from "../../../notebooks/02_matching_mechanism/chain_training.ts";
import { withoutQuery, withShuffledAnswers } from "../../../notebooks/02_matching_mechanism/controls.ts";
import { otherTargets } from "../../../notebooks/02_matching_mechanism/mechanism.ts";
import parallelLonger from "../../../notebooks/02_matching_mechanism/parallel_longer.ts";
import parallelReasoning, {
  parallelTask,
} from "../../../notebooks/02_matching_mechanism/parallel_reasoning.ts";
import templateLogic, {
  logicTask,
  templateSequences,
} from "../../../notebooks/02_matching_mechanism/template_logic.ts";

const BATCH = sampleStream(taskOf(SMALL), "test", generator(5)).rows(0, 200);

/** One sequence of a batch. */
function row(batch: { length: number; tokens: Int32Array }, index: number): number[] {
  return Array.from(batch.tokens.subarray(index * batch.length, (index + 1) * batch.length));
}

Deno.test("controls take away answers or the query, and nothing else", () => {
  const shuffled = withShuffledAnswers(BATCH, 1), without = withoutQuery(BATCH);
  assertEquals([...shuffled.labels].sort(), [...BATCH.labels].sort());
  assert(shuffled.labels.some((label, i) => label !== BATCH.labels[i]));
  assertEquals(shuffled.tokens, BATCH.tokens);
  for (let i = 0; i < BATCH.rows; i++) assertEquals(row(without, i), [...row(BATCH, i).slice(0, -1), 0]);
  assertEquals(without.labels, BATCH.labels);
});

Deno.test("the other link is never the one on the way", () => {
  const others = otherTargets(BATCH, SMALL.links, 2);
  for (let i = 0; i < BATCH.rows; i++) {
    others[i].forEach((target, j) => {
      assertEquals(target % 2, 1);
      assert(target > 0 && target < BATCH.length - 1);
      assert(target !== BATCH.path[i * BATCH.mostSteps + j] + 1);
    });
  }
});

Deno.test("spoken sequences go on with each next item, and ask for the one after it", () => {
  const task = chainTask("single", { links: 4, steps: [3], items: { from: 20, to: 60 } });
  const batch = sampleStream(task, "test", generator(1)).rows(0, 50), spoken = spokenSequences(batch, 3);
  assertEquals(spoken.length, task.length + 2);
  for (let i = 0; i < batch.rows; i++) {
    const { items } = readChain(task, row(batch, i));
    assertEquals(row(spoken, i), [...row(batch, i), ...items.slice(1, 3)]);
    assertEquals(Array.from(spoken.labels.subarray(3 * i, 3 * i + 3)), items.slice(1));
  }
});

Deno.test("rules in words say what the chains say", () => {
  const settings = templateLogic.settings, task = logicTask(settings);
  const batch = sampleStream(task, "train", generator(1)).rows(0, 20),
    { length, ...rest } = templateSequences(batch);
  assertEquals(length, 19);
  assertEquals(rest.labels, batch.labels);
  for (let i = 0; i < 20; i++) {
    const words = row({ length, tokens: rest.tokens }, i), own = row(batch, i);
    for (let link = 0; link < 4; link++) {
      assertEquals(words.slice(4 * link, 4 * link + 4), [1, own[2 * link], 2, own[2 * link + 1]]);
    }
    assertEquals(words.slice(16), [3, 2, own[8]]);
  }
});

Deno.test("the longer training of parallel reasoning has the same task, and rows are chosen by k", () => {
  const longer = parallelLonger.settings, shorter = parallelReasoning.settings;
  const task = parallelTask(longer, "order");
  assertEquals(task, parallelTask(shorter, "order"));
  assertEquals([longer.layers, longer.width], [shorter.layers, shorter.width]);
  const batch = sampleStream(task, "test", generator(3)).rows(0, 60);
  const chosen = longer.counts.map((k) => chosenSequences(batch, (row) => batch.steps[row] === k));
  assertEquals(chosen.reduce((sum, { rows }) => sum + rows, 0), 60);
  chosen.forEach(({ rows, tokens, labels, length }, i) => {
    for (let at = 0; at < rows; at++) {
      const own = row({ length, tokens }, at);
      assertEquals(own.at(-1), longer.counts[i]);
      assertEquals(readChain(task, own).items.at(-1), labels[at]);
    }
  });
});
