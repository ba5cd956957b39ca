import * as tf from "@tensorflow/tfjs-core";
import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { grad, interpret, trace } from "../../lib/graph/mod.ts";
import {
  chain,
  dense,
  embedding,
  layerNorm,
  type Model,
  parameterCount,
  residual,
  unflatten,
} from "../../lib/nn/mod.ts";
import { checkModel, drawnParameters, outputOf } from "./check_model.ts";

const names = (model: Model) => model.parameters.map(({ name }) => name);

Deno.test("a dense layer computes σ(x W + b) along the last axis", () => {
  const layer = dense({ inputs: 2, units: 2, activation: "relu" });
  assertEquals(layer.parameters.map(({ name, shape, fanIn, fanOut }) => [name, [...shape], fanIn, fanOut]), [
    ["weight", [2, 2], 2, 2],
    ["bias", [2], 2, 2],
  ]);
  const parameters = Float64Array.of(1, 2, 3, 4, 10, -20);
  const rows = Float64Array.of(1, 1, 0, 1, -9, 0);
  assertEquals(outputOf(layer, parameters, { shape: [3, 2], values: rows }).values, [14, 0, 13, 0, 1, 0]);
  const deep = outputOf(layer, parameters, { shape: [3, 1, 2], values: rows });
  assertEquals([[...deep.shape], deep.values], [[3, 1, 2], [14, 0, 13, 0, 1, 0]]);
  const plain = dense({ inputs: 2, units: 2, bias: false });
  assertEquals(outputOf(plain, parameters.slice(0, 4), { shape: [3, 2], values: rows }).values, [
    4,
    6,
    3,
    4,
    -9,
    -18,
  ]);
});

Deno.test("an embedding gives the rows of its table, and a row's gradient once for each time it is read", () => {
  const table = embedding({ count: 3, width: 2 });
  const program = trace(({ flat, x }) => {
    const y = table.apply(unflatten(flat, table.parameters), x);
    return { y, slope: grad(tf.sum(tf.square(y)), flat) };
  }, { flat: [6], x: { shape: [2, 2], dtype: "int32" } });
  const { y, slope } = interpret(program, {
    flat: Float64Array.of(1, 2, 3, 4, 5, 6),
    x: Int32Array.of(2, 0, 2, 1),
  });
  assertEquals([[...program.outputs.y.shape], [...y]], [[2, 2, 2], [5, 6, 1, 2, 5, 6, 3, 4]]);
  assertEquals([...slope], [2, 4, 6, 8, 2 * 10, 2 * 12]);
  assertEquals(table.parameters[0].role, "embedding");
});

Deno.test("layer norm gives each row mean 0 and variance 1 before gain and shift", () => {
  const norm = layerNorm({ width: 4 }), rows = Float64Array.of(1, 2, 3, 4, -5, 5, -5, 5);
  const plain = outputOf(norm, Float64Array.of(1, 1, 1, 1, 0, 0, 0, 0), { shape: [2, 4], values: rows });
  const scale = 1 / Math.sqrt(1.25 + 1e-5);
  [-1.5, -0.5, 0.5, 1.5].forEach((x, i) => assertAlmostEquals(plain.values[i], x * scale, 1e-14));
  assertAlmostEquals(plain.values[4], -5 / Math.sqrt(25 + 1e-5), 1e-14);
  const moved = outputOf(norm, Float64Array.of(2, 3, 4, 5, 1, 1, 1, 1), { shape: [1, 2, 4], values: rows });
  moved.values.slice(0, 4).forEach((x, i) => assertAlmostEquals(x, (i + 2) * plain.values[i] + 1, 1e-14));
  const flat = layerNorm({ width: 2, epsilon: 4 });
  const even = outputOf(flat, Float64Array.of(1, 1, 0, 0), { shape: [1, 2], values: Float64Array.of(0, 2) });
  assertAlmostEquals(even.values[1], 1 / Math.sqrt(5), 1e-14);
});

