import * as tf from "@tensorflow/tfjs-core";
import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { grad, interpret, trace } from "../../lib/graph/mod.ts";
import {
  crossEntropy,
  type Hooks,
  normalParameters,
  parameterCount,
  parametersByName,
  transformerDecoder,
  type TransformerDecoderOptions,
  unflatten,
} from "../../lib/nn/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { assertClose } from "../support/tensors.ts";
import { plainTransformer } from "./plain_transformer.ts";

const BASE = { vocabulary: 7, positions: 6, layers: 2, width: 4, hidden: 5, activation: "tanh" } as const;
type Changes = Partial<TransformerDecoderOptions>;

const VARIANTS: Record<string, Changes> = {
  "post": {},
  "pre, two heads, biases": { normalization: "pre", heads: 2, biases: true },
  "pre, no final norm": { normalization: "pre", finalNorm: false },
  "post, final norm, three heads of other widths": { finalNorm: true, heads: 3, keyWidth: 2, valueWidth: 3 },
  "attention only": { normalization: "none", hidden: 0, project: false, residual: false, mask: "none" },
  "no residual, no read-out bias": { residual: false, readoutBias: false },
  "post, no feed-forward": { hidden: 0, activation: "relu" },
};

/** Random parameters, gains and shifts included, so that none of them could be left out unnoticed. */
function drawn(changes: Changes, seed = 1) {
  const model = transformerDecoder({ ...BASE, ...changes });
  const specs = model.parameters.map(({ start: _, ...spec }) => spec);
  return { model, flat: normalParameters(specs, 0.7, generator(seed)) };
}

function drawnTokens(batch: number, n: number, seed: number): Int32Array {
  const stream = generator(seed, "tokens");
  return Int32Array.from({ length: batch * n }, () => stream.integer(BASE.vocabulary));
}

/** Values of what `read` makes of one application of the model. */
function evaluate(
  { model, flat }: ReturnType<typeof drawn>,
  tokens: Int32Array,
  batch: number,
  hooks: Hooks = {},
  read: (logits: tf.Tensor, tensors: tf.Tensor[]) => Record<string, tf.Tensor> = () => ({}),
) {
  const program = trace(({ flat, tokens }) => {
    const tensors = unflatten(flat, model.parameters);
    const logits = model.apply(tensors, tokens, hooks);
    return { logits, ...read(logits, tensors) };
  }, {
    flat: [parameterCount(model.parameters)],
    tokens: { shape: [batch, tokens.length / batch], dtype: "int32" },
  }, { precision: "float64" });
  return { values: interpret(program, { flat, tokens }), program };
}

Deno.test("a decoder computes what the same formulas on plain arrays give, in every variant", () => {
  for (const [name, changes] of Object.entries(VARIANTS)) {
    for (const [batch, n] of [[3, 6], [2, 1], [1, 4]]) {
      const net = drawn(changes, n), tokens = drawnTokens(batch, n, n);
      const { logits } = evaluate(net, tokens, batch).values;
      const options: TransformerDecoderOptions = { ...BASE, ...changes };
      const heads = options.heads ?? 1, keyWidth = options.keyWidth ?? options.width / heads;
      const settings = {
        ...options,
        heads,
        keyWidth,
        valueWidth: options.valueWidth ?? keyWidth,
        normalization: options.normalization ?? "post",
        finalNorm: options.finalNorm ?? options.normalization === "pre",
        mask: options.mask ?? "causal",
        project: options.project ?? true,
        residual: options.residual ?? true,
        activation: Math.tanh,
      };
      const weights = parametersByName(net.flat, net.model.parameters);
      const wanted = Array.from(
        { length: batch },
        (_, row) => plainTransformer([...tokens.subarray(row * n, (row + 1) * n)], weights, settings),
      );
      assertClose(logits as Float64Array, Float64Array.from(wanted.flat(2)), { relative: 1e-10 }, name);
    }
  }
});

Deno.test("computing the last position only gives the last of all positions' logits and the same loss gradient", () => {
  const tokens = drawnTokens(3, 5, 9), labels = [1, 6, 0];
  for (const [name, changes] of Object.entries(VARIANTS)) {
    const both = (["all", "last"] as const).map((outputs) => {
      const net = drawn({ ...changes, outputs }, 4);
      return evaluate(net, tokens, 3, {}, (logits, tensors) => {
        const last = outputs === "last" ? logits : tf.reshape(tf.slice(logits, [0, 4, 0], [3, 1, 7]), [3, 7]);
        const loss = crossEntropy(last, tf.tensor1d(labels, "int32"));
        return { last, ...Object.fromEntries(grad(loss, tensors).map((g, k) => [`g${k}`, g])) };
      }).values;
    });
    for (const key of Object.keys(both[0]).filter((key) => key !== "logits")) {
      const all = both[0][key] as Float64Array;
      assertClose(both[1][key] as Float64Array, all, { relative: 1e-10 }, `${name}, ${key}`);
    }
  }
});

