import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { exactly, largest, plainValue, roundWithin } from "../../lib/figure/numbers.ts";

const SEED = { seed: 20240611 };

Deno.test("a number is rounded within the tolerance, and to no more digits than that takes", () => {
  fc.assert(
    fc.property(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.double({ min: 1e-17, max: 10, noNaN: true }),
      (value, share) => {
        const tolerance = share * Math.abs(value), rounded = roundWithin(value, tolerance)!;
        assert(Math.abs(rounded - value) <= tolerance || rounded === value, `${value} became ${rounded}`);
        const digits = (text: string) =>
          text.replace(/e.*$/, "").replace(/\D/g, "").replace(/^0+|0+$/g, "").length;
        const count = digits(String(rounded));
        if (Number.isSafeInteger(value) || count <= 3) return;
        const shorter = Number(value.toPrecision(count - 1));
        assert(Math.abs(shorter - value) > tolerance, `${rounded}, though ${shorter} is near enough`);
      },
    ),
    { ...SEED, numRuns: 20_000 },
  );
});

Deno.test("whole numbers are exact, small ones keep three digits, and what is not finite is a gap", () => {
  for (const whole of [0, -7, 1e8 + 1, 1_700_000_000_123, Number.MAX_SAFE_INTEGER]) {
    assertEquals(roundWithin(whole, 1e300), whole);
  }
  assertEquals(roundWithin(0.000123456789, 1), 0.000123);
  assertEquals(roundWithin(1 / 3, 0), 1 / 3);
  assertEquals(roundWithin(5e-324, 1e-3), 5e-324);
  assertEquals([NaN, Infinity, -Infinity].map((value) => roundWithin(value, 1)), [null, null, null]);
  assertEquals([NaN, 1 / 3].map(exactly), [null, 1 / 3]);
});

Deno.test("typed arrays become plain arrays at every depth, and settings are not rounded", () => {
  const plain = plainValue({
    y: new Float32Array([0.1, NaN]),
    rows: [new Float64Array([1 / 3])],
    size: 1 / 3,
    absent: undefined,
    dates: [new Date(5)],
  }, (value) => roundWithin(value, 1e-4));
  assertEquals(plain, {
    y: [0.1, null],
    rows: [[0.3333]],
    size: 1 / 3,
    dates: ["1970-01-01T00:00:00.005Z"],
  });
});

Deno.test("what JSON cannot hold is refused", () => {
  assertThrows(() => plainValue([1n], exactly), TypeError, "bigint");
  assertThrows(() => plainValue({ a: Symbol("s") }, exactly), TypeError, "symbol");
});

Deno.test("the largest of any number of numbers is found", () => {
  assertEquals(largest(0, new Float64Array(1_000_000).map((_, i) => -Math.abs(i - 5) + 7)), 7);
  assertEquals([largest(4, []), largest(4, [1, NaN])], [4, 4]);
});
