import { assert, assertEquals, assertThrows } from "@std/assert";
import { interpret, trace } from "../../lib/graph/mod.ts";
import {
  type Hooks,
  type Model,
  normalParameters,
  parameterCount,
  parametersByName,
  transformerDecoder,
  unflatten,
} from "../../lib/nn/mod.ts";
import { addRandomBuffer, type RandomBufferOptions } from "../../lib/nn/random_buffer.ts";
import { knockOutEdges } from "../../lib/interpret/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { assertClose } from "../support/tensors.ts";

const WIDTH = 4, KEYS = 3, LAYERS = 3;
const OPTIONS = {
  vocabulary: 7,
  positions: 5,
  layers: LAYERS,
  width: WIDTH,
  hidden: 6,
  outputs: "last",
} as const;
const TOKENS = Int32Array.of(1, 4, 2, 2, 6, 0, 3, 5, 1, 1);

function decoder(keyWidth: number): Model {
  return transformerDecoder({ ...OPTIONS, keyWidth });
}

function logitsOf(model: Model, flat: Float64Array, hooks?: Hooks) {
  const program = trace(
    ({ parameters, tokens }) => ({
      logits: model.apply(unflatten(parameters, model.parameters), tokens, hooks),
    }),
    { parameters: [parameterCount(model.parameters)], tokens: { shape: [2, 5], dtype: "int32" } },
  );
  return Float64Array.from(interpret(program, { parameters: flat, tokens: TOKENS }).logits);
}

function drawn(model: Model): Float64Array {
  return normalParameters(model.parameters.map(({ start: _, ...spec }) => spec), 0.6, generator(3));
}

/** Row-major product of `[n, m]` and `[m, p]`. */
function product(a: ArrayLike<number>, b: ArrayLike<number>, m: number): number[] {
  const n = a.length / m, p = b.length / m;
  return Array.from({ length: n * p }, (_, i) => {
    const row = Math.floor(i / p), column = i % p;
    return Array.from({ length: m }, (_, k) => a[row * m + k] * b[k * p + column]).reduce((x, y) => x + y, 0);
  });
}

function transposed(a: ArrayLike<number>, n: number): number[] {
  return Array.from({ length: n * n }, (_, i) => a[i % n * n + Math.floor(i / n)]);
}

const IDENTITY = Array.from({ length: WIDTH ** 2 }, (_, i) => (i % (WIDTH + 1) === 0 ? 1 : 0));

/** Columns of `[WIDTH, KEYS]` and `[WIDTH, WIDTH]` side by side. */
function beside(a: ArrayLike<number>, b: ArrayLike<number>, factor: number): number[] {
  return Array.from({ length: WIDTH }, (_, row) => [
    ...Array.from({ length: KEYS }, (_, k) => factor * a[row * KEYS + k]),
    ...Array.from({ length: WIDTH }, (_, k) => factor * b[row * WIDTH + k]),
  ]).flat();
}

/** The same network as a decoder with wider heads: W^{qk} + αA = [W^Q, αA] [W^K, 1]ᵀ, W^{vo} + βB = [W^V, 1] [W^O; βB]. */
function asWiderHeads(model: Model, flat: Float64Array, options: RandomBufferOptions): Float64Array {
  const own = parametersByName(flat, model.parameters), wide = decoder(KEYS + WIDTH);
  const buffer = (layer: number) => options.kind === "identity" ? IDENTITY : own[`buffer${layer}`];
  const stretch = ((KEYS + WIDTH) / KEYS) ** 0.25; // the scores of wider heads are divided by a larger √d_k
  return Float64Array.from(wide.parameters.flatMap(({ name }) => {
    const [, number, part] = /^layer(\d+)\.(query|key|value|output)$/.exec(name) ?? [];
    if (!number) return Array.from(own[name]);
    const layer = Number(number), on = (options.layers ?? [1, 2, 3]).includes(layer);
    const asked = options.arrangement === "matched" && layer === 3
      ? product(transposed(buffer(2), WIDTH), buffer(1), WIDTH)
      : Array.from(buffer(layer - 1));
    const times = (values: ArrayLike<number>, scale: string) =>
      Array.from(values, (value) => on ? value * own[`layer${layer}.${scale}`][0] : 0);
    if (part === "query") return beside(own[name], times(asked, "qk_scale"), stretch);
    if (part === "key") return beside(own[name], IDENTITY, stretch);
    if (part === "value") return beside(own[name], IDENTITY, 1);
    return [...own[name], ...times(buffer(layer), "vo_scale")];
  }));
}

