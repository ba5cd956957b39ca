import { assert, assertAlmostEquals, assertEquals, assertLess, assertThrows } from "@std/assert";
import {
  initialize,
  kaimingNormal,
  kaimingUniform,
  normalFanIn,
  normalParameters,
  orthogonal,
  parametersByName,
  type ParameterSpec,
  uniformFanIn,
  xavierNormal,
  xavierUniform,
} from "../../lib/nn/mod.ts";
import { generator } from "../../lib/random/mod.ts";

const SPECS: ParameterSpec[] = [
  { name: "table", shape: [300, 50], fanIn: 50, role: "embedding" },
  { name: "weight", shape: [100, 200], fanIn: 100, fanOut: 200 },
  { name: "bias", shape: [200], fanIn: 100, fanOut: 200 },
  { name: "gain", shape: [7], fanIn: 1, start: 1 },
  { name: "shift", shape: [7], fanIn: 1, start: 0 },
];

function spread(values: Float64Array): { sd: number; largest: number } {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  assertLess(Math.abs(mean), 0.02);
  const variance = values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length;
  return { sd: Math.sqrt(variance), largest: values.reduce((top, x) => Math.max(top, Math.abs(x)), 0) };
}

const RULES = { uniformFanIn, kaimingUniform, kaimingNormal, xavierUniform, xavierNormal, orthogonal };

Deno.test("every initialiser keeps given starts, draws embeddings standard normal and each tensor by its name", () => {
  for (const [name, rule] of Object.entries(RULES)) {
    const { table, gain, shift, weight } = parametersByName(rule(SPECS, generator(3)), SPECS);
    assertEquals([...gain, ...shift], [1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0], name);
    assertAlmostEquals(spread(table).sd, 1, 0.02, name);
    assertEquals(rule([SPECS[1]], generator(3)), weight, name);
  }
});

Deno.test("normalFanIn scales embeddings by the length of their rows", () => {
  const { table, gain } = parametersByName(normalFanIn(SPECS, 0.8, generator(3)), SPECS);
  assertAlmostEquals(spread(table).sd / 50 ** -0.8, 1, 0.02);
  assertEquals(gain[0], 1);
});

Deno.test("Kaiming's and Xavier's weights have their standard deviation, the uniform ones also their bound", () => {
  const wanted = {
    kaimingUniform: Math.sqrt(2 / 100),
    kaimingNormal: Math.sqrt(2 / 100),
    xavierUniform: Math.sqrt(2 / 300),
    xavierNormal: Math.sqrt(2 / 300),
  };
  for (const [name, sd] of Object.entries(wanted)) {
    const rule = RULES[name as keyof typeof wanted];
    const { weight, bias } = parametersByName(rule(SPECS, generator(8)), SPECS);
    const found = spread(weight);
    assertAlmostEquals(found.sd / sd, 1, 0.02, name);
    assert(bias.every((value) => value === 0), name);
    const bound = Math.sqrt(3) * sd;
    if (name.endsWith("Uniform")) assert(found.largest <= bound && found.largest > 0.999 * bound, name);
    else assert(found.largest > 3 * sd, name);
    const doubled = rule([SPECS[1]], generator(8), { gain: name.startsWith("kaiming") ? 2 * Math.SQRT2 : 2 });
    doubled.forEach((value, i) => assertAlmostEquals(value, 2 * weight[i], 1e-14, name));
  }
});

Deno.test("orthogonal weights are orthonormal along the shorter side, at a gain, for kernels of four axes too", () => {
  for (const shape of [[30, 12], [12, 30], [3, 3, 4, 10], [1, 5]]) {
    const specs = [{ name: "w", shape, fanIn: 1 }];
    const values = orthogonal(specs, generator(5), { gain: 3 });
    const columns = shape[shape.length - 1], rows = values.length / columns;
    const at = rows >= columns
      ? (k: number, i: number) => values[i * columns + k]
      : (k: number, i: number) => values[k * columns + i];
    const [short, long] = [Math.min(rows, columns), Math.max(rows, columns)];
    for (let a = 0; a < short; a++) {
      for (let b = 0; b <= a; b++) {
        let product = 0;
        for (let i = 0; i < long; i++) product += at(a, i) * at(b, i);
        assertAlmostEquals(product, a === b ? 9 : 0, 1e-12, `[${shape}]`);
      }
    }
  }
});

Deno.test("normalParameters draws biases as well", () => {
  const { bias, weight } = parametersByName(normalParameters(SPECS, 0.01, generator(4)), SPECS);
  assertAlmostEquals(spread(weight).sd, 0.01, 2e-4);
  assertAlmostEquals(spread(bias).sd, 0.01, 2e-3);
});

Deno.test("initialize takes a rule of one's own for each tensor", () => {
  const flat = initialize(SPECS, generator(1), ({ name, shape }) => {
    return new Float64Array(shape.reduce((n, length) => n * length, 1)).fill(name === "weight" ? 2 : 3);
  });
  const { table, weight } = parametersByName(flat, SPECS);
  assert(weight.every((value) => value === 2) && table.every((value) => value === 3));
});

Deno.test("gains, missing fan-outs, standard deviations and rules that do not fit are refused", () => {
  for (
    const name of ["kaimingUniform", "kaimingNormal", "xavierUniform", "xavierNormal", "orthogonal"] as const
  ) {
    for (const gain of [0, -1, NaN, Infinity]) {
      assertThrows(() => RULES[name](SPECS, generator(1), { gain }), RangeError, `${name}: the gain`);
    }
  }
  const bare = [{ name: "weight", shape: [3, 3], fanIn: 3 }];
  assertThrows(() => xavierNormal(bare, generator(1)), RangeError, "parameter weight has no fanOut");
  for (const sd of [-1, NaN]) assertThrows(() => normalParameters(bare, sd, generator(1)), RangeError);
  assertThrows(
    () => initialize(bare, generator(1), () => new Float64Array(8)),
    RangeError,
    "parameter weight [3,3] was given 8 values",
  );
});

Deno.test("a parameter without a fan-in starts where it is told to, and is refused by rules that take their scale from it", () => {
  const bare: ParameterSpec[] = [{ name: "w", shape: [3, 2] }];
  assertEquals(normalParameters(bare, 0, generator(1)), new Float64Array(6));
  assertEquals(uniformFanIn([{ ...bare[0], start: 2 }], generator(1)), new Float64Array(6).fill(2));
  assertEquals(orthogonal(bare, generator(1)).length, 6);
  const rules = {
    uniformFanIn,
    kaimingUniform,
    kaimingNormal,
    xavierUniform: (specs: ParameterSpec[]) => xavierUniform(specs, generator(1)),
    normalFanIn: (specs: ParameterSpec[]) => normalFanIn(specs, 0.5, generator(1)),
  };
  for (const [name, rule] of Object.entries(rules)) {
    const message = `${name}: parameter w has no fanIn, from which this initialiser takes its scale`;
    assertThrows(() => rule([{ ...bare[0], fanOut: 2 }], generator(1)), RangeError, message);
  }
});
