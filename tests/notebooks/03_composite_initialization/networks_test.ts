import { assertAlmostEquals, assertEquals, assertGreater, assertRejects } from "@std/assert";
import { compositeTask } from "../../../lib/sequences/anchors/mod.ts";
import { networkOf } from "../../../lib/sequences/anchors/training/mod.ts";
import { normalFanIn } from "../../../lib/nn/mod.ts";
import { generator, normalArray } from "../../../lib/random/mod.ts";
import type { RunContext } from "../../../lib/train/mod.ts";
import { answerShares, heldOutAnswers } from "../../../notebooks/03_composite_initialization/answers.ts";
import { commonestOffset, lossByCut } from "../../../notebooks/03_composite_initialization/readings.ts";
import {
  anchorTraining,
  answeredBy,
  FULL_TRAINING,
  HELD_OUT,
  MIRRORED,
  pairBatch,
  trainComposite,
} from "../../../notebooks/03_composite_initialization/composite_training.ts";
import {
  alignment,
  fusion,
  nearnessOrder,
} from "../../../notebooks/03_composite_initialization/inner_vectors.ts";
import { keyTransfer } from "../../../notebooks/03_composite_initialization/key_patching.ts";
import { BLOCKS } from "../../../notebooks/03_composite_initialization/one_block.ts";
import {
  embeddingOrder,
  queryCondensation,
} from "../../../notebooks/03_composite_initialization/weight_measures.ts";

const TASK = compositeTask("W");
const CONTEXT: RunContext = {
  signal: new AbortController().signal,
  progress: () => {},
  checkpoint: () => undefined,
};
const MODEL = networkOf(anchorTraining(FULL_TRAINING, 0.5).network, TASK);
const PARAMETERS = normalFanIn(MODEL.parameters, 0.5, generator(1));

Deno.test("sequences of a pair are those of the part that has it, and can be given either answer", () => {
  const heldOut = pairBatch(TASK, HELD_OUT, 3, 50), mirrored = pairBatch(TASK, MIRRORED, 3, 50);
  assertEquals([...heldOut.labels], [...heldOut.keys].map((key) => key - 10));
  assertEquals([...mirrored.labels], [...mirrored.keys].map((key) => key - 6));
  assertEquals([...answeredBy(heldOut, -6).labels], [...heldOut.keys].map((key) => key - 6));
  for (let row = 0; row < 50; row++) assertEquals(heldOut.keys[row] % 7, heldOut.keyPositions[row]);
});

Deno.test("shares count −10 and −6, and nothing else", () => {
  assertEquals(answerShares([30, 40, 50, 60], [20, 34, 44, 60]), { inferential: 0.25, symmetric: 0.5 });
});

Deno.test("an untrained network answers by chance; its offsets cover all rows", async () => {
  const { whole, offsets } = await heldOutAnswers(MODEL, PARAMETERS, TASK, 0, 100);
  assertEquals(offsets.reduce((sum, [, count]) => sum + count, 0), 100);
  assertGreater(0.2, whole.inferential + whole.symmetric);
});

Deno.test("shares of answers that follow a patch lie in 0 … 1", async () => {
  const { noise, anchors, key } = await keyTransfer(MODEL, PARAMETERS, TASK, 0, 20);
  for (const share of [noise, anchors, key]) assertEquals(share >= 0 && share <= 1, true);
});

Deno.test("attention rows that are kept add up to one, and the order score lies in [−1, 1]", async () => {
  const { order, attention } = await fusion(MODEL, PARAMETERS, TASK, 0);
  assertGreater(1, Math.abs(order));
  assertEquals(attention.map((rows) => rows.length), [9, 1]);
  for (const row of attention.flat()) {
    assertAlmostEquals(row.reduce((sum, weight) => sum + weight, 0), 1, 1e-3);
  }
});

Deno.test("untrained fused vectors know nothing of answers", async () => {
  const { gap, permuted, maps } = await alignment(MODEL, PARAMETERS, TASK, 0);
  assertGreater(0.15, Math.abs(gap));
  assertGreater(0.1, Math.abs(permuted));
  assertEquals(maps.map(({ cosines }) => cosines.length), [11, 11]);
});

Deno.test("embeddings on a line are of rank one and in order; random ones are not", () => {
  const line = Float64Array.from({ length: 240 }, (_, i) => [Math.floor(i / 3) / 80 + 1, 1, 2][i % 3]);
  const ordered = embeddingOrder(line, 3);
  assertAlmostEquals(ordered.effectiveRank, 1, 1e-6);
  assertAlmostEquals(ordered.seriation, 1, 1e-12);
  assertAlmostEquals(ordered.firstComponent, 1, 1e-12);
  const random = embeddingOrder(normalArray(generator(5), 80 * 16, 0, 1), 16);
  assertGreater(random.effectiveRank, 10);
  assertGreater(0.4, random.firstComponent);
});

Deno.test("untrained query neurons have κ of random directions", () => {
  assertAlmostEquals(queryCondensation(MODEL, PARAMETERS), Math.sqrt(2 / (64 * Math.PI)), 0.01);
});

Deno.test("the blocks do not overlap, and each has parameters", () => {
  for (const { name } of MODEL.parameters) {
    assertGreater(2, Object.values(BLOCKS).filter((block) => block.test(name)).length, name);
  }
  for (const block of Object.values(BLOCKS)) {
    assertEquals(MODEL.parameters.some(({ name }) => block.test(name)), true);
  }
});

Deno.test("a rate γ that is not positive is refused, by name", async () => {
  const settings = {
    ...FULL_TRAINING,
    rows: 200,
    batch: 50,
    steps: 2,
    watched: 10,
    readings: 2,
    rate: { ...FULL_TRAINING.rate, warmup: 1 },
  };
  const train = (gamma: number) =>
    trainComposite(settings, { condition: { variant: "W", gamma }, seed: 0, context: CONTEXT, part: "test" });
  for (const gamma of [0, -1, NaN]) await assertRejects(() => train(gamma), RangeError, "γ");
  const { curves } = await train(0.5);
  assertEquals(curves.steps, [0, 2]);
});

Deno.test("commonest offset and loss by a cut are read off the answers", () => {
  const offsets: [number, number][] = [[-10, 3], [-6, 7], [2, 1]];
  assertEquals(commonestOffset(offsets), -6);
  const answers = {
    offsets,
    whole: { inferential: 0.3, symmetric: 0.6 },
    withoutKeyToAnchors: { inferential: 0.1, symmetric: 0.6 },
    withoutAnchorsToLast: { inferential: 0.3, symmetric: 0.2 },
  };
  assertAlmostEquals(lossByCut({ answers }, "inferential"), 0.2, 1e-12);
  assertEquals(lossByCut({ answers }, "symmetric"), 0);
  assertAlmostEquals(lossByCut({ answers }, "symmetric", "withoutAnchorsToLast"), 0.4, 1e-12);
});

Deno.test("cosines that fall with the distance of the answers are in order", () => {
  const keys = Array.from({ length: 11 }, (_, i) => 30 + i);
  const map = (cosine: (distance: number) => number) => ({
    rows: [3, 3] as const,
    columns: [2, 2] as const,
    cosines: keys.map((row) => keys.map((column) => cosine(Math.abs(row - 4 - column - 2)))),
  });
  assertAlmostEquals(nearnessOrder(map((distance) => 1 - distance / 40)), 1, 1e-12);
  assertAlmostEquals(nearnessOrder(map((distance) => distance / 40)), -1, 1e-12);
});
