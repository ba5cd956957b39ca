import { assert, assertEquals, assertThrows } from "@std/assert";
import { chainTask, readChain, sampleStream } from "../../lib/sequences/chains/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { spokenSequences } from "../../notebooks/02_matching_mechanism/chain_of_thought.ts";
import { SMALL, stepsToNinety, taskOf } from "../../notebooks/02_matching_mechanism/chain_training.ts";
import {
  mostSteps,
  selectivity,
  speedRatio,
  strongestMerging,
} from "../../notebooks/02_matching_mechanism/claims_of_paper.ts";
import { causalReach, orderedReach } from "../../notebooks/02_matching_mechanism/causal_reach.ts";
import { withoutQuery, withShuffledAnswers } from "../../notebooks/02_matching_mechanism/controls.ts";
import { readSequence } from "../../notebooks/02_matching_mechanism/matching_figures.ts";
import { otherTargets } from "../../notebooks/02_matching_mechanism/mechanism.ts";
import parallelLonger, { chosenRows } from "../../notebooks/02_matching_mechanism/parallel_longer.ts";
import parallelReasoning, { parallelTask } from "../../notebooks/02_matching_mechanism/parallel_reasoning.ts";
import templateLogic, {
  logicTask,
  templateSequences,
} from "../../notebooks/02_matching_mechanism/template_logic.ts";
import { untrainedKernels } from "../../notebooks/02_matching_mechanism/untrained_kernels.ts";

const TASK = taskOf(SMALL);
const BATCH = sampleStream(TASK, "test", generator(5)).rows(0, 200);

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

Deno.test("a sequence is read for its figure as the task reads it", () => {
  for (let i = 0; i < 20; i++) {
    const { targets, tokens } = readSequence(row(BATCH, i), 2);
    assertEquals(targets, readChain(TASK, row(BATCH, i)).path.map((source) => source + 1));
    assertEquals(tokens.at(-1), `${row(BATCH, i).at(-1)}?`);
  }
  assertThrows(() => readSequence([20, 25, 30], 1), RangeError, "no link begins with 30");
});

Deno.test("what rows are decided by is read off curves and scores", () => {
  assertEquals(stepsToNinety({ steps: [0, 100, 200], test: [0.1, 0.95, 0.9] }), 100);
  assertEquals(stepsToNinety({ steps: [0, 100], test: [0.1, 0.8] }), Infinity);
  const cell = (kind: string, rate: number, ninety: number) => ({
    kind,
    rate,
    steps: [0, 100, 200, 300],
    train: [],
    test: [0, 100, 200, 300].map((step) => step >= ninety ? 0.95 : 0.2),
    scaleSteps: [],
    scales: {},
  });
  const run = [cell("none", 1, 300), cell("none", 2, 200), cell("random", 1, 100), cell("random", 2, 400)];
  assertEquals(speedRatio(run, "random", 300), 0.5);
  const depth = [1, 2, 3].map((count) => ({ layers: 3, count, train: 1, test: count < 3 ? 0.95 : 0.5 }));
  assertEquals([mostSteps(depth, 3, 4), mostSteps(depth, 2, 4), mostSteps(depth, 3, 2)], [2, 0, 1]);
  const score = (layer: number, buffer: number, score: number) => ({ layer, head: 0, buffer, score });
  const readout = [
    score(2, 0, 0.9),
    score(3, 0, 0.1),
    score(3, 2, 0.8),
    score(4, 0, 0.2),
    score(4, 2, 0.1),
    score(4, 3, 0.6),
  ];
  assert(Math.abs(selectivity(readout) - 3) < 1e-12);
});

Deno.test("a causal mask costs steps, and the order of the links decides how many", () => {
  const reach = causalReach({ links: 130, orders: 40, layers: [2, 3, 4, 5], seed: 0 });
  assertEquals(reach[0].all, { mean: 1, most: 1 });
  reach.forEach(({ layers, one, all }) => {
    assert(one.mean <= 2 ** (layers - 1) - 1 && all.most <= (3 ** (layers - 1) - 1) / 2);
    assert(one.mean <= all.mean);
  });
  assertEquals([2, 3, 4, 5].map((depth) => orderedReach(130, depth, "one")), [[1, 1], [2, 3], [3, 7], [
    4,
    15,
  ]]);
  assertEquals([2, 3, 4, 5].map((depth) => orderedReach(130, depth, "all")), [[1, 1], [3, 3], [7, 7], [
    15,
    15,
  ]]);
});

Deno.test("the longer training of parallel reasoning has the same task, and rows are chosen by k", () => {
  const longer = parallelLonger.settings, shorter = parallelReasoning.settings;
  const task = parallelTask(longer, "order");
  assertEquals(task, parallelTask(shorter, "order"));
  assertEquals([longer.layers, longer.width], [shorter.layers, shorter.width]);
  const batch = sampleStream(task, "test", generator(3)).rows(0, 60);
  const chosen = longer.counts.map((k) => chosenRows(batch, (row) => batch.steps[row] === k));
  assertEquals(chosen.reduce((sum, { rows }) => sum + rows, 0), 60);
  chosen.forEach(({ rows, tokens, labels, length }, i) => {
    for (let at = 0; at < rows; at++) {
      const own = row({ length, tokens }, at);
      assertEquals(own.at(-1), longer.counts[i]);
      assertEquals(readChain(task, own).items.at(-1), labels[at]);
    }
  });
});

Deno.test("merging is read in the layer from the second on where it is strongest", () => {
  const read = strongestMerging({ merging: [0.9, 0.1, 0.4, 0.2], elsewhere: [0.01, 0.2, 0.03, 0.05] });
  assertEquals(read, { layer: 3, weight: 0.4, elsewhere: 0.03 });
});

Deno.test("kernels before training are those of the seed's start, for layers that match only", () => {
  const condition = { gamma: 0.8, normalization: "post" } as const;
  const [second, third] = untrainedKernels(SMALL, condition, 0, [2, 3]);
  assertEquals([second.length, second[0].length], [SMALL.width, SMALL.width]);
  assert(second[0][0] !== third[0][0]);
  assertEquals(untrainedKernels(SMALL, condition, 0, [3]), [third]);
  assertThrows(() => untrainedKernels(SMALL, condition, 0, [1]), RangeError, "in 2 … 3, got 1");
  assertThrows(() => untrainedKernels(SMALL, condition, 0, [4]), RangeError, "in 2 … 3, got 4");
});
