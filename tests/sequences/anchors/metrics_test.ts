import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import {
  accuracyByMapping,
  compositeTask,
  compositionTask,
  countMappings,
  lastTokenAccuracy,
  mappingIndex,
  neighbourErrorShare,
  offsetHistogram,
  offsetProbabilities,
  predictedTokens,
  sampleStream,
  solutionShares,
  statisticalTask,
} from "../../../lib/sequences/anchors/mod.ts";
import { generator } from "../../../lib/random/mod.ts";

const W = compositeTask("W"), unseen = sampleStream(W, "unseen", generator(1)).rows(0, 400);

Deno.test("the predicted token is that of the largest logit, the first of equal ones", () => {
  assertEquals(predictedTokens([0, 2, 1, 5, 5, 4, -3, -2, -Infinity], 3), Int32Array.of(1, 0, 1));
  assertThrows(() => predictedTokens([0, NaN], 2), RangeError, "token 1 in row 0 is NaN");
  assertThrows(() => predictedTokens([0, 1, 2], 2), RangeError, "3 logits are no rows");
});

Deno.test("accuracy is the share of right last tokens, in all and by mapping", () => {
  assertEquals(lastTokenAccuracy([1, 2, 3, 4], [1, 2, 0, 0]), 0.5);
  const seen = sampleStream(W, "test", generator(2)).rows(0, 1000), wrong = mappingIndex(W, [3, 4]);
  const predictions = seen.labels.map((label, row) => seen.mappings[row] === wrong ? 0 : label);
  const by = accuracyByMapping(seen, predictions);
  assertEquals([by.size, by.get(wrong), by.get(0)], [15, 0, 1]);
});

Deno.test("answers on the unseen pair are inferential, symmetric or other", () => {
  const half = unseen.keys.map((x, row) => row < 200 ? x - 10 : row < 300 ? x - 6 : x - 7);
  assertEquals(solutionShares(W, unseen, half, [4, 3]), {
    rows: 400,
    inferential: 0.5,
    symmetric: 0.25,
    other: 0.25,
  });
  const truth = compositeTask("true");
  assertEquals(solutionShares(truth, unseen, half, [4, 3]), {
    rows: 400,
    inferential: 0.5,
    symmetric: 0.5,
    other: 0.5,
  });
});

Deno.test("a network has as many mappings as it has different offsets", () => {
  const predictions = unseen.keys.map((x, row) => row === 0 ? x + 1 : row < 100 ? x - 6 : x - 10);
  assertEquals([...offsetHistogram(unseen, predictions)], [[-10, 300], [-6, 99], [1, 1]]);
  assertEquals(countMappings(unseen, predictions), 3);
  assertEquals(countMappings(unseen, predictions, { least: 0.01 }), 2);
  assertEquals(countMappings(unseen, predictions, { mapping: mappingIndex(W, [4, 3]) }), 3);
  assertThrows(() => offsetHistogram(unseen, predictions, 0), RangeError, "no row of mapping 0");
  assertThrows(() => countMappings(unseen, predictions, { least: 2 }), RangeError, "got 2");
});

Deno.test("errors on a masked pair are counted as those of its neighbours or not", () => {
  const task = compositionTask(), batch = sampleStream(task, "unseen", generator(3)).rows(0, 100);
  const answer = (row: number) => row < 50 ? -7 : row < 80 ? -4 : row < 90 ? -10 : 3;
  const predictions = batch.keys.map((x, row) => x + answer(row)), near = [[3, 3], [4, 4]];
  assertEquals(neighbourErrorShare(task, batch, predictions, [3, 4], near), { errors: 50, share: 0.8 });
  assertEquals(neighbourErrorShare(task, batch, batch.labels, [3, 4], near), { errors: 0, share: undefined });
  assertThrows(() => neighbourErrorShare(task, batch, predictions, [3, 4], []), RangeError, "no neighbour");
});

Deno.test("probabilities of x and x + 1 are those of the key plus the offset, and rows must be stochastic", () => {
  const batch = sampleStream(statisticalTask(), "test", generator(1)).rows(0, 10), V = 201;
  const mix = new Float32Array(10 * V);
  batch.keys.forEach((key, row) => {
    mix[row * V + key] = 0.8;
    mix[row * V + key + 1] = 0.2;
  });
  for (const [offset, p] of [[0, 0.8], [1, 0.2], [2, 0]]) {
    offsetProbabilities(batch, mix, V, offset).forEach((value) => assertAlmostEquals(value, p, 1e-6));
  }
  for (const bad of [0.1, NaN, -0.1]) {
    assertThrows(() => offsetProbabilities(batch, mix.with(0, bad), V, 0), RangeError, "row 0 sums to");
  }
  assertThrows(() => offsetProbabilities(batch, mix, V, 200), RangeError, "allowed 0 … 200");
  assertThrows(
    () => offsetProbabilities(batch, mix.subarray(1), V, 0),
    RangeError,
    "for 10 rows of 201 tokens",
  );
});

Deno.test("no row, another number of predictions, and predictions that are no tokens are refused", () => {
  const none = sampleStream(W, "unseen", generator(1)).rows(0, 0);
  assertThrows(() => lastTokenAccuracy([], []), RangeError, "no row to measure");
  assertThrows(() => solutionShares(W, none, [], [4, 3]), RangeError, "no row to measure");
  assertThrows(() => lastTokenAccuracy([1], [1, 2]), RangeError, "1 predictions for 2 rows");
  assertThrows(() => lastTokenAccuracy([NaN], [1]), TypeError, "row 0 has NaN");
  assertThrows(() => solutionShares(W, unseen, unseen.labels, [3, 4]), RangeError, "no row of pair (3,4)");
  assertThrows(
    () => solutionShares(W, unseen, unseen.labels, [5, 4]),
    RangeError,
    "no mapping of anchors (5,4)",
  );
  assertThrows(() => accuracyByMapping(unseen, unseen.labels.subarray(1)), RangeError, "399 predictions");
});