Deno.test("a chain applies its parts in order, with their names before those of parameters and inner tensors", () => {
  const model = chain({
    first: dense({ inputs: 2, units: 2 }),
    square: (x: tf.Tensor) => tf.square(x),
    last: dense({ inputs: 2, units: 1 }),
  });
  assertEquals(names(model), ["first.weight", "first.bias", "last.weight", "last.bias"]);
  assertEquals(parameterCount(model.parameters), 9);
  const parameters = Float64Array.of(1, 0, 0, 1, 1, -1, 10, 100, 5);
  const x = { shape: [1, 2], values: Float64Array.of(2, 3) };
  assertEquals(outputOf(model, parameters, x).values, [9 * 10 + 4 * 100 + 5]);
  const hooked = outputOf(model, parameters, x, {
    "first.linear": (h) => tf.mul(h, 2),
    square: (h) => tf.add(h, 1),
  });
  assertEquals(hooked.values, [37 * 10 + 17 * 100 + 5]);
});

Deno.test("a residual block adds its input, or what the shortcut makes of it, to its body", () => {
  const x = { shape: [1, 2], values: Float64Array.of(3, -1) };
  const body = dense({ inputs: 2, units: 2, bias: false });
  assertEquals(outputOf(residual(body), Float64Array.of(0, 1, 10, 0), x).values, [3 - 10, -1 + 3]);
  const shortcut = dense({ inputs: 2, units: 1, bias: false });
  const block = residual(dense({ inputs: 2, units: 1, bias: false }), { shortcut, activation: "relu" });
  assertEquals(names(block), ["body.weight", "shortcut.weight"]);
  assertEquals(outputOf(block, Float64Array.of(1, 1, 2, 5), x).values, [2 + 1]);
  assertEquals(outputOf(block, Float64Array.of(1, 1, 2, 9), x).values, [0]);
  const without = outputOf(block, Float64Array.of(1, 1, 2, 9), x, {
    body: (h) => tf.zerosLike(h),
    shortcut: tf.abs,
  });
  assertEquals(without.values, [3]);
});

Deno.test("gradients of the blocks reach every parameter and are right on every path", async () => {
  const body = chain({
    norm: layerNorm({ width: 3 }),
    up: dense({ inputs: 3, units: 5, activation: "gelu" }),
    down: dense({ inputs: 5, units: 3, activation: "silu" }),
  });
  const model = chain({
    block: residual(body, { activation: "softplus" }),
    wider: residual(dense({ inputs: 3, units: 4, activation: "tanh" }), {
      shortcut: dense({ inputs: 3, units: 4 }),
    }),
  });
  await checkModel("blocks", model, [4, 2, 3]);
});

Deno.test("blocks refuse settings, inputs and parameters that do not fit", () => {
  const bad = [0, -1, 1.5, NaN];
  for (const n of bad) {
    assertThrows(
      () => dense({ inputs: n, units: 1 }),
      RangeError,
      `inputs must be a positive integer, got ${n}`,
    );
    assertThrows(
      () => dense({ inputs: 1, units: n }),
      RangeError,
      `units must be a positive integer, got ${n}`,
    );
    assertThrows(() => embedding({ count: n, width: 1 }), RangeError, `count must be a positive integer`);
    assertThrows(() => layerNorm({ width: n }), RangeError, `width must be a positive integer, got ${n}`);
  }
  for (const epsilon of [0, -1, NaN, Infinity]) {
    assertThrows(() => layerNorm({ width: 2, epsilon }), RangeError, `epsilon must be positive and finite`);
  }
  assertThrows(() => chain({}), RangeError, "needs one part or more");
  assertThrows(() => chain({ "a.b": tf.relu }), RangeError, '"a.b" cannot name a part');
  const layer = dense({ inputs: 2, units: 3 }), flat = drawnParameters(layer, 1);
  const x = { shape: [1, 3], values: new Float64Array(3) };
  assertThrows(
    () => outputOf(layer, flat, x),
    RangeError,
    "dense layer: the input has shape [1,3], needs […,2]",
  );
  assertThrows(
    () => outputOf(residual(layer), flat, { shape: [1, 2], values: new Float64Array(2) }),
    RangeError,
    "the body gives shape [1,3], the shortcut [1,2]",
  );
  const model = chain({ a: layer });
  assertThrows(
    () => trace(({ w }) => ({ y: model.apply([w], w) }), { w: [2, 3] }),
    RangeError,
    "chain: got 1 parameter tensors, needs 2 (a.weight, a.bias)",
  );
  assertThrows(
    () => outputOf(model, flat, { shape: [1, 2], values: new Float64Array(2) }, { b: () => {} }),
    RangeError,
    'chain: there is no inner tensor "b", allowed a.…, a',
  );
});
