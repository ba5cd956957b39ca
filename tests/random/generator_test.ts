import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertLess,
  assertNotEquals,
  assertThrows,
} from "@std/assert";
import fc from "fast-check";
import { type Generator, generator, generatorFromState } from "../../lib/random/mod.ts";
import golden from "../golden/random_stream.json" with { type: "json" };

const SEED = { seed: 20240527, numRuns: 50 };

function draws(source: Generator, count = 20): number[] {
  return Array.from({ length: count }, () => source.uniform());
}

Deno.test("the first values of a stream are those of an independent implementation", () => {
  for (const { path, uniform, normal, integer } of golden.cases) {
    const [seed, ...labels] = path as [number, ...(string | number)[]];
    const start = () => generator(seed, ...labels);
    assertEquals(draws(start(), uniform.length), uniform, `uniform of ${path}`);
    const integers = start();
    assertEquals(integer.map(() => integers.integer(1000)), integer, `integer of ${path}`);
    const normals = start();
    for (const expected of normal) assertAlmostEquals(normals.normal(), expected, 1e-14);
  }
});

Deno.test("equal seeds give equal streams and different seeds different ones", () => {
  assertEquals(draws(generator(7)), draws(generator(7)));
  assertEquals(draws(generator(-0)), draws(generator(0)));
  const starts = new Set(Array.from({ length: 2000 }, (_, seed) => generator(seed - 1000).uniform()));
  assertEquals(starts.size, 2000);
});

Deno.test("a generator resumed from its state goes on bit for bit, forks included", () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), fc.nat(50), fc.nat(50), (seed, uniforms, normals) => {
      const original = generator(seed, "run");
      for (let i = 0; i < uniforms; i++) original.uniform();
      for (let i = 0; i < normals; i++) original.normal();
      const saved: unknown = JSON.parse(JSON.stringify(original.state()));
      const resumed = generatorFromState(saved as number[]);
      assertEquals(resumed.state(), original.state());
      assertEquals(draws(resumed.fork("child")), draws(original.fork("child")));
      for (let i = 0; i < 10; i++) {
        assertEquals(resumed.uniform(), original.uniform());
        assertEquals(resumed.normal(), original.normal());
        assertEquals(resumed.integer(17), original.integer(17));
      }
    }),
    SEED,
  );
});

Deno.test("a fork depends on the seed path and the label only, and does not advance its parent", () => {
  const parent = generator(3, "a");
  const before = draws(parent.fork("b"));
  const state = parent.state();
  parent.fork("c");
  assertEquals(parent.state(), state);
  draws(parent, 100);
  assertEquals(draws(parent.fork("b")), before);
  assertEquals(draws(generator(3, "a", "b")), before);
});

Deno.test("different labels give different streams, also the number 1 and the string 1", () => {
  const labels = [0, 1, 2, 0.5, "0", "1", "", "a", "ab", "1\nnumber 2"];
  const streams = labels.map((label) => draws(generator(5).fork(label), 3).join());
  assertEquals(new Set(streams).size, labels.length);
  assertNotEquals(draws(generator(5, "a", "b")), draws(generator(5, "b", "a")));
  assertNotEquals(draws(generator(5, "a", "b")), draws(generator(5, "ab")));
});

Deno.test("uniform numbers lie in [0, 1) with mean 1/2, variance 1/12 and an even histogram", () => {
  const source = generator(11);
  const count = 100_000;
  const cells = new Float64Array(64);
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < count; i++) {
    const value = source.uniform();
    assert(value >= 0 && value < 1);
    sum += value;
    squares += (value - 0.5) ** 2;
    cells[Math.floor(value * 64)]++;
  }
  assertAlmostEquals(sum / count, 0.5, 4 * Math.sqrt(1 / 12 / count));
  assertAlmostEquals(squares / count, 1 / 12, 4 * Math.sqrt(1 / 180 / count));
  assertLess(chiSquare(cells), 63 + 4 * Math.sqrt(2 * 63));
});

Deno.test("uniform numbers use all 53 bits", () => {
  const source = generator(12);
  const ones = new Float64Array(53);
  for (let i = 0; i < 4000; i++) {
    const integer = BigInt(source.uniform() * 2 ** 53);
    for (let bit = 0; bit < 53; bit++) ones[bit] += Number(integer >> BigInt(bit) & 1n);
  }
  // 5 standard deviations of a fair coin thrown 4000 times.
  for (const count of ones) assertAlmostEquals(count, 2000, 5 * Math.sqrt(1000));
});

