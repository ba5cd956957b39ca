import { assertAlmostEquals, assertEquals } from "@std/assert";
import { attentionOnlyLogits } from "../../lib/interpret/measures/attention_only_logits.ts";

Deno.test("logits of two attention layers: the second sees everything through the values of the first", () => {
  const identity = Float64Array.of(1, 0, 0, 1), twice = Float64Array.of(2, 0, 0, 2);
  const weights = {
    "tokens.table": Float64Array.of(1, 0, 0, 1, 1, 1),
    "positions.table": Float64Array.of(3, 0, 0, 1),
    "layer1.query": identity,
    "layer1.key": identity,
    "layer1.value": twice,
    "layer2.query": identity,
    "layer2.key": twice,
  };
  const { position, content } = attentionOnlyLogits(weights, 2, [2, 0]), root = Math.sqrt(2);
  // x·y/√2 in layer 1; in layer 2 both are doubled by the values, and the keys once more.
  assertEquals(position.map((map) => map.length), [4, 4]);
  [9, 0, 0, 1].forEach((value, i) => assertAlmostEquals(position[0][i], value / root, 1e-12));
  [2, 1, 1, 1].forEach((value, i) => assertAlmostEquals(content[0][i], value / root, 1e-12));
  [2, 1, 1, 1].forEach((value, i) => assertAlmostEquals(content[1][i], 8 * value / root, 1e-12));
});
