import { assert, assertAlmostEquals, assertEquals, assertRejects, assertThrows } from "@std/assert";
import {
  attentionLogits,
  attentionMaps,
  attentionNames,
  contentLogits,
  fusedVectors,
  innerReader,
  positionLogits,
  queryKeyHead,
  readAttention,
  readInner,
  rowsAtPositions,
  selectRows,
} from "../../lib/interpret/mod.ts";
import { dense, normalFanIn, parametersByName, transformerDecoder } from "../../lib/nn/mod.ts";
import { generator } from "../../lib/random/mod.ts";

const [WIDTH, KEY_WIDTH, HEADS, LENGTH] = [6, 4, 2, 5];
const SETTINGS = {
  vocabulary: 9,
  positions: 6,
  layers: 2,
  width: WIDTH,
  heads: HEADS,
  keyWidth: KEY_WIDTH,
  hidden: 7,
};
const MODEL = transformerDecoder(SETTINGS), LAST = transformerDecoder({ ...SETTINGS, outputs: "last" });
const PARAMETERS = normalFanIn(MODEL.parameters, 0.2, generator(1));
const SEQUENCES = { tokens: [1, 2, 3, 4, 5, 8, 7, 6, 5, 5], count: 2, length: LENGTH };

Deno.test("attention maps are those of the softmax of the scores, by sequence, layer and head", async () => {
  const maps = await readAttention(MODEL, PARAMETERS, SEQUENCES, { engine: "interpreter" });
  const { "layer2.scores": { values } } = await readInner(MODEL, PARAMETERS, SEQUENCES, ["layer2.scores"], {
    engine: "interpreter",
  });
  assertEquals([maps.length, maps[0].length, maps[0][0].length], [2, 2, HEADS]);
  for (const sequence of [0, 1]) {
    for (const head of [0, 1]) {
      const { weights } = maps[sequence][1][head];
      for (let query = 0; query < LENGTH; query++) {
        const at = ((sequence * HEADS + head) * LENGTH + query) * LENGTH;
        const powers = Array.from({ length: query + 1 }, (_, key) => Math.exp(values[at + key]));
        const sum = powers.reduce((a, b) => a + b);
        for (let key = 0; key < LENGTH; key++) {
          assertAlmostEquals(weights[query * LENGTH + key], (powers[key] ?? 0) / sum, 1e-6);
        }
      }
    }
  }
});

Deno.test("a decoder of which the last position is wanted has one row in its last layer, the same as the whole has", async () => {
  const whole = await readAttention(MODEL, PARAMETERS, SEQUENCES);
  const last = await readAttention(LAST, PARAMETERS, SEQUENCES);
  for (const sequence of [0, 1]) {
    assertEquals([last[sequence][0][0].queries, last[sequence][1][0].queries], [LENGTH, 1]);
    for (const head of [0, 1]) {
      const row = whole[sequence][1][head].weights.subarray(-LENGTH);
      last[sequence][1][head].weights.forEach((value, key) => assertAlmostEquals(value, row[key], 1e-6));
    }
  }
});

Deno.test("content, position and cross logits sum to the first layer's scores of each head", async () => {
  const inner = await readInner(MODEL, PARAMETERS, SEQUENCES, ["layer1.scores"]);
  const by = parametersByName(PARAMETERS, MODEL.parameters), scores = inner["layer1.scores"].values;
  const positions = by["positions.table"].subarray(0, LENGTH * WIDTH);
  for (const sequence of [0, 1]) {
    const tokens = SEQUENCES.tokens.slice(sequence * LENGTH, (sequence + 1) * LENGTH);
    const embedded = selectRows(by["tokens.table"], WIDTH, tokens);
    for (const number of [0, 1]) {
      const head = queryKeyHead(by["layer1.query"], by["layer1.key"], {
        width: WIDTH,
        heads: HEADS,
        head: number,
      });
      const parts = [
        contentLogits(by["tokens.table"], tokens, head),
        positionLogits(by["positions.table"], LENGTH, head),
        attentionLogits(embedded, positions, head),
        attentionLogits(positions, embedded, head),
      ];
      const at = (sequence * HEADS + number) * LENGTH * LENGTH;
      for (let i = 0; i < LENGTH * LENGTH; i++) {
        assertAlmostEquals(parts.reduce((sum, part) => sum + part[i], 0), scores[at + i], 1e-4);
      }
    }
  }
});

