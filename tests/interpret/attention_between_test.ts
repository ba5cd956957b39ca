import { assertAlmostEquals } from "@std/assert";
import { attentionBetween } from "../../lib/interpret/measures/attention_between.ts";
import { attentionMap } from "../../lib/interpret/measures/mod.ts";

const map = (last: number[]) => attentionMap([1, 0, 0, 0, 0.5, 0.5, 0, 0, 0.2, 0.3, 0.5, 0, ...last], 4);

Deno.test("attention to chosen keys is a mean over sequences, elsewhere leaves out key and query", () => {
  const maps = [[[map([0.1, 0.6, 0.1, 0.2])]], [[map([0.3, 0.2, 0.1, 0.4])]]];
  const { between: [between], elsewhere: [elsewhere] } = attentionBetween(maps, () => [[3, 1]], 1);
  assertAlmostEquals(between, 0.4, 1e-6);
  assertAlmostEquals(elsewhere, (0.2 / 2 + 0.4 / 2) / 2, 1e-6);
  const first = attentionBetween(maps, (sequence) => sequence === 0 ? [[3, 1], [2, 1]] : [], 1);
  assertAlmostEquals(first.between[0], 0.45, 1e-6);
});
