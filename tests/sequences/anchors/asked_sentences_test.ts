import { assertEquals, assertThrows } from "@std/assert";
import { askedSentences } from "../../../lib/sequences/anchors/asked_sentences.ts";
import { compositeTask } from "../../../lib/sequences/anchors/mod.ts";

const task = compositeTask("U");

Deno.test("every sentence asks for the key, with both anchors behind it, at all places in turn", () => {
  const { rows, length, tokens } = askedSentences(task, [4, 3, 60], 14);
  const places = Array.from({ length: rows }, (_, row) => {
    const sentence = Array.from(tokens.subarray(row * length, (row + 1) * length));
    const at = sentence.findIndex((_, i) => `${sentence.slice(i, i + 3)}` === "60,4,3");
    assertEquals(at >= 0, true, `${sentence}`);
    return at;
  });
  assertEquals(places, [0, 1, 2, 3, 4, 5, 6, 0, 1, 2, 3, 4, 5, 6]);
});

Deno.test("a pair or a key that the task does not have is an error", () => {
  assertThrows(() => askedSentences(task, [5, 3, 60], 1), RangeError);
  assertThrows(() => askedSentences(task, [4, 3, 5], 1), RangeError, "key 5, allowed 20");
});
