import { assertEquals, assertThrows } from "@std/assert";
import {
  anchorLengthTask,
  type AnchorPair,
  applyKeyMap,
  assignedMap,
  averageTask,
  checkedTask,
  classificationTask,
  compositeTask,
  type CompositeVariant,
  compositionTask,
  customCompositeTask,
  distanceTask,
  frequencyTask,
  holesTask,
  identityTask,
  inferentialMap,
  keyMap,
  type KeyTask,
  keyTask,
  mappingOf,
  nonCommutingTask,
  readingTask,
  recitationTask,
  statisticalTask,
  symmetricMap,
  type SynonymPattern,
  synonymTask,
  taskByName,
  type TaskName,
  twoIntervalTask,
  workingMemoryTask,
  wrongPairsTask,
} from "../../../lib/sequences/anchors/mod.ts";

const answers = (task: KeyTask, pair: AnchorPair, key: number) => [
  applyKeyMap(assignedMap(task, pair), key),
  applyKeyMap(inferentialMap(task, pair), key),
  applyKeyMap(symmetricMap(task, pair), key),
];
const weight = (task: KeyTask, pair: string) =>
  task.mappings.find(({ anchors }) => `${anchors}` === pair)?.weight;

Deno.test("paper 03: (3, 4) is trained with x − 6, and (4, 3) tells x − 10 from x − 6", () => {
  const task = compositeTask("W");
  assertEquals(answers(task, [3, 4], 50), [44, 40, 40]);
  assertEquals(answers(task, [4, 3], 50), [40, 40, 44]);
  assertEquals(answers(task, [1, 2], 50), [56, 56, 56]);
  assertEquals([task.mappings.length, weight(task, "4,3"), weight(task, "3,4")], [16, 0, 1]);
  const untrained = compositeTask("U");
  assertEquals([weight(untrained, "4,3"), weight(untrained, "3,4")], [0, 0]);
  const truth = compositeTask("true");
  assertEquals(answers(truth, [4, 3], 50), [40, 40, 40]);
  assertEquals([weight(truth, "4,3"), weight(truth, "3,4")], [0, 1]);
});

Deno.test("paper 03: wrong answers come in pair by pair, in both orders", () => {
  for (let wrong = 0; wrong <= 6; wrong++) {
    const task = wrongPairsTask(wrong);
    const differing = task.mappings.filter(({ anchors, outcomes }) =>
      outcomes[0].map.add !== inferentialMap(task, anchors).add
    );
    assertEquals(differing.length, 2 * wrong);
  }
  assertEquals(answers(wrongPairsTask(5), [4, 2], 50)[0], 41);
});

Deno.test("paper 07: the composition of the executed notebook has x − 7 for its masked pair, its neighbours −4 and −10", () => {
  for (const order of ["keyFirst", "anchorsFirst"] as const) {
    const task = compositionTask({ order });
    assertEquals(([[3, 4], [3, 3], [4, 4]] as const).map((pair) => answers(task, pair, 50)[0] - 50), [
      -7,
      -4,
      -10,
    ]);
    assertEquals([weight(task, "3,4"), weight(task, "4,3")], [0, 1]);
  }
});

Deno.test("paper 07: a synonym has few sentences, and what is added depends on the pattern", () => {
  const total = (task: KeyTask, has: (anchors: readonly number[]) => boolean) =>
    task.mappings.reduce((sum, { anchors, weight }) => sum + (has(anchors) ? weight : 0), 0);
  for (const pattern of ["A", "B", "C"] as const) {
    const task = synonymTask(pattern, { sentences: 5000 });
    assertEquals(Math.round(1e9 * total(task, () => true)) / 1e9, 5);
    assertEquals([weight(task, "9,4"), weight(task, "4,9")], [0, 0]);
    assertEquals(Math.round(total(task, (a) => a.includes(3)) * 1e9) / 1e9, pattern === "A" ? 2 : 0);
    assertEquals(total(task, ([a, b]) => a === b), pattern === "C" ? 4 : 0);
    assertEquals(answers(task, [9, 4], 50)[0], 40);
  }
});

