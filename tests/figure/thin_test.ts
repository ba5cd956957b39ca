import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { thinIndices, thinTrace } from "../../lib/figure/mod.ts";

const SEED = { seed: 20240527 };
const number = fc.oneof({ weight: 9, arbitrary: fc.double({ min: -1e6, max: 1e6, noNaN: true }) }, {
  weight: 1,
  arbitrary: fc.constant(NaN),
});
const increasing = (count: number) => Float64Array.from({ length: count }, (_, i) => i + 1);

Deno.test("thinning keeps the ends and the extremes, in order and within the limit", () => {
  fc.assert(
    fc.property(
      fc.array(number, { minLength: 1, maxLength: 400 }),
      fc.integer({ min: 4, max: 60 }),
      fc.boolean(),
      (y, most, logX) => {
        const kept = thinIndices(increasing(y.length), y, most, { logX });
        assert(kept.length <= Math.max(most, 0) || kept.length === y.length);
        assert(kept.length <= most || y.length <= most);
        assertEquals(kept[0], 0);
        assertEquals(kept.at(-1), y.length - 1);
        assert(kept.every((index, k) => k === 0 || index > kept[k - 1]));
        const finite = y.filter(Number.isFinite), seen = kept.map((i) => y[i]).filter(Number.isFinite);
        if (finite.length > 0) {
          assertEquals(Math.max(...seen), Math.max(...finite));
          assertEquals(Math.min(...seen), Math.min(...finite));
        }
      },
    ),
    SEED,
  );
});

Deno.test("thinning keeps the limit for x in any order", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(number, number), { minLength: 1, maxLength: 300 }),
      fc.integer({ min: 4, max: 40 }),
      (points, most) => {
        const kept = thinIndices(points.map(([x]) => x), points.map(([, y]) => y), most);
        assert(kept.length <= most || points.length <= most);
      },
    ),
    SEED,
  );
});

Deno.test("on a logarithmic axis the early steps keep their points", () => {
  const x = increasing(100_000), y = x.map((step) => Math.sin(Math.log(step)));
  const early = (logX: boolean) => thinIndices(x, y, 1000, { logX }).filter((i) => x[i] <= 100).length;
  assert(early(true) >= 90, `${early(true)} of the first 100 steps kept`);
  assert(early(false) <= 5, `${early(false)} of the first 100 steps kept`);
});

Deno.test("a long gap stays a gap", () => {
  const x = increasing(5000), y = x.map((step) => step > 2000 && step < 3000 ? NaN : step);
  const kept = thinIndices(x, y, 100);
  assert(kept.some((i) => Number.isNaN(y[i])));
});

Deno.test("on a logarithmic axis values that are not positive do not count as extremes", () => {
  const y = increasing(1000).map((step) => step === 500 ? -5 : step);
  assert(!thinIndices(increasing(1000), y, 20, { logY: true }).includes(499));
  assert(thinIndices(increasing(1000), y, 20).includes(499));
});

Deno.test("arrays of one value a point follow the thinned curve, others stay", () => {
  const x = increasing(2000), text = Array.from(x, String);
  const trace = thinTrace(
    { mode: "lines", x, y: x, text, line: { color: "#000000" }, error_y: { array: x } },
    50,
  );
  const kept = trace.x as number[];
  assert(kept.length <= 50);
  assertEquals(trace.text, kept.map(String));
  assertEquals((trace.error_y as { array: number[] }).array, kept);
  assertEquals(trace.line, { color: "#000000" });
});

Deno.test("markers without a line are not thinned", () => {
  const x = increasing(2000);
  const trace = { mode: "markers", x, y: x };
  assertEquals(thinTrace(trace, 50), trace);
});

Deno.test("thinning refuses unequal lengths and limits below 4", () => {
  assertThrows(() => thinIndices([1, 2], [1], 10), RangeError, "x has 2 values, y has 1");
  assertThrows(() => thinIndices([1], [1], 3), RangeError, "at least 4");
});
