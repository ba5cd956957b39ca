import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import {
  attentionMap,
  flowInto,
  informationFlow,
  orderScore,
  uniformAttention,
} from "../../lib/interpret/measures/mod.ts";

/** A causal map over five positions in which the given queries look as told, and the others at themselves. */
function looking(rows: Record<number, Record<number, number>>) {
  const weights = new Float64Array(25);
  for (let query = 0; query < 5; query++) {
    for (const [key, weight] of Object.entries(rows[query] ?? { [query]: 1 })) {
      weights[query * 5 + Number(key)] = weight;
    }
  }
  return attentionMap(weights, 5);
}

// Key at 1, anchors at 2 and 3, answer at 4.
const POSITIONS = { key: 1, anchors: [2, 3] as const };
const KEY_TO_ANCHORS = looking({ 2: { 1: 1 }, 3: { 1: 1 } });
const ANCHORS_TO_LAST = looking({ 4: { 2: 0.5, 3: 0.5 } });
const KEY_TO_LAST = looking({ 4: { 1: 1 } });

Deno.test("the order score is 1 where the key goes to both anchors first, −1 where the anchors are joined first", () => {
  assertEquals(orderScore(KEY_TO_ANCHORS, ANCHORS_TO_LAST, POSITIONS), 1);
  assertEquals(orderScore(ANCHORS_TO_LAST, KEY_TO_LAST, POSITIONS), -1);
  assertEquals(orderScore(KEY_TO_ANCHORS, KEY_TO_LAST, POSITIONS), 0);
});

Deno.test("the order score is the formula of paper 03, also for a second layer that asks at the end only", () => {
  const first = uniformAttention(5), second = attentionMap([0.1, 0.3, 0.2, 0.15, 0.25], 5);
  const expected = (1 / 3 + 1 / 4) / 2 * (0.2 + 0.15) - (2 / 5) * 0.3;
  assertAlmostEquals(orderScore(first, second, POSITIONS), expected, 1e-15);
});

Deno.test("the order score refuses positions that agree or lie outside, and maps that do not go together", () => {
  const map = uniformAttention(5);
  assertThrows(
    () => orderScore(map, map, { key: 2, anchors: [2, 3] }),
    RangeError,
    "must stand at different positions",
  );
  assertThrows(() => orderScore(map, map, { key: 4, anchors: [2, 3] }), RangeError, "the key not at 4");
  assertThrows(() => orderScore(map, map, { key: 1, anchors: [2, 5] }), RangeError, "got 5");
  assertThrows(
    () => orderScore(map, uniformAttention(4), POSITIONS),
    RangeError,
    "layer 1 has 5 positions, layer 2 has 4",
  );
  const last = attentionMap([0, 0, 0, 0, 1], 5);
  assertThrows(() => orderScore(last, map, POSITIONS), RangeError, "integer in 4 … 4, got 2");
});

Deno.test("edges lead from the read to the reading position, and only those above the threshold are kept", () => {
  assertEquals(
    informationFlow([looking({ 3: { 1: 0.7, 3: 0.3 } })], 0.5).filter(({ from, to }) => from !== to),
    [{ layer: 1, from: 1, to: 3, weight: 0.7 }],
  );
  const all = informationFlow([uniformAttention(5), uniformAttention(5)], 1e-9);
  assertEquals(all.length, 2 * 15);
  for (const threshold of [0.2, 0.25, 0.4, 1]) {
    assertEquals(
      informationFlow([uniformAttention(5), uniformAttention(5)], threshold),
      all.filter(({ weight }) => weight >= threshold),
    );
  }
});

Deno.test("what flows into the last position is what a walk backwards through the layers meets", () => {
  const edges = informationFlow([KEY_TO_ANCHORS, ANCHORS_TO_LAST], 0.4);
  const named = (kept: typeof edges) => kept.map(({ layer, from, to }) => `${layer}:${from}>${to}`);
  assertEquals(named(flowInto(edges, 4)), ["1:1>2", "1:1>3", "1:4>4", "2:2>4", "2:3>4"]);
  assertEquals(named(flowInto(edges, 4, { residual: false })), ["1:1>2", "1:1>3", "2:2>4", "2:3>4"]);
  assertEquals(flowInto([], 4), []);
});

Deno.test("every edge that flows into a position lies on a path, found by trying all of them", () => {
  const edges = informationFlow([uniformAttention(5), KEY_TO_ANCHORS, ANCHORS_TO_LAST], 0.22);
  const onPath = new Set<string>();
  const name = ({ layer, from, to }: { layer: number; from: number; to: number }) => `${layer}:${from}>${to}`;
  const walk = (layer: number, position: number, path: string[]) => {
    if (layer === 0) return path.forEach((edge) => onPath.add(edge));
    walk(layer - 1, position, path);
    for (const edge of edges) {
      if (edge.layer === layer && edge.to === position) walk(layer - 1, edge.from, [...path, name(edge)]);
    }
  };
  walk(3, 4, []);
  const kept = flowInto(edges, 4).map(name);
  assertEquals(new Set(kept), onPath);
  assert(kept.length < edges.length);
});

Deno.test("thresholds outside (0, 1], no layers and layers of different lengths are refused", () => {
  for (const threshold of [0, -1, 1.5, NaN]) {
    assertThrows(() => informationFlow([uniformAttention(3)], threshold), RangeError, `got ${threshold}`);
  }
  assertThrows(() => informationFlow([], 0.5), RangeError, "needs one layer or more");
  assertThrows(
    () => informationFlow([uniformAttention(3), uniformAttention(4)], 0.5),
    RangeError,
    "layer 2 has 4 positions, layer 1 has 3",
  );
  const [edge] = informationFlow([uniformAttention(2)], 0.5);
  assertThrows(() => flowInto([{ ...edge, layer: 3 }], 1, { layers: 2 }), RangeError, "integer of 3 or more");
});