Deno.test("anchors that do not commute have different inferential and symmetric answers at every key", () => {
  const task = nonCommutingTask();
  for (const { anchors: [a, b] } of task.mappings) {
    for (let key = 20; key <= 98; key++) {
      const [, composed, mirrored] = answers(task, [a, b], key);
      if (a > b) assertEquals(composed === mirrored, false, `(${a}, ${b}) at ${key}`);
    }
  }
  // g(g(21; 2); 1): 2 · 1 = 2, + 5.
  assertEquals(applyKeyMap(inferentialMap(task, [2, 1]), 21), 27);
});

Deno.test("specifications are plain data", () => {
  const task = compositeTask("W");
  assertEquals(JSON.parse(JSON.stringify(task)), task);
  assertEquals(checkedTask(JSON.parse(JSON.stringify(task)) as KeyTask).name, "composite-W");
});

Deno.test("sequences, anchors, moduli and tokens that cannot be meant are refused", () => {
  const identity = identityTask(),
    but = (change: Partial<KeyTask>) => () => checkedTask({ ...identity, ...change });
  const refused: [() => unknown, string][] = [
    [() => identityTask({ length: 2 }), "needs 3 or more tokens, got 2"],
    [
      () => keyTask({ name: "t", mappings: [mappingOf([30], 0)] }),
      "anchor 30 lies inside the items 20 … 100",
    ],
    [
      () => keyTask({ name: "t", mappings: [mappingOf([103], 0)] }),
      "anchor 103 lies inside the keys 20 … 107",
    ],
    [but({ anchors: [3, 3] }), "anchor 3 is there twice"],
    [() => identityTask({ modulus: 1 }), "modulus 1, allowed 2 … 80"],
    [() => identityTask({ modulus: 81 }), "modulus 81, allowed 2 … 80"],
    [but({ keys: { from: 21, to: 23, shifted: true } }), "no key of 21 … 23 is left for the test part"],
    [
      () => compositeTask("W", { modulus: 9 }),
      "modulus 9 for 7 places of the group, allowed 7, or forceModulus",
    ],
    [() => compositeTask("W", { length: 3 }), "length 3, allowed 4 or more"],
    [() => identityTask({ vocabulary: 100 }), "token 100 is outside the vocabulary 0 … 99"],
    [() => compositeTask("W", { vocabulary: 109 }), "token 109 is outside the vocabulary 0 … 108"],
    [() => keyTask({ name: "t", mappings: [mappingOf([3], -30)] }), "token -10 is outside the vocabulary"],
    [() => keyTask({ name: "t", mappings: [mappingOf([3], 0), mappingOf([3], 1)] }), "the same anchors"],
    [() => keyTask({ name: "t", mappings: [] }), "task t: there is no mapping"],
    [but({ mappings: [mappingOf([4], 0)] }), "4 is no anchor of the task, allowed 3"],
    [but({ mappings: [mappingOf([3], 0, -1)] }), "a weight must be finite and 0 or more, got -1"],
    [but({ mappings: [mappingOf([3], 0, 0)] }), "every mapping has weight 0"],
    [but({ group: ["anchors", "noise"] }), 'the group has "key" 0 times, allowed once'],
    [but({ repeats: 0 }), "repeats must be an integer of 1 or more, got 0"],
    [but({ mappings: [{ ...mappingOf([3], 0), seen: [{ from: 50, to: 40 }] }] }), "got 50 … 40"],
    [
      but({
        mappings: [{ ...mappingOf([3], 0), seen: [{ from: 20, to: 60 }], unseen: [{ from: 60, to: 70 }] }],
      }),
      "keys 60 … 70 are unseen, but 20 … 60 seen",
    ],
    [
      but({ mappings: [{ ...mappingOf([3], 0), seen: [{ from: 200, to: 201 }] }] }),
      "no key is left for anchors (3) in the train part",
    ],
    [() => workingMemoryTask({ vocabulary: 200 }), "token 200 is outside the vocabulary"],
    [() => workingMemoryTask({ length: 5 }), "length 5, allowed 6 or more"],
    [() => classificationTask({ length: 10 }), "length 10 for 4 classes, allowed 9"],
    [() => recitationTask({ length: 4 }), "length 4, allowed 5 or more"],
    [() => readingTask({ length: 3 }), "length 3, allowed 4 or more"],
  ];
  for (const [make, message] of refused) assertThrows(make, RangeError, message);
  assertThrows(() => identityTask({ length: 8.5 }), TypeError, "length must be an integer, got 8.5");
  assertThrows(() => keyTask({ name: "t", mappings: [mappingOf([3.5], 0)] }), TypeError, "got 3.5");
  assertThrows(() => keyTask({ name: "t", mappings: [mappingOf([3], 0.5)] }), TypeError, "add 0.5");
  assertEquals(compositeTask("W", { modulus: 9, forceModulus: true }).modulus, 9);
});

