import { assertEquals, assertMatch, assertThrows } from "@std/assert";
import { compositeTask } from "../../../lib/sequences/anchors/mod.ts";
import {
  askedAnswers,
  askedSentences,
} from "../../../notebooks/03_composite_initialization/asked_sentences.ts";

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

Deno.test("the picture counts answers, and names the composition", () => {
  const { alt, parts } = askedAnswers(task, [4, 3, 60], [50, 50, 50, 54], 0.945);
  assertMatch(alt, /75 % of its answers are 50, .* 95 %/);
  const [{ x, y }] = parts.interactive.data as unknown as { x: number[]; y: number[] }[];
  assertEquals([50, 54, 60].map((token) => y[x.indexOf(token)]), [0.75, 0.25, 0]);
});