Deno.test("the gradient reaches every parameter, and is that of central differences", () => {
  for (const [name, changes] of Object.entries(VARIANTS)) {
    const net = drawn(changes, 7), tokens = drawnTokens(4, 6, 2);
    const labels = Int32Array.from({ length: 24 }, (_, i) => (i * 5) % 7);
    const { program } = evaluate(net, tokens, 4, {}, (logits, tensors) => {
      const rows = tf.reshape(logits, [24, 7]);
      const loss = crossEntropy(rows, tf.tensor1d(labels, "int32"));
      return { loss, ...Object.fromEntries(grad(loss, tensors).map((g, k) => [`g${k}`, g])) };
    });
    const values = interpret(program, { flat: net.flat, tokens });
    const direction = normalParameters(
      net.model.parameters.map(({ start: _, ...s }) => s),
      1,
      generator(3),
    );
    let along = 0, at = 0;
    net.model.parameters.forEach((spec, k) => {
      const g = values[`g${k}`] as Float64Array;
      // A key's bias adds one number to all scores of a query, which the softmax does not see.
      const blind = spec.name.endsWith("key_bias");
      const largest = g.reduce((top, x) => Math.max(top, Math.abs(x)), 0);
      assert(blind ? largest < 1e-12 : largest > 1e-5, `${name}: gradient of ${spec.name} is ${largest}`);
      for (const x of g) along += x * direction[at++];
    });
    const loss = (h: number) =>
      interpret(program, { flat: net.flat.map((x, i) => x + h * direction[i]), tokens }).loss[0];
    const h = 1e-4;
    const slope = (8 * (loss(h) - loss(-h)) - (loss(2 * h) - loss(-2 * h))) / (12 * h);
    // The ReLU variant has kinks near which the differences are off.
    if (changes.activation !== "relu") assertAlmostEquals(along / slope, 1, 1e-6, name);
  }
});

Deno.test("no position sees a later token under the causal mask, and all do without it", () => {
  for (const mask of ["causal", "none"] as const) {
    const net = drawn({ mask }, 5), tokens = drawnTokens(1, 6, 5), changed = tokens.slice();
    changed[5] = (changed[5] + 1) % 7;
    const [a, b] = [tokens, changed].map((t) => evaluate(net, t, 1).values.logits as Float64Array);
    const same = a.subarray(0, 35).every((value, i) => value === b[i]);
    assertEquals(same, mask === "causal");
    assert(a.subarray(35).some((value, i) => value !== b[35 + i]));
  }
});

Deno.test("parameters are counted as by hand", () => {
  const count = (changes: Changes) => parameterCount(transformerDecoder({ ...BASE, ...changes }).parameters);
  // Tables 7·4 + 6·4, two layers of 4·16 + 2·20 + 4·4, read-out 4·7 + 7.
  assertEquals(count({}), 52 + 2 * (64 + 40 + 16) + 35);
  assertEquals(count({ biases: true }), 52 + 2 * (64 + 16 + 40 + 9 + 16) + 35);
  assertEquals(count({ normalization: "pre" }), 52 + 2 * (64 + 40 + 16) + 8 + 35);
  assertEquals(count(VARIANTS["attention only"]), 52 + 2 * 48 + 35);
  assertEquals(count({ heads: 3, keyWidth: 2, valueWidth: 5 }), 52 + 2 * (2 * 24 + 2 * 60 + 40 + 16) + 35);
  // The paper's network D4 without positions and read-out: 4 layers of 4 heads, d = 400, d_k = 64, d_ff = 1200.
  const d4 = transformerDecoder({
    vocabulary: 201,
    positions: 20,
    layers: 4,
    width: 400,
    heads: 4,
    keyWidth: 64,
    hidden: 1200,
  });
  assertEquals(parameterCount(d4.parameters), 221 * 400 + 4 * (4 * 400 * 256 + 960_000 + 1600) + 401 * 201);
});

Deno.test("settings that make no decoder are refused with what was found", () => {
  const refused: [Changes, string][] = [
    [{ width: 6, heads: 4 }, "4 heads do not divide the width 6"],
    [{ heads: 0 }, "heads must be a positive integer, got 0"],
    [{ layers: 1.5 }, "layers must be a positive integer, got 1.5"],
    [{ vocabulary: 0 }, "vocabulary must be a positive integer, got 0"],
    [{ positions: NaN }, "positions must be a positive integer, got NaN"],
    [{ hidden: -1 }, "hidden must be a positive integer, got -1"],
    [{ keyWidth: 0 }, "keyWidth must be a positive integer, got 0"],
    [{ project: false, heads: 2, keyWidth: 3 }, "2 heads of 3 values must make the width 4"],
    [{ mask: "prefix" as "none" }, 'mask "prefix" is unknown, allowed causal, none'],
    [{ normalization: "both" as "pre" }, 'normalization "both" is unknown, allowed post, pre, none'],
    [{ outputs: "first" as "last" }, 'outputs "first" is unknown, allowed all, last'],
    [{ activation: "swish" as "tanh" }, 'activation: "swish" is unknown'],
    [{ epsilon: 0 }, "epsilon must be positive and finite, got 0"],
  ];
  for (const [changes, message] of refused) {
    assertThrows(() => transformerDecoder({ ...BASE, ...changes }), RangeError, message);
  }
});

Deno.test("tokens and parameters that do not fit are refused", () => {
  const { model } = drawn({});
  const apply = (shape: number[], dtype: "int32" | "float", drop = 0) => () =>
    trace(({ flat, tokens }) => ({
      y: model.apply(unflatten(flat, model.parameters).slice(drop), tokens),
    }), { flat: [parameterCount(model.parameters)], tokens: { shape, dtype } });
  apply([2, 6], "int32")();
  assertThrows(apply([2, 7], "int32"), RangeError, "sequences of 7 tokens, allowed 1…6");
  assertThrows(apply([6], "int32"), RangeError, "the input has shape [6], needs [batch,n]");
  assertThrows(apply([2, 6], "float"), RangeError, "indices must be int32, found float32");
  assertThrows(apply([2, 6], "int32", 1), RangeError, "got 23 parameter tensors, needs 24 (tokens.table");
});
