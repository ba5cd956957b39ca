import { assertEquals, assertRejects } from "@std/assert";
import { patchedAnswers } from "../../lib/interpret/model/patched_answers.ts";
import { normalFanIn, transformerDecoder } from "../../lib/nn/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { predictedTokens } from "../../lib/sequences/anchors/mod.ts";

const MODEL = transformerDecoder({
  vocabulary: 12,
  positions: 4,
  layers: 2,
  width: 8,
  hidden: 16,
  outputs: "last",
});
const PARAMETERS = normalFanIn(MODEL.parameters, 0.3, generator(2));
const ROWS = 24;
const tokens = (name: string) => {
  const source = generator(5, name);
  return Int32Array.from({ length: 4 * ROWS }, () => source.integer(12));
};
const PAIRS = { rows: ROWS, length: 4, target: tokens("target"), source: tokens("source") };
const predicted = (logits: ArrayLike<number>) => predictedTokens(logits, 12);

Deno.test("with all positions moved every answer follows its source, with one that pairs share none does", async () => {
  const target = PAIRS.target.slice();
  for (let row = 0; row < ROWS; row++) target[4 * row] = PAIRS.source[4 * row];
  const places = { all: [0, 1, 2, 3], first: [0] };
  const shares = await patchedAnswers(MODEL, PARAMETERS, { ...PAIRS, target }, {
    stream: "layer1.stream",
    places,
    predicted,
  });
  assertEquals(shares, { all: 1, first: 0 });
});

Deno.test("pairs with equal answers tell nothing, and an unknown tensor is refused", async () => {
  const options = { stream: "layer1.stream", places: { last: [3] }, predicted };
  const same = { ...PAIRS, target: PAIRS.source };
  assertEquals(await patchedAnswers(MODEL, PARAMETERS, same, options), { last: 0 });
  await assertRejects(
    () => patchedAnswers(MODEL, PARAMETERS, PAIRS, { ...options, stream: "layer9.stream" }),
    Error,
  );
});