Deno.test("fused vectors are the last rows after the second layer's attention", async () => {
  const inner = await readInner(MODEL, PARAMETERS, SEQUENCES, ["layer2.middle"]);
  const fused = await fusedVectors(MODEL, PARAMETERS, SEQUENCES);
  assertEquals([fused.columns, fused.rows.length], [WIDTH, 2 * WIDTH]);
  fused.rows.forEach((value, i) => {
    const sequence = Math.floor(i / WIDTH);
    const found = inner["layer2.middle"].values[(sequence * LENGTH + LENGTH - 1) * WIDTH + i % WIDTH];
    assertAlmostEquals(value, found, 1e-6);
  });
  const lastOnly = await fusedVectors(LAST, PARAMETERS, SEQUENCES);
  lastOnly.rows.forEach((value, i) => assertAlmostEquals(value, fused.rows[i], 1e-5));
});

Deno.test("a reader is compiled once and reads for other parameters and tokens", async () => {
  await using reader = await innerReader(MODEL, { count: 2, length: LENGTH }, ["embedded"]);
  const first = await reader.read(PARAMETERS, SEQUENCES.tokens);
  const other = await reader.read(PARAMETERS.map((value) => 2 * value), SEQUENCES.tokens);
  assertEquals(first.embedded.shape, [2, LENGTH, WIDTH]);
  assertEquals(first.output.shape, [2, LENGTH, 9]);
  Array.from(first.embedded.values).forEach((value, i) =>
    assertAlmostEquals(other.embedded.values[i], 2 * value, 1e-5)
  );
  await assertRejects(
    () => reader.read(PARAMETERS, [1, 2, 3]),
    RangeError,
    "innerReader: got 3 tokens, needs 2 sequences of 5",
  );
});

Deno.test("rows are cut out at one position for all or one for each, from the end too, heads joined", () => {
  const flat = { shape: [2, 3, 2], values: Float64Array.from({ length: 12 }, (_, i) => i) };
  assertEquals([...rowsAtPositions(flat, -1)], [4, 5, 10, 11]);
  assertEquals([...rowsAtPositions(flat, [0, 1])], [0, 1, 8, 9]);
  const heads = { shape: [1, 2, 3, 2], values: flat.values };
  assertEquals([...rowsAtPositions(heads, 1)], [2, 3, 8, 9]);
  assertThrows(() => rowsAtPositions(flat, 3), RangeError, "position 0 must be an integer in -3 … 2, got 3");
  assertThrows(() => rowsAtPositions(flat, [0]), RangeError, "positions has 1 entries but the batch has 2");
  assertThrows(
    () => rowsAtPositions({ shape: [2, 2], values: [1, 2, 3, 4] }, 0),
    RangeError,
    "has shape [2,2], needs",
  );
  assertThrows(
    () => rowsAtPositions({ shape: [1, 1, 2], values: [1] }, 0),
    RangeError,
    "the tensor has 1 entries",
  );
});

Deno.test("tokens outside the vocabulary, unknown inner tensors and models without attention are refused", async () => {
  const read = (tokens: number[], names = ["embedded"]) => () =>
    readInner(MODEL, PARAMETERS, { tokens, count: 1, length: 2 }, names, { engine: "interpreter" });
  await assertRejects(read([1, 9]), RangeError, "innerReader: token 1 is 9, allowed are integers in 0 … 8");
  await assertRejects(read([-1, 0]), RangeError, "token 0 is -1");
  await assertRejects(read([0.5, 0]), RangeError, "token 0 is 0.5");
  await assertRejects(read([1, 2], ["layer3.stream"]), RangeError, 'no inner tensor "layer3.stream"');
  await assertRejects(read([1, 2], []), RangeError, "needs names of inner tensors");
  await assertRejects(read([1, 2], ["output"]), RangeError, 'other than "output"');
  await assertRejects(
    () => readInner(MODEL, PARAMETERS, { tokens: [], count: 0, length: 2 }, ["embedded"]),
    RangeError,
    "count must be a positive integer, got 0",
  );
  await assertRejects(
    () => fusedVectors(MODEL, PARAMETERS, SEQUENCES, { layer: 3 }),
    RangeError,
    "no inner tensor",
  );
  assertThrows(() => attentionNames(dense({ inputs: 2, units: 3 })), RangeError, "no layer with attention");
  assert(attentionNames(MODEL).join() === "layer1.attention,layer2.attention");
  assertThrows(
    () => attentionMaps({ shape: [1, 1, 1, 2], values: [0.5, 0] }),
    RangeError,
    "row 0 sums to 0.5",
  );
});
