import { assert, assertAlmostEquals, assertEquals, assertLess, assertThrows } from "@std/assert";
import { normalFanIn, type ParameterSpec, scaleParameters, uniformFanIn } from "../../lib/nn/mod.ts";
import { parametersByName } from "../../lib/nn/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import golden from "../golden/initial_values.json" with { type: "json" };

const SPECS: ParameterSpec[] = [
  { name: "weight1", shape: [4, 9], fanIn: 4 },
  { name: "bias1", shape: [9], fanIn: 4 },
  { name: "weight2", shape: [9, 4], fanIn: 9 },
];

const WIDE: ParameterSpec[] = [{ name: "weight1", shape: [100, 200], fanIn: 100 }];

function moments(values: Float64Array): { mean: number; sd: number; largest: number } {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  const variance = values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length;
  return { mean, sd: Math.sqrt(variance), largest: Math.max(...values.map(Math.abs)) };
}

Deno.test("initial values begin as an independent implementation draws them", () => {
  const uniform = parametersByName(uniformFanIn(SPECS, generator(golden.seed)), SPECS);
  for (const [name, values] of Object.entries(golden.uniform)) {
    values.forEach((value, i) => assertAlmostEquals(uniform[name][i], value, 1e-15, `${name}[${i}]`));
  }
  const normal = parametersByName(normalFanIn(SPECS, 0.75, generator(golden.seed)), SPECS);
  for (const [name, values] of Object.entries(golden.normal)) {
    values.forEach((value, i) => assertAlmostEquals(normal[name][i], value, 1e-14, `${name}[${i}]`));
  }
});

Deno.test("uniformFanIn fills ±1/√fan-in evenly, biases included", () => {
  const { mean, sd, largest } = moments(uniformFanIn(WIDE, generator(1)));
  assertLess(largest, 0.1);
  assert(largest > 0.0999);
  assertLess(Math.abs(mean), 4 * 0.1 / Math.sqrt(3 * 20_000));
  assertAlmostEquals(sd, 0.1 / Math.sqrt(3), 0.001);
  const { bias1 } = parametersByName(uniformFanIn(SPECS, generator(1)), SPECS);
  assert(bias1.every((value) => value !== 0 && Math.abs(value) < 0.5));
});

Deno.test("normalFanIn has standard deviation fan-in^-γ and zero biases", () => {
  for (const gamma of [0, 0.5, 1]) {
    const { mean, sd } = moments(normalFanIn(WIDE, gamma, generator(2)));
    const wanted = 100 ** -gamma;
    assertLess(Math.abs(mean), 4 * wanted / Math.sqrt(20_000), `γ ${gamma}`);
    assertAlmostEquals(sd / wanted, 1, 0.03, `γ ${gamma}`);
  }
  const { bias1, weight1 } = parametersByName(normalFanIn(SPECS, 0.5, generator(1)), SPECS);
  assertEquals([...bias1], new Array(9).fill(0));
  assert(weight1.every((value) => value !== 0));
});

Deno.test("tensors of equal shape start differently, and a tensor's start does not depend on the others", () => {
  const equal: ParameterSpec[] = ["weight1", "weight2"].map((name) => ({ name, shape: [3, 3], fanIn: 3 }));
  for (const draw of [uniformFanIn, (s: ParameterSpec[], g = generator(5)) => normalFanIn(s, 0.5, g)]) {
    const both = parametersByName(draw(equal, generator(5)), equal);
    assert(both.weight1.every((value, i) => value !== both.weight2[i]));
    assertEquals(draw([equal[1]], generator(5)), both.weight2);
    assertEquals(draw(equal, generator(5)), draw(equal, generator(5)));
  }
});

Deno.test("two tensors of one name, which would start equal, are refused", () => {
  const twice: ParameterSpec[] = [WIDE[0], WIDE[0]];
  assertThrows(
    () => uniformFanIn(twice, generator(1)),
    RangeError,
    `initialize: two parameters are named "weight1"`,
  );
  assertThrows(() => normalFanIn(twice, 0.5, generator(1)), RangeError, "weight1");
});

Deno.test("bad exponents and fan-ins are refused", () => {
  for (const gamma of [NaN, Infinity]) {
    assertThrows(() => normalFanIn(SPECS, gamma, generator(1)), RangeError, "gamma must be finite");
  }
  const bare: ParameterSpec[] = [{ name: "weight1", shape: [1, 1], fanIn: 0 }];
  assertThrows(() => uniformFanIn(bare, generator(1)), RangeError);
  assertThrows(() => normalFanIn(bare, 0.5, generator(1)), RangeError);
});

Deno.test("scaleParameters multiplies all and refuses a scale that is not positive and finite", () => {
  const flat = Float64Array.of(1, -2, 0.5);
  assertEquals(scaleParameters(flat, 4), Float64Array.of(4, -8, 2));
  assertEquals(flat, Float64Array.of(1, -2, 0.5));
  for (const alpha of [0, -1, NaN, Infinity]) {
    assertThrows(() => scaleParameters(flat, alpha), RangeError, `got ${alpha}`);
  }
});
