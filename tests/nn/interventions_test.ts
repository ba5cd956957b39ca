import * as tf from "@tensorflow/tfjs-core";
import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { interpret, trace } from "../../lib/graph/mod.ts";
import {
  joinHooks,
  knockOut,
  normalFanIn,
  parameterCount,
  patch,
  recordInner,
  transformerDecoder,
  unflatten,
} from "../../lib/nn/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { assertClose } from "../support/tensors.ts";

const MODEL = transformerDecoder({
  vocabulary: 9,
  positions: 5,
  layers: 2,
  width: 6,
  heads: 2,
  keyWidth: 4,
  hidden: 7,
  outputs: "last",
});
const FLAT = normalFanIn(MODEL.parameters, 0.2, generator(1));
const TOKENS = Int32Array.of(1, 2, 3, 4, 5, 8, 7, 6, 5, 5),
  OTHER = Int32Array.of(1, 2, 7, 4, 5, 8, 7, 0, 5, 5);

/** Values of what `read` makes of the parameters and two batches of tokens. */
function evaluate(read: (p: tf.Tensor[], a: tf.Tensor, b: tf.Tensor) => Record<string, tf.Tensor>) {
  const tokens = { shape: [2, 5], dtype: "int32" as const };
  const program = trace(
    ({ flat, a, b }) => read(unflatten(flat, MODEL.parameters), a, b),
    { flat: [parameterCount(MODEL.parameters)], a: tokens, b: tokens },
    { precision: "float64" },
  );
  const values = interpret(program, { flat: FLAT, a: TOKENS, b: OTHER });
  const shapes = Object.entries(program.outputs).map(([name, { shape }]) => [name, [...shape]]);
  return { values: values as Record<string, Float64Array>, shapes: Object.fromEntries(shapes) };
}

Deno.test("every inner tensor can be recorded, in its documented shape", () => {
  const layer = (n: number, asking: number) => ({
    [`layer${n}.attention_input`]: [2, 5, 6],
    [`layer${n}.query`]: [2, 2, asking, 4],
    [`layer${n}.key`]: [2, 2, 5, 4],
    [`layer${n}.value`]: [2, 2, 5, 4],
    [`layer${n}.scores`]: [2, 2, asking, 5],
    [`layer${n}.attention`]: [2, 2, asking, 5],
    [`layer${n}.mixed`]: [2, 2, asking, 4],
    [`layer${n}.attention_output`]: [2, asking, 6],
    [`layer${n}.middle`]: [2, asking, 6],
    [`layer${n}.mlp_input`]: [2, asking, 6],
    [`layer${n}.mlp_hidden`]: [2, asking, 7],
    [`layer${n}.mlp_output`]: [2, asking, 6],
    [`layer${n}.stream`]: [2, asking, 6],
  });
  const wanted = {
    embedded: [2, 5, 6],
    ...layer(1, 5),
    ...layer(2, 1),
    readout_input: [2, 1, 6],
    logits: [2, 9],
  };
  const { shapes } = evaluate((p, a) => {
    const recording = recordInner(Object.keys(wanted));
    MODEL.apply(p, a, recording.hooks);
    return recording.tensors;
  });
  assertEquals(shapes, wanted);
});

Deno.test("attention rows are distributions over the positions up to the query", () => {
  const { values } = evaluate((p, a) => {
    const { hooks, tensors } = recordInner(["layer1.attention"]);
    MODEL.apply(p, a, hooks);
    return { map: tensors["layer1.attention"] };
  });
  for (let row = 0; row < 20; row++) {
    const weights = values.map.subarray(row * 5, row * 5 + 5);
    assertAlmostEquals(weights.reduce((sum, x) => sum + x), 1, 1e-12);
    weights.forEach((x, key) => assertEquals(x > 0, key <= row % 5));
  }
});

