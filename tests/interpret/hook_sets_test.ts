import type * as tf from "@tensorflow/tfjs-core";
import { assert, assertAlmostEquals, assertEquals, assertRejects, assertThrows } from "@std/assert";
import { interpret, trace } from "../../lib/graph/mod.ts";
import {
  attentionWeight,
  keepEdges,
  knockOutEdges,
  patchPositions,
  readAttention,
} from "../../lib/interpret/mod.ts";
import {
  type Hooks,
  normalFanIn,
  parameterCount,
  recordInner,
  transformerDecoder,
  unflatten,
} from "../../lib/nn/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { assertClose } from "../support/tensors.ts";

const LENGTH = 5;
const SETTINGS = { vocabulary: 9, positions: LENGTH, layers: 2, width: 6, heads: 2, keyWidth: 4, hidden: 7 };
const MODEL = transformerDecoder({ ...SETTINGS, outputs: "last" });
const FLAT = normalFanIn(MODEL.parameters, 0.2, generator(1));
/** Two sequences each; those of the second list have another token at position 2 of the first and 1 of the second. */
const TOKENS = [1, 2, 3, 4, 5, 8, 7, 6, 5, 5], OTHER = [1, 2, 7, 4, 5, 8, 0, 6, 5, 5];

/** Logits `[2, vocabulary]` of both lists of sequences under hooks. */
function logits(hooks: Hooks, model = MODEL) {
  return evaluate((p, a, b) => ({ a: model.apply(p, a, hooks), b: model.apply(p, b, hooks) }), model);
}

function evaluate(
  read: (p: tf.Tensor[], a: tf.Tensor, b: tf.Tensor) => Record<string, tf.Tensor>,
  model = MODEL,
): Record<string, Float64Array> {
  const tokens = { shape: [2, LENGTH], dtype: "int32" as const };
  const program = trace(
    ({ flat, a, b }) => read(unflatten(flat, model.parameters), a, b),
    { flat: [parameterCount(model.parameters)], a: tokens, b: tokens },
    { precision: "float64" },
  );
  const given = { flat: FLAT, a: Int32Array.from(TOKENS), b: Int32Array.from(OTHER) };
  return interpret(program, given) as Record<string, Float64Array>;
}

/** Every edge that leads away from a position, in both layers. */
function edgesFrom(key: number) {
  const later = Array.from({ length: LENGTH - 1 - key }, (_, i) => key + 1 + i);
  return [...later.map((query) => ({ layer: 1, query, key })), { layer: 2, query: LENGTH - 1, key }];
}

const differs = (a: Float64Array, b: Float64Array) => a.some((value, i) => Math.abs(value - b[i]) > 1e-3);

Deno.test("cutting every way from a token makes the output independent of it, a list for each sequence", () => {
  const whole = logits({}), cut = logits(knockOutEdges([edgesFrom(2), edgesFrom(1)]));
  assert(differs(whole.a, whole.b));
  assertClose(cut.a, cut.b, { relative: 1e-12 }, "both lists");
  assert(differs(cut.a, whole.a));
});

Deno.test("one way left is enough for the token to matter", () => {
  const direct = logits(knockOutEdges([edgesFrom(2).slice(0, -1), edgesFrom(1).slice(0, -1)]));
  assert(differs(direct.a.subarray(0, 9), direct.b.subarray(0, 9)));
  assert(differs(direct.a.subarray(9), direct.b.subarray(9)));
});

Deno.test("edges without lists are cut in every sequence, edges with a head in that head only", async () => {
  const sequences = { tokens: TOKENS, count: 2, length: LENGTH };
  const edges = [{ layer: 1, query: 3, key: 1 }, { layer: 2, query: 4, key: 0, head: 1 }];
  const plain = await readAttention(MODEL, FLAT, sequences);
  const maps = await readAttention(MODEL, FLAT, sequences, { hooks: knockOutEdges(edges) });
  for (const sequence of [0, 1]) {
    for (const head of [0, 1]) {
      const before = plain[sequence][0][head], after = maps[sequence][0][head];
      assertEquals(attentionWeight(after, 3, 1), 0);
      // What is left of the row keeps its proportions, and other rows are as they were.
      const rest = 1 - attentionWeight(before, 3, 1);
      assertAlmostEquals(attentionWeight(after, 3, 2), attentionWeight(before, 3, 2) / rest, 1e-5);
      assertAlmostEquals(attentionWeight(after, 4, 1), attentionWeight(before, 4, 1), 1e-6);
      assertEquals(attentionWeight(maps[sequence][1][head], 4, 0) === 0, head === 1);
    }
  }
});

Deno.test("keeping edges gives the rows they name to them alone, and leaves other rows whole", async () => {
  const sequences = { tokens: TOKENS, count: 2, length: LENGTH };
  const kept = keepEdges([{ layer: 1, query: 3, key: 1 }, { layer: 1, query: 4, key: 4 }]);
  const plain = await readAttention(MODEL, FLAT, sequences);
  const [[[map]]] = await readAttention(MODEL, FLAT, sequences, { hooks: kept });
  assertEquals([...map.weights.subarray(15, 20)], [0, 1, 0, 0, 0]);
  assertEquals([...map.weights.subarray(20, 25)], [0, 0, 0, 0, 1]);
  map.weights.subarray(0, 15).forEach((value, i) =>
    assertAlmostEquals(value, plain[0][0][0].weights[i], 1e-6)
  );
});

Deno.test("a circuit of edges without the token is blind to it", () => {
  const circuit = (key: number) => [
    { layer: 1, query: 4, key: 4 },
    { layer: 2, query: 4, key },
    ...[3, key].map((query) => ({ layer: 1, query, key: query })),
  ];
  const seeing = logits(keepEdges([circuit(2), circuit(1)])), blind = logits(keepEdges(circuit(3)));
  assert(differs(seeing.a, seeing.b));
  assertClose(blind.a, blind.b, { relative: 1e-12 }, "blind");
});

