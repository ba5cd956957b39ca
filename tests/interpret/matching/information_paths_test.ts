import type * as tf from "@tensorflow/tfjs-core";
import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { interpret, trace } from "../../../lib/graph/mod.ts";
import {
  attentionMap,
  type FlowEdge,
  informationFlow,
  knockOutEdges,
  uniformAttention,
} from "../../../lib/interpret/mod.ts";
import { informationPaths, pathAblations } from "../../../lib/interpret/matching/mod.ts";
import {
  type Hooks,
  normalFanIn,
  parameterCount,
  transformerDecoder,
  unflatten,
} from "../../../lib/nn/mod.ts";
import { generator } from "../../../lib/random/mod.ts";
import { assertClose } from "../../support/tensors.ts";

const edge = (layer: number, from: number, to: number, weight = 0.9): FlowEdge => ({
  layer,
  from,
  to,
  weight,
});

// Links 0→1 and 2→3 and the query at 4: layer 1 shifts, layer 2 finds the first link, layer 3 the second.
const TWO_STEPS = [
  edge(1, 0, 1, 0.9),
  edge(1, 2, 3, 0.8),
  edge(1, 4, 4, 1),
  edge(2, 1, 4, 0.7),
  edge(3, 3, 4, 0.6),
  edge(3, 0, 2, 1),
];

Deno.test("ways of a two-step answer are the shifts followed by the matches, the heaviest first", () => {
  const paths = informationPaths(TWO_STEPS, 4);
  assertEquals(paths.map(({ positions }) => positions.join()), [
    "4,4,4,4",
    "1,1,4,4",
    "0,1,4,4",
    "3,3,3,4",
    "2,3,3,4",
  ]);
  assertEquals(paths[0], { positions: [4, 4, 4, 4], edges: [], weight: 1 });
  assertEquals(paths[2].edges, [TWO_STEPS[0], TWO_STEPS[3]]);
  assertAlmostEquals(paths[2].weight, 0.9 * 0.7, 1e-15);
});

Deno.test("ways are all that a count by layers finds, for maps without a threshold", () => {
  const edges = informationFlow([uniformAttention(5), uniformAttention(5), uniformAttention(5)], 1e-9);
  // Into position p, each layer from one of the p + 1 positions up to it.
  const count = (layers: number, p: number): number =>
    layers === 0 ? 1 : Array.from({ length: p + 1 }, (_, q) => count(layers - 1, q)).reduce((a, b) => a + b);
  const paths = informationPaths(edges, 4);
  assertEquals(paths.length, count(3, 4));
  assertEquals(new Set(paths.map(({ positions }) => positions.join())).size, paths.length);
  paths.slice(1).forEach(({ weight }, i) => assert(weight <= paths[i].weight));
});

Deno.test("a layer above the last edge is passed by staying, and attention to itself is no edge", () => {
  const [own] = informationPaths([edge(1, 1, 1)], 1, { layers: 3 });
  assertEquals(own, { positions: [1, 1, 1, 1], edges: [], weight: 1 });
  const map = attentionMap([1, 0, 0.4, 0.6], 2);
  assertEquals(informationPaths(informationFlow([map], 0.3), 1).map(({ positions }) => positions), [[1, 1], [
    0,
    1,
  ]]);
});

Deno.test("ablations cut each way once, or each edge of any way once", () => {
  const paths = informationPaths(TWO_STEPS, 4);
  assertEquals(pathAblations(paths).map(({ name }) => name), [
    "1 → 4 (layer 2)",
    "0 → 1 (layer 1), 1 → 4 (layer 2)",
    "3 → 4 (layer 3)",
    "2 → 3 (layer 1), 3 → 4 (layer 3)",
  ]);
  assertEquals(pathAblations(paths)[1].edges, [{ layer: 1, query: 1, key: 0 }, {
    layer: 2,
    query: 4,
    key: 1,
  }]);
  assertEquals(pathAblations(paths, "edge").map(({ edges }) => edges), [
    [{ layer: 2, query: 4, key: 1 }],
    [{ layer: 1, query: 1, key: 0 }],
    [{ layer: 3, query: 4, key: 3 }],
    [{ layer: 1, query: 3, key: 2 }],
  ]);
});

Deno.test("in a network, cutting all ways that begin at a token makes the output independent of it", () => {
  const length = 5;
  const model = transformerDecoder({
    vocabulary: 9,
    positions: length,
    layers: 2,
    width: 6,
    heads: 2,
    keyWidth: 4,
    hidden: 7,
    outputs: "last",
  });
  const flat = normalFanIn(model.parameters, 0.2, generator(1));
  const logits = (tokens: number[], hooks: Hooks) => {
    const program = trace(
      ({ flat, tokens }) => ({
        y: model.apply(unflatten(flat, model.parameters), tokens as tf.Tensor, hooks),
      }),
      { flat: [parameterCount(model.parameters)], tokens: { shape: [1, length], dtype: "int32" as const } },
      { precision: "float64" },
    );
    return interpret(program, { flat, tokens: Int32Array.from(tokens) }).y as Float64Array;
  };
  const all = informationPaths(
    informationFlow([uniformAttention(length), uniformAttention(length)], 1e-9),
    4,
  );
  const cut = (from: number) =>
    knockOutEdges(
      pathAblations(all.filter(({ positions }) => positions[0] === from)).flatMap(({ edges }) => edges),
    );
  const [one, other] = [[1, 2, 3, 4, 5], [1, 2, 7, 4, 5]];
  const differ = (hooks: Hooks) => {
    const [a, b] = [logits(one, hooks), logits(other, hooks)];
    return Math.max(...a.map((value, i) => Math.abs(value - b[i])));
  };
  assertClose(logits(one, cut(2)), logits(other, cut(2)), { relative: 1e-12 }, "token 2");
  assert(differ({}) > 1e-3);
  assert(differ(cut(3)) > 1e-3);
});

Deno.test("too many ways, layers below an edge and unknown units are refused", () => {
  const edges = informationFlow([uniformAttention(5), uniformAttention(5)], 1e-9);
  assertThrows(
    () => informationPaths(edges, 4, { most: 10 }),
    RangeError,
    "15 ways from layer 1 on, allowed 10",
  );
  assertThrows(() => informationPaths(edges, 4, { most: 0 }), RangeError, "got 0");
  assertThrows(() => informationPaths(edges, 4, { layers: 1 }), RangeError, "integer of 2 or more");
  assertThrows(() => informationPaths(edges, -1), RangeError, "got -1");
  assertThrows(() => pathAblations([], "layer" as "edge"), RangeError, '"layer" is unknown');
});
