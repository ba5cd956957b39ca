import { assertEquals, assertThrows } from "@std/assert";
import {
  compositeTask,
  identityTask,
  keySequence,
  keyTask,
  mappingOf,
  type Part,
  readSequence,
  sampleStream,
  TASK_NAMES,
  taskByName,
} from "../../../lib/sequences/anchors/mod.ts";
import { generator } from "../../../lib/random/mod.ts";
import { KEY_RULES } from "./rule_book.ts";

Deno.test("a drawn sequence reads as what it was drawn as", () => {
  for (const name of TASK_NAMES) {
    const task = taskByName(name);
    if (task.kind !== "key") continue;
    const parts: Part[] = KEY_RULES[name]?.unseen ? ["train", "test", "unseen"] : ["train", "test"];
    for (const part of parts) {
      const batch = sampleStream(task, part, generator(1)).rows(0, 500);
      for (let row = 0; row < 500; row++) {
        const read = readSequence(task, batch.tokens.subarray(row * task.length, (row + 1) * task.length));
        assertEquals(
          [read.part, read.mapping, read.key, read.keyPosition],
          [part, batch.mappings[row], batch.keys[row], batch.keyPositions[row]],
          name,
        );
        // Of the statistical task a sequence has two labels.
        if (!name.startsWith("statistical")) assertEquals(read.label, batch.labels[row], name);
      }
    }
  }
});

Deno.test("a group of several anchors can wrap around the end of the sequence", () => {
  const task = keyTask({ name: "wrapping", cyclic: true, mappings: [mappingOf([1, 2], 4)] });
  const { tokens, labels, keyPositions } = sampleStream(task, "train", generator(1)).rows(0, 500);
  for (let row = 0; row < 500; row++) {
    const sequence = tokens.subarray(row * 9, row * 9 + 9), key = keyPositions[row];
    assertEquals([sequence[(key + 7) % 9], sequence[(key + 8) % 9]], [1, 2]);
    assertEquals(readSequence(task, sequence).label, labels[row]);
    assertEquals(labels[row], sequence[key] + 4);
  }
  assertEquals(new Set(keyPositions).size, 9);
});

Deno.test("the papers' example reads as its key, with the part it may be in", () => {
  const example = [25, 36, 50, 67, 3, 44, 43, 92, 87];
  // Anchor at 4, 44 − 4 = 40 is a multiple of 8.
  assertEquals(readSequence(identityTask(), example), {
    mapping: 0,
    key: 44,
    keyPosition: 5,
    label: 44,
    part: "test",
  });
  assertEquals(readSequence(identityTask(), example.with(5, 45)).part, "train");
  const pair = [30, 30, 4, 3, 30, 30, 30, 30, 30];
  assertEquals(
    readSequence(compositeTask("W"), pair).part,
    "none",
    "an unseen pair with a key that is not held back",
  );
  assertEquals(readSequence(compositeTask("W"), pair.with(1, 29)).part, "unseen");
});

Deno.test("sequences without the anchors that are needed, or with more, are refused", () => {
  const identity = identityTask(), plain = [25, 36, 50, 67, 66, 44, 43, 92, 87];
  const refused = (tokens: number[], message: string, task = identity) =>
    assertThrows(() => readSequence(task, tokens), RangeError, message);
  refused(plain, "anchors found: none; allowed is one group of (3)");
  refused(plain.with(2, 3).with(5, 3), "3 at position 2, 3 at position 5");
  refused(plain.with(8, 3), "3 at position 8");
  refused(plain.with(0, 201), "token 201 is outside the vocabulary 0 … 200");
  refused(plain.slice(1), "8 tokens, allowed 9");
  const pair = compositeTask("W");
  refused(plain.with(7, 99).with(2, 3), "3 at position 2", pair);
  refused(plain.with(7, 99).with(2, 3).with(4, 4), "3 at position 2, 4 at position 4", pair);
  refused(plain.with(7, 99).with(0, 3).with(1, 4), "3 at position 0, 4 at position 1", pair);
  assertThrows(() => readSequence(identity, plain.with(0, 20.5)), TypeError, "got 20.5");
});

Deno.test("a sequence can be made for any key, start and anchors, and for no others", () => {
  const task = compositeTask("W"),
    make = (anchors: number[], key: number, start: number) =>
      keySequence(task, { anchors, key, start }, generator(4));
  const tokens = make([4, 3], 99, 2);
  assertEquals([...tokens.subarray(2, 5)], [99, 4, 3]);
  assertEquals(readSequence(task, tokens).label, 89);
  assertEquals(make([4, 3], 99, 2), tokens);
  assertThrows(() => make([4, 5], 99, 2), RangeError, "no mapping of anchors (4,5), allowed (1,1)");
  assertThrows(() => make([4, 3], 99, 7), RangeError, "start 7, allowed 0 … 6");
  assertThrows(() => make([4, 3], 99, -1), RangeError, "start -1");
  assertThrows(() => make([4, 3], 100, 0), RangeError, "key 100, allowed 20 … 99");
  assertThrows(() => make([4, 3], 30.5, 0), TypeError, "got 30.5");
});