Deno.test("patching all positions gives the other run, patching those that differ does too, others nothing", () => {
  const found = evaluate((p, a, b) => {
    const recording = recordInner(["layer1.stream"]);
    const there = MODEL.apply(p, b, recording.hooks);
    const patched = (positions: number[] | number[][]) =>
      MODEL.apply(p, a, patchPositions(recording, positions));
    return {
      here: MODEL.apply(p, a),
      there,
      all: patched([0, 1, 2, 3, 4]),
      differing: patched([[2, 3, 4], [1, 2, 3, 4]]),
      others: patched([[0, 1], [0]]),
      one: patched([2]),
    };
  });
  assertClose(found.all, found.there, { relative: 1e-12 }, "all");
  assertClose(found.differing, found.there, { relative: 1e-12 }, "differing");
  assertClose(found.others, found.here, { relative: 1e-12 }, "others");
  assert(differs(found.one, found.here) && differs(found.one, found.there));
});

Deno.test("the heads' values are patched by position, and those of a last layer by position in the sequence", () => {
  const found = evaluate((p, a, b) => {
    const values = recordInner(["layer1.value", "layer2.mixed", "layer2.stream"]);
    const there = MODEL.apply(p, b, values.hooks);
    const { "layer1.value": first, "layer2.stream": stream, "layer2.mixed": mixed } = values.tensors;
    return {
      here: MODEL.apply(p, a),
      there,
      value: MODEL.apply(p, a, patchPositions({ "layer1.value": first }, [2])),
      stream: MODEL.apply(p, a, patchPositions({ "layer2.stream": stream }, [4], { length: LENGTH })),
      mixed: MODEL.apply(p, a, patchPositions({ "layer2.mixed": mixed }, [4], { length: LENGTH })),
    };
  });
  assertClose(found.stream, found.there, { relative: 1e-12 }, "stream");
  assert(differs(found.value, found.here) && differs(found.value, found.there));
  assert(differs(found.mixed, found.here));
});

Deno.test("edges that a model does not have are refused with those it has", () => {
  const cut = (edges: Parameters<typeof knockOutEdges>[0]) => () => logits(knockOutEdges(edges));
  assertThrows(cut([]), RangeError, "needs one edge or more, got none");
  assertThrows(cut([[], []]), RangeError, "needs one edge or more, got none");
  assertThrows(cut([{ layer: 0, query: 1, key: 0 }]), RangeError, "layer 0 is unknown");
  assertThrows(cut([{ layer: 3, query: 1, key: 0 }]), RangeError, 'no inner tensor "layer3.attention"');
  assertThrows(cut([{ layer: 1, query: 1, key: 2 }]), RangeError, "layer 1 has no edge from position 2 to 1");
  assertThrows(cut([{ layer: 1, query: 5, key: 2 }]), RangeError, "it asks at 0 … 4");
  assertThrows(cut([{ layer: 2, query: 3, key: 2 }]), RangeError, "it asks at 4 … 4");
  assertThrows(cut([{ layer: 1, query: 3, key: 2, head: 2 }]), RangeError, "layer 1 has heads 0 … 1, got 2");
  assertThrows(cut([[{ layer: 1, query: 3, key: 2 }]]), RangeError, "got 1 lists of edges for 2 sequences");
  assertThrows(
    cut([{ layer: 1, query: 1, key: 0 }, { layer: 1, query: 1, key: 1 }]),
    RangeError,
    "position 1 of layer 1 loses every edge",
  );
});

Deno.test("without renormalising a row may lose everything, and without mask a query sees later positions", async () => {
  const all = [{ layer: 1, query: 1, key: 0 }, { layer: 1, query: 1, key: 1 }];
  const found = logits(knockOutEdges(all, { renormalize: false }));
  assert(found.a.every(Number.isFinite));
  const open = transformerDecoder({ ...SETTINGS, mask: "none" });
  const hooks = knockOutEdges([{ layer: 1, query: 1, key: 3 }], { mask: "none" });
  const sequences = { tokens: TOKENS, count: 2, length: LENGTH };
  const [[[map]]] = await readAttention(open, FLAT, sequences, { hooks });
  assertEquals(attentionWeight(map, 1, 3), 0);
  assert(attentionWeight(map, 1, 4) > 0);
  await assertRejects(
    () => readAttention(MODEL, FLAT, sequences, { hooks: knockOutEdges(all, { renormalize: false }) }),
    RangeError,
    "row 1 sums to 0",
  );
});

Deno.test("patches without a recording, a position or a fitting tensor are refused", () => {
  const patched = (positions: number[] | number[][], name = "layer1.stream", length = LENGTH) => () =>
    evaluate((p, a, b) => {
      const recording = recordInner([name]);
      MODEL.apply(p, b, recording.hooks);
      return { y: MODEL.apply(p, a, patchPositions(recording, positions, { length })) };
    });
  assertThrows(() => patchPositions(recordInner(["embedded"]), [0]), RangeError, "nothing was recorded");
  assertThrows(patched([]), RangeError, "needs one position or more");
  assertThrows(patched([5]), RangeError, '"layer1.stream" has positions 0 … 4, got 5');
  assertThrows(patched([0], "layer2.stream"), RangeError, '"layer2.stream" has positions 4 … 4, got 0');
  assertThrows(patched([[0]]), RangeError, "got 1 lists of positions for 2 sequences");
  assertThrows(patched([0], "logits"), RangeError, '"logits" has shape [2,9], needs');
});
