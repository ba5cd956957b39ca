import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import {
  accuracyAt,
  decidedShare,
  halfwayGap,
  halfwaySize,
  learnedStep,
  logSlope,
  netWith,
  rowsAtColumn,
  shiftedRows,
  stepOfLearning,
  vocabularyCases,
  vocabularyExponents,
} from "../../../notebooks/07_anchor_functions/readings.ts";
import vocabularySize from "../../../notebooks/07_anchor_functions/vocabulary_size.ts";

Deno.test("shiftedRows() counts greatest entries right of the diagonal, without the last row", () => {
  const next = Array.from({ length: 9 }, (_, i) => (i % 3 === Math.floor(i / 3) + 1 ? 1 : 0));
  assertEquals(shiftedRows(next, 3), 2);
  assertEquals(shiftedRows([1, 0, 0, 0, 1, 0, 0, 0, 1], 3), 0);
});

Deno.test("rowsAtColumn() counts rows whose greatest entry is in the column", () => {
  assertEquals(rowsAtColumn([0, 1, 0, 0, 2, 1, 3, 1, 0], 3, 1), 2);
});

Deno.test("stepOfLearning() is the first step at 0.95, or one after the last", () => {
  assertEquals(stepOfLearning({ steps: [0, 10, 20], loss: [1, 1, 1], accuracy: [0, 0.95, 0.9] }), 10);
  assertEquals(stepOfLearning({ steps: [0, 10, 20], loss: [1, 1, 1], accuracy: [0, 0.5, 0.9] }), 21);
});

Deno.test("decidedShare() counts both ends", () => {
  assertEquals(decidedShare([0.05, 0.5, 0.8, 0.95]), 0.5);
});

Deno.test("nets and trainings that were not run are refused by name", () => {
  const run = { transformer: [{ size: 200, train: 1, test: 0.1, bestTest: 0.2 }] };
  assertEquals([accuracyAt(run, "transformer", 200), accuracyAt(run, "transformer", 200, "train")], [0.1, 1]);
  assertThrows(
    () => accuracyAt(run, "transformer", 300),
    RangeError,
    "netWith: no net of size 300, allowed size 200",
  );
  const nets = [{ sentences: 4000, mirrored: false }, { sentences: 4000, mirrored: true }];
  assertEquals(netWith(nets, { mirrored: true }), nets[1]);
  assertThrows(
    () => netWith(nets, { sentences: 500, mirrored: false }),
    RangeError,
    "no net of sentences 500, mirrored false, allowed sentences 4000, mirrored false; sentences 4000, mirrored true",
  );
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

Deno.test("halfwaySize() lies between the sizes around one half, and is null outside", () => {
  assertAlmostEquals(halfwaySize([100, 400], [0.25, 0.75])!, 200, 1e-9);
  assertAlmostEquals(halfwaySize([100, 400, 500], [0, 0.5, 1])!, 400, 1e-9);
  assertEquals(halfwaySize([100, 400], [0.6, 1]), null);
  assertEquals(halfwaySize([100, 400], [0.1, 0.4]), null);
});

Deno.test("logSlope() is the exponent of a power law", () => {
  assertAlmostEquals(logSlope([40, 80, 160], [40, 80, 160].map((x) => 3 * x ** 1.5)), 1.5, 1e-12);
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
