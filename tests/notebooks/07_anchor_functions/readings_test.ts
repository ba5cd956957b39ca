import { assertAlmostEquals, assertEquals } from "@std/assert";
import {
  decidedShare,
  halfwayGap,
  learnedStep,
  stepOfLearning,
  vocabularyCases,
  vocabularyExponents,
  widestGap,
} from "../../../notebooks/07_anchor_functions/readings.ts";
import vocabularySize from "../../../notebooks/07_anchor_functions/vocabulary_size.ts";

Deno.test("stepOfLearning() is the first step at 0.95, or one after the last", () => {
  assertEquals(stepOfLearning({ steps: [0, 10, 20], loss: [1, 1, 1], accuracy: [0, 0.95, 0.9] }), 10);
  assertEquals(stepOfLearning({ steps: [0, 10, 20], loss: [1, 1, 1], accuracy: [0, 0.5, 0.9] }), 21);
});

Deno.test("decidedShare() counts both ends", () => {
  assertEquals(decidedShare([0.05, 0.5, 0.8, 0.95]), 0.5);
});

Deno.test("half way to 0.95 is read from the direction in the order of the text", () => {
  const net = (forward: number[], reverse: number[], mirrored: boolean) => ({
    sentences: 4000,
    mirrored,
    steps: [0, 100, 200, 300, 400],
    forward,
    reverse,
  });
  const first = [0, 0.2, 0.9, 0.96, 1], second = [0, 0.05, 0.2, 0.3, 1];
  const plain = net(first, second, false), turned = net(second, first, true);
  assertEquals([learnedStep(plain), learnedStep(turned)], [300, 300]);
  assertAlmostEquals(halfwayGap(plain), 0.15);
  assertAlmostEquals(halfwayGap(turned), -0.15);
  const never = net([0, 0.1, 0.2, 0.3, 0.4], [0, 0, 0.1, 0.1, 0.1], false);
  assertEquals(learnedStep(never), null);
  assertAlmostEquals(halfwayGap(never), 0.1);
});

Deno.test("items grow in three cases, the table alone in three, with one in common", () => {
  const { settings } = vocabularySize;
  assertEquals(vocabularyCases(settings.cases), { items: [0, 1, 2], table: [0, 3, 4] });
  // Accuracy 0.5 exactly at a size: items 40, 80, 160 at 250, 640, 1600; the table alone changes nothing.
  const at = (half: number) => settings.sizes.map((size) => size < half ? 0 : size === half ? 0.5 : 1);
  const { items, table } = vocabularyExponents(settings, [250, 640, 1600, 250, 250].map(at));
  assertAlmostEquals(items!, Math.log(1600 / 250) / Math.log(4), 1e-9);
  assertAlmostEquals(table!, 0, 1e-9);
});

Deno.test("widestGap() is the largest lead of forward over reverse at one reading", () => {
  const net = {
    sentences: 1,
    mirrored: false,
    steps: [0, 1, 2],
    forward: [0, 0.75, 1],
    reverse: [0, 0.25, 1],
  };
  assertEquals(widestGap(net), 0.5);
});