Deno.test("successive uniform numbers are not correlated, within a stream and between forks", () => {
  const count = 50_000;
  const parent = generator(13);
  const streams = [parent.fork(0), parent.fork(1)];
  let lag = 0;
  let between = 0;
  let last = 0;
  for (let i = 0; i < count; i++) {
    const a = streams[0].uniform() - 0.5;
    const b = streams[1].uniform() - 0.5;
    lag += a * last;
    between += a * b;
    last = a;
  }
  assertAlmostEquals(lag / count * 12, 0, 4 / Math.sqrt(count));
  assertAlmostEquals(between / count * 12, 0, 4 / Math.sqrt(count));
});

Deno.test("normal numbers have the moments 0, 1, 0, 3 and the shares of a normal distribution", () => {
  const source = generator(14);
  const count = 100_000;
  const moments = [0, 0, 0, 0];
  let withinOne = 0;
  for (let i = 0; i < count; i++) {
    const value = source.normal();
    moments.forEach((_, p) => moments[p] += value ** (p + 1) / count);
    if (Math.abs(value) < 1) withinOne++;
  }
  assertAlmostEquals(moments[0], 0, 4 * Math.sqrt(1 / count));
  assertAlmostEquals(moments[1], 1, 4 * Math.sqrt(2 / count));
  assertAlmostEquals(moments[2], 0, 4 * Math.sqrt(15 / count));
  assertAlmostEquals(moments[3], 3, 4 * Math.sqrt(96 / count));
  assertAlmostEquals(withinOne / count, 0.682689, 4 * Math.sqrt(0.2166 / count));
});

Deno.test("integers are unbiased below bounds that are and are not powers of two", () => {
  for (const below of [2, 3, 7, 10, 64, 100]) {
    const source = generator(15, below);
    const cells = new Float64Array(below);
    for (let i = 0; i < 1000 * below; i++) cells[source.integer(below)]++;
    assertLess(chiSquare(cells), below - 1 + 4.5 * Math.sqrt(2 * (below - 1)), `below ${below}`);
  }
  // A bound of 3·2^30 would show the bias of a plain remainder: the first third would come twice as often.
  const source = generator(16);
  const thirds = new Float64Array(3);
  for (let i = 0; i < 30_000; i++) thirds[Math.floor(source.integer(3 * 2 ** 30) / 2 ** 30)]++;
  assertLess(chiSquare(thirds), 2 + 4.5 * 2);
});

Deno.test("integers stay in range at the smallest and the largest bound", () => {
  const source = generator(17);
  assertEquals(source.integer(1), 0);
  let largest = 0;
  for (let i = 0; i < 1000; i++) {
    const value = source.integer(2 ** 32);
    assert(Number.isInteger(value) && value >= 0 && value < 2 ** 32);
    largest = Math.max(largest, value);
  }
  assert(largest > 2 ** 31);
});

Deno.test("a seed that is not a safe integer is rejected with its value", () => {
  for (const seed of [0.5, NaN, Infinity, 2 ** 53]) {
    assertThrows(() => generator(seed), TypeError, `safe integer, got ${seed}`);
  }
  assertThrows(() => generator("7" as unknown as number), TypeError, 'got "7"');
});

Deno.test("a label that is neither a string nor a finite number is rejected", () => {
  assertThrows(() => generator(0).fork(NaN), TypeError, "got NaN");
  assertThrows(() => generator(0, Infinity), TypeError, "got Infinity");
  assertThrows(() => generator(0, null as unknown as string), TypeError, "got null");
});

Deno.test("a bound that is not an integer in 1 … 2^32 is rejected", () => {
  for (const below of [0, -1, 1.5, NaN, 2 ** 32 + 1]) {
    assertThrows(() => generator(0).integer(below), RangeError, `got ${below}`);
  }
});

Deno.test("a state of the wrong kind, length, version or content is rejected", () => {
  const state = [...generator(0).state()];
  assertThrows(() => generatorFromState(null as unknown as number[]), TypeError, "got null");
  assertThrows(() => generatorFromState(state.slice(1)), TypeError, "got 8");
  assertThrows(() => generatorFromState([99, ...state.slice(1)]), TypeError, "version 99");
  assertThrows(() => generatorFromState(state.with(3, 0.5)), TypeError, "entry 3");
  assertThrows(() => generatorFromState(state.with(8, 2 ** 31)), TypeError, "entry 8");
  assertThrows(() => generatorFromState([...state.slice(0, 5), 0, 0, 0, 0]), TypeError, "all zero");
});

function chiSquare(counts: Float64Array): number {
  const expected = counts.reduce((a, b) => a + b) / counts.length;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}
