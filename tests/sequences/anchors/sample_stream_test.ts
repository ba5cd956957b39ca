import { assert, assertAlmostEquals, assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import {
  type AnchorBatch,
  anchorLengthTask,
  identityTask,
  type Part,
  recitationTask,
  sampleStream,
  statisticalTask,
  synonymTask,
  TASK_NAMES,
  taskByName,
} from "../../../lib/sequences/anchors/mod.ts";
import { generator } from "../../../lib/random/mod.ts";
import { sampleHashes } from "../../golden/anchor_samples.ts";
import golden from "../../golden/anchor_samples.json" with { type: "json" };

const rowOf = ({ tokens, labels, keys, keyPositions, mappings, length }: AnchorBatch, row: number) => [
  ...tokens.subarray(row * length, (row + 1) * length),
  labels[row],
  keys[row],
  keyPositions[row],
  mappings[row],
];

Deno.test("a row is the same alone, in batches of any size, and with any other rows before it", () => {
  for (const name of TASK_NAMES) {
    const task = taskByName(name), stream = () => sampleStream(task, "train", generator(3, name));
    const all = stream().rows(0, 3000);
    for (const size of [1, 7, 256, 1000]) {
      const batches = stream().batches(size);
      for (let from = 0; from + size <= 3000 && from < 40 * size; from += size) {
        const batch = batches.next().value as AnchorBatch;
        for (let row = 0; row < size; row++) assertEquals(rowOf(batch, row), rowOf(all, from + row));
      }
    }
    const jumping = stream();
    for (const row of [2999, 0, 255, 256, 1280, 1279, 17]) {
      assertEquals(rowOf(jumping.rows(row, 1), 0), rowOf(all, row), `${name}, row ${row}`);
    }
    assertEquals(rowOf(jumping.batches(2, 500).next().value as AnchorBatch, 1), rowOf(all, 501));
  }
});

Deno.test("the samples of each task are those of the golden hash", () => {
  assertEquals(sampleHashes(), golden.train);
});

Deno.test("seeds, forks and parts give different samples, and drawing does not advance the generator", () => {
  const task = identityTask(), source = generator(5), before = source.state();
  const first = (part: Part, from = source) => sampleStream(task, part, from).rows(0, 50).tokens;
  assertEquals(first("train"), first("train"));
  assertEquals(source.state(), before);
  assertNotEquals(first("train"), first("train", generator(6)));
  assertNotEquals(first("train"), first("train", source.fork("other")));
  assertNotEquals(first("train"), first("test"));
});

Deno.test("mappings come as often as their weights say, and all alike in the test part", () => {
  const shares = (batch: AnchorBatch, count: number) =>
    Array.from(
      { length: count },
      (_, m) => batch.mappings.filter((other) => other === m).length / batch.rows,
    );
  const rows = 40_000, error = 4 * Math.sqrt(0.25 / rows);
  const length = anchorLengthTask(0.3);
  shares(sampleStream(length, "train", generator(1)).rows(0, rows), 3)
    .forEach((share, i) => assertAlmostEquals(share, [0.7, 0, 0.3][i], error));
  shares(sampleStream(length, "test", generator(1)).rows(0, rows), 3)
    .forEach((share, i) => assertAlmostEquals(share, [0.5, 0, 0.5][i], error));
  shares(sampleStream(recitationTask({ forwardShare: 0.9 }), "train", generator(1)).rows(0, rows), 2)
    .forEach((share, i) => assertAlmostEquals(share, [0.9, 0.1][i], error));
  // Of 20 000 sentences of pattern A, 1000 are the few with anchor 9, of which 6 of 10 pairs have it.
  const synonym = synonymTask("A"), batch = sampleStream(synonym, "train", generator(1)).rows(0, rows);
  const nines = batch.mappings.filter((m) => synonym.mappings[m].anchors.includes(9)).length;
  assertAlmostEquals(nines / rows, 0.05 * 0.6, error);
});

Deno.test("a repeated sentence has its labels in exact shares, one that is not has them by chance", () => {
  const repeated = sampleStream(statisticalTask(), "train", generator(2)).rows(0, 5000);
  for (let first = 0; first < 5000; first += 5) {
    const offsets = Array.from(
      { length: 5 },
      (_, i) => repeated.labels[first + i] - repeated.keys[first + i],
    );
    assertEquals(offsets, [0, 0, 0, 0, 1]);
    for (let i = 1; i < 5; i++) {
      assertEquals(rowOf(repeated, first + i).slice(0, 9), rowOf(repeated, first).slice(0, 9));
    }
  }
  const once = sampleStream(statisticalTask({ repeats: 1 }), "train", generator(2)).rows(0, 20_000);
  const same = once.labels.filter((label, row) => label === once.keys[row]).length / 20_000;
  assertAlmostEquals(same, 0.8, 4 * Math.sqrt(0.16 / 20_000));
});

Deno.test("only the mappings that are asked for are drawn", () => {
  const task = taskByName("composite-W");
  const batch = sampleStream(task, "train", generator(1), { mappings: [3, 5] }).rows(0, 500);
  assertEquals([...new Set(batch.mappings)].sort(), [3, 5]);
  const reverse = sampleStream(recitationTask(), "test", generator(1), { mappings: [1] }).rows(0, 100);
  assert(reverse.mappings.every((mapping) => mapping === 1));
});

Deno.test("parts, mappings, rows and batch sizes that a task has not are refused", () => {
  const source = generator(1), identity = identityTask();
  assertThrows(
    () => sampleStream(identity, "validation" as Part, source),
    RangeError,
    '"validation" is unknown',
  );
  assertThrows(() => sampleStream(identity, "unseen", source), RangeError, "allowed are none");
  assertThrows(() => sampleStream(recitationTask(), "unseen", source), RangeError, 'no part "unseen"');
  assertThrows(
    () => sampleStream(taskByName("composite-W"), "train", source, { mappings: [14] }),
    RangeError,
    'mappings [14] in part "train"',
  );
  assertThrows(() => sampleStream(identity, "train", source, { mappings: [] }), RangeError, "mappings []");
  assertThrows(() => sampleStream(recitationTask(), "train", source, { mappings: [2] }), RangeError, "0, 1");
  const stream = sampleStream(identity, "train", source);
  assertThrows(() => stream.rows(-1, 5), RangeError, "got -1");
  assertThrows(() => stream.rows(0, 0.5), RangeError, "got 0.5");
  assertThrows(() => stream.batches(0), RangeError, "batch size must be an integer of 1 or more, got 0");
});