const CASES: RandomBufferOptions[] = [
  { kind: "gaussian", scale: 0.1 },
  { kind: "gaussian", scale: 0.1, arrangement: "matched" },
  { kind: "orthogonal", scale: 0.1, layers: [2] },
  { kind: "identity", scale: 0.1 },
];

for (const options of CASES) {
  Deno.test(`a random buffer ${JSON.stringify(options)} equals a decoder with wider heads, cut or not`, () => {
    const model = addRandomBuffer(decoder(KEYS), options), flat = drawn(model), wide = decoder(KEYS + WIDTH);
    const twin = asWiderHeads(model, flat, options);
    assertClose(logitsOf(model, flat), logitsOf(wide, twin), { relative: 1e-9 }, "logits");
    const cut = knockOutEdges([{ layer: 1, query: 4, key: 2 }, { layer: 3, query: 4, key: 1 }]);
    assertClose(
      logitsOf(model, flat, cut),
      logitsOf(wide, twin, cut),
      { relative: 1e-9 },
      "logits after the cut",
    );
    assert(logitsOf(model, flat).some((value, i) => value !== logitsOf(model, flat, cut)[i]));
  });
}

Deno.test("fixed matrices have the variance 1/width, or are orthogonal, and are named as fixed", () => {
  const spec = { name: "buffer1", shape: [64, 64], fanIn: 64 }, model = decoder(KEYS);
  const gaussian = addRandomBuffer(model, { kind: "gaussian", scale: 0.01 });
  assertEquals(gaussian.fixed, ["buffer0", "buffer1", "buffer2", "buffer3"]);
  assertEquals(addRandomBuffer(model, { kind: "identity", scale: 0.01 }).fixed, []);
  const wide = addRandomBuffer(transformerDecoder({ ...OPTIONS, width: 64 }), { kind: "gaussian", scale: 1 });
  const values = wide.drawFixed(spec, generator(1));
  const variance = values.reduce((sum, value) => sum + value ** 2, 0) / values.length;
  assert(Math.abs(variance * 64 - 1) < 0.05, `variance ${variance}`);
  const rotation = addRandomBuffer(model, { kind: "orthogonal", scale: 1 })
    .drawFixed({ name: "buffer1", shape: [WIDTH, WIDTH], fanIn: WIDTH }, generator(1));
  const square = product(rotation, transposed(rotation, WIDTH), WIDTH);
  assertClose(Float64Array.from(square), Float64Array.from(IDENTITY), { relative: 1e-12 }, "Z Zᵀ");
});

Deno.test("a random buffer refuses unknown kinds, scales that are not finite, layers it does not have and several heads", () => {
  const model = decoder(KEYS),
    refuse = (changes: object, message: string) =>
      assertThrows(
        () => addRandomBuffer(model, { kind: "gaussian", scale: 0.1, ...changes }),
        RangeError,
        message,
      );
  refuse({ kind: "IMBA" }, 'kind "IMBA" is unknown, allowed gaussian, orthogonal, identity');
  refuse({ arrangement: "mirrored" }, 'arrangement "mirrored" is unknown, allowed plain, matched');
  refuse({ scale: NaN }, "α and β must be finite, got NaN");
  refuse({ layers: [4] }, "layer 4 was named, allowed 1, 2, 3");
  refuse({ layers: [] }, "no layer was named");
  const two = addRandomBuffer(transformerDecoder({ ...OPTIONS, heads: 2 }), { kind: "gaussian", scale: 0.1 });
  assertThrows(() => logitsOf(two, drawn(two)), RangeError, "needs layers of one head, got 2 heads");
});