Deno.test("shares outside [0, 1], mixes that do not add up and repeats that cannot be exact are refused", () => {
  const outcomes = [{ map: keyMap(0), share: 0.5 }, { map: keyMap(1), share: 0.4 }];
  assertThrows(() => statisticalTask({ share: 1.2 }), RangeError, "must be in [0, 1], got 1.2");
  assertThrows(() => statisticalTask({ share: NaN }), RangeError, "got NaN");
  assertThrows(
    () => statisticalTask({ share: 0.75 }),
    RangeError,
    "a share of 0.75 of 5 repeats is no whole number",
  );
  assertThrows(
    () => keyTask({ name: "t", mappings: [{ anchors: [3], outcomes, weight: 1 }] }),
    RangeError,
    "must add up to 1, got 0.9",
  );
  assertThrows(() => anchorLengthTask(-0.1), RangeError, "got -0.1");
  assertThrows(() => recitationTask({ forwardShare: 2 }), RangeError, "got 2");
});

Deno.test("pairs outside the anchors, answers of unseen pairs and anchors that training never has are refused", () => {
  const custom = (overrides: [number, number][], unseen: [number, number][]) => () =>
    customCompositeTask({ name: "t", overrides: overrides.map((pair) => ({ pair, map: 1 })), unseen });
  assertThrows(
    custom([[3, 5]], []),
    RangeError,
    "pair (3,5) is outside the anchors, allowed are two of 1,2,3,4",
  );
  assertThrows(custom([], [[0, 1]]), RangeError, "pair (0,1) is outside");
  assertThrows(custom([[4, 3]], [[4, 3]]), RangeError, "pair (4,3) is unseen, so no answer");
  assertThrows(custom([[4, 3], [4, 3]], []), RangeError, "two designated answers");
  const withFour = [1, 2, 3, 4].flatMap((a): [number, number][] => [[a, 4], [4, a]]);
  assertThrows(custom([], withFour), RangeError, "remove anchor 4 from training entirely");
});

Deno.test("names, variants, distances and intervals that are none are refused", () => {
  assertThrows(() => taskByName("copy" as TaskName), RangeError, '"copy" is unknown, allowed identity');
  assertThrows(
    () => compositeTask("V" as CompositeVariant),
    RangeError,
    '"V" is unknown, allowed W, U, true',
  );
  assertThrows(() => synonymTask("D" as SynonymPattern), RangeError, '"D" is unknown, allowed A, B, C');
  assertThrows(() => synonymTask("A", { sentences: 1000 }), RangeError, "1000 sentences, allowed more");
  assertThrows(() => frequencyTask("mid" as "low"), RangeError, "allowed low, high");
  assertThrows(() => distanceTask({ distance: 8 }), RangeError, "distance 8, allowed 1 … 7");
  assertThrows(() => wrongPairsTask(7), RangeError, "7 wrong pairs, allowed 0 … 6");
  assertThrows(
    () => twoIntervalTask([{ from: 20, to: 99 }, { from: 30, to: 40 }]),
    RangeError,
    "20 … 99 of anchor 3 holds all of the other",
  );
  assertEquals([holesTask().mappings.length, averageTask().group.length], [10, 3]);
});