Deno.test("a patched residual stream gives the other run's output, a patch at one position something between", () => {
  const { values } = evaluate((p, a, b) => {
    const other = recordInner(["layer1.stream", "layer2.mlp_output"]);
    const there = MODEL.apply(p, b, other.hooks);
    const source = other.tensors["layer1.stream"];
    const third = tf.reshape(tf.tensor1d([0, 0, 1, 0, 0]), [1, 5, 1]), rest = tf.sub(1, third);
    return {
      here: MODEL.apply(p, a),
      there,
      patched: MODEL.apply(p, a, { "layer1.stream": patch(source) }),
      third: MODEL.apply(p, a, { "layer1.stream": patch(source, third) }),
      // Only position 3 and later ones of the first layer see the changed token.
      unseen: MODEL.apply(p, a, {
        "layer1.stream": patch(source, tf.reshape(tf.tensor1d([1, 1, 0, 0, 0]), [1, 5, 1])),
      }),
      undone: MODEL.apply(
        p,
        a,
        joinHooks({ "layer1.stream": patch(source, rest) }, { "layer1.stream": patch(source, third) }),
      ),
    };
  });
  assertClose(values.patched, values.there, { relative: 1e-12 }, "patched");
  assertClose(values.undone, values.there, { relative: 1e-12 }, "patched twice");
  assertClose(values.unseen, values.here, { relative: 1e-12 }, "patched where nothing differs");
  assert(values.third.every((x, i) => x !== values.here[i] && x !== values.there[i]));
  assert(values.here.some((x, i) => Math.abs(x - values.there[i]) > 0.1));
});

Deno.test("knocking out every edge to a position equals never having seen it", () => {
  const { values, shapes } = evaluate((p, a, b) => {
    // Token 3 (of position 2) differs between a and b; in layer 1 later positions read it, in layer 2 the last one.
    const edges = tf.reshape(tf.tensor1d([0, 0, 1, 0, 0]), [1, 1, 1, 5]);
    const spared = tf.concat([
      tf.zeros([1, 1, 3, 5]),
      tf.tile(edges, [1, 1, 2, 1]),
    ], 2);
    const cut = { "layer1.attention": knockOut(spared), "layer2.attention": knockOut(edges) };
    const seen = recordInner(["layer2.attention"]);
    return {
      a: MODEL.apply(p, a, joinHooks(cut, seen.hooks)),
      b: MODEL.apply(p, b, cut),
      map: seen.tensors["layer2.attention"],
      whole: MODEL.apply(p, a, { "layer2.attention": knockOut(edges, { renormalize: false }) }),
    };
  });
  assertClose(
    values.a,
    values.b,
    { relative: 1e-12 },
    "the sequences differ in the token at that position only",
  );
  assertEquals(shapes.map, [2, 2, 1, 5]);
  for (let row = 0; row < 4; row++) {
    const weights = values.map.subarray(row * 5, row * 5 + 5);
    assertEquals(weights[2], 0);
    assertAlmostEquals(weights.reduce((sum, x) => sum + x), 1, 1e-12);
  }
  assert(values.whole.some((x, i) => Math.abs(x - values.a[i]) > 1e-6));
});

Deno.test("a patch of another shape is refused with both shapes", () => {
  assertThrows(
    () => evaluate((p, a) => ({ y: MODEL.apply(p, a, { embedded: patch(tf.zeros([1, 5, 6])) }) })),
    RangeError,
    "patch: a tensor of shape [1,5,6] cannot replace one of shape [2,5,6]",
  );
  assertThrows(
    () => evaluate((p, a) => ({ y: MODEL.apply(p, a, { "layer3.query": () => {} }) })),
    RangeError,
    'no inner tensor "layer3.query", allowed embedded, layer1.…, layer1.stream, layer2.…',
  );
  assertThrows(
    () => evaluate((p, a) => ({ y: MODEL.apply(p, a, { "layer2.attn": () => {} }) })),
    RangeError,
    'no inner tensor "attn", allowed attention_input, query, key, value, scores, attention, mixed, attention_output',
  );
});
