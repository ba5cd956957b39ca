import { assertAlmostEquals, assertEquals, assertGreater } from "@std/assert";
import { exchangedParts } from "../../lib/interpret/model/exchanged_parts.ts";
import { normalFanIn, transformerDecoder } from "../../lib/nn/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { predictLogits } from "../../lib/sequences/anchors/training/mod.ts";

const MODEL = transformerDecoder({
  vocabulary: 12,
  positions: 4,
  layers: 3,
  width: 8,
  hidden: 16,
  outputs: "last",
});
const PARAMETERS = normalFanIn(MODEL.parameters, 0.3, generator(2));
const ROWS = 10;
const source = generator(5, "tokens");
const tokens = Int32Array.from({ length: 4 * ROWS }, () => source.integer(12));

Deno.test("sequences that differ at the last token alone differ only where its parts are exchanged", async () => {
  const alike = tokens.map((_, i) => i % 4 === 3 ? tokens[i] : tokens[i % 4]);
  const batch = { rows: ROWS, length: 4, tokens: alike }, held = ["embedded", "layer2.attention_output"];
  const logits = await exchangedParts(MODEL, PARAMETERS, batch, { held, position: 3 });
  assertEquals(Object.keys(logits).sort(), ["embedded", "layer2.attention_output", "whole"]);
  const whole = await predictLogits(MODEL, PARAMETERS, batch);
  whole.forEach((value, i) => assertAlmostEquals(logits.whole[i], value, 1e-5));
  const moved = held.map((name) => Math.max(...whole.map((value, i) => Math.abs(value - logits[name][i]))));
  for (const most of moved) assertGreater(most, 0.01);
});

Deno.test("equal sequences have nothing to exchange", async () => {
  const batch = { rows: ROWS, length: 4, tokens: tokens.map((_, i) => tokens[i % 4]) };
  const { whole, embedded } = await exchangedParts(MODEL, PARAMETERS, batch, {
    held: ["embedded"],
    position: 3,
  });
  Array.from(whole).forEach((value, i) => assertAlmostEquals(embedded[i], value, 1e-5));
});
