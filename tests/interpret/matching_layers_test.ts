import { assertEquals, assertThrows } from "@std/assert";
import { matchingMatrix, matchingScores } from "../../lib/interpret/matching/mod.ts";
import { readInner } from "../../lib/interpret/mod.ts";
import { matchingLayers } from "../../lib/interpret/model/matching_layers.ts";
import {
  dense,
  normalParameters,
  parametersByName,
  transformerDecoder,
  type TransformerDecoderOptions,
} from "../../lib/nn/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { assertClose } from "../support/tensors.ts";

const OPTIONS = { vocabulary: 6, positions: 4, layers: 3, width: 4, hidden: 5, keyWidth: 3 } as const;

function drawn(changes: Partial<TransformerDecoderOptions> = {}) {
  const model = transformerDecoder({ ...OPTIONS, ...changes });
  const specs = model.parameters.map(({ start: _, ...spec }) => spec);
  return { model, flat: normalParameters(specs, 0.7, generator(3)) };
}

Deno.test("matrices of pre-norm layers give the scores that the model computes from normalised rows", async () => {
  const { model, flat } = drawn({ normalization: "pre" });
  const byName = parametersByName(flat, model.parameters);
  for (const { name } of model.parameters) if (/norm1\.shift/.test(name)) byName[name].fill(0);
  const sequences = { tokens: [1, 5, 0, 2], count: 1, length: 4 };
  const inner = await readInner(model, flat, sequences, ["embedded", "layer1.scores"]);
  const rows = Float64Array.from(inner["embedded"].values);
  for (let i = 0; i < 4; i++) {
    const row = rows.subarray(4 * i, 4 * i + 4), mean = row.reduce((sum, x) => sum + x, 0) / 4;
    const variance = row.reduce((sum, x) => sum + (x - mean) ** 2, 0) / 4;
    row.forEach((x, j) => row[j] = (x - mean) / Math.sqrt(variance + 1e-5));
  }
  const [{ heads: [head] }] = matchingLayers(model, flat);
  const identity = Float64Array.from({ length: 16 }, (_, i) => (i % 5 === 0 ? 1 : 0));
  const scores = matchingMatrix(rows, { head, written: identity });
  assertClose(scores, Float64Array.from(inner["layer1.scores"].values), { relative: 1e-4 }, "scores");
});

Deno.test("post-norm layers read the last norm of the layer before, the first layer none", () => {
  const { model, flat } = drawn(), byName = parametersByName(flat, model.parameters);
  const plain = matchingLayers(model, flat, { gains: false }), folded = matchingLayers(model, flat);
  assertEquals(plain[0], folded[0]);
  const gain = byName["layer1.norm2.gain"];
  const expected = byName["layer2.query"].map((value, i) => value * gain[Math.floor(i / 3)]);
  assertClose(folded[1].heads[0].query, expected, { relative: 1e-12 }, "query of layer 2");
  assertEquals(plain[1].heads[0].query, byName["layer2.query"]);
  assertEquals(matchingScores(Float64Array.from({ length: 12 }, (_, i) => i ** 0.5), folded).length, 2);
});

Deno.test("tied parameters are taken from where they are, and other models are refused", () => {
  const { model, flat } = drawn(), ties = { "layer3.value": "layer2.value" };
  const byName = parametersByName(flat, model.parameters);
  const tied = matchingLayers(model, flat, { gains: false, ties });
  byName["layer3.value"].set(byName["layer2.value"]);
  assertEquals(matchingLayers(model, flat, { gains: false }), tied);
  const other = dense({ inputs: 2, units: 3 });
  assertThrows(
    () => matchingLayers(other, new Float64Array(9)),
    RangeError,
    "the model has no layer with attention",
  );
});
