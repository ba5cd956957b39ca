import { assertEquals, assertThrows } from "@std/assert";
import { plainValue, roundTo } from "../../lib/figure/numbers.ts";

Deno.test("numbers are rounded to significant digits, whole numbers stay exact", () => {
  assertEquals(roundTo(0.000123456789, 5), 0.00012346);
  assertEquals(roundTo(-98765.4321, 5), -98765);
  assertEquals(roundTo(1234567, 5), 1234567);
  assertEquals(roundTo(NaN, 5), null);
  assertEquals(roundTo(-Infinity, 5), null);
});

Deno.test("typed arrays become plain arrays at every depth, and settings are not rounded", () => {
  const plain = plainValue({
    y: new Float32Array([0.1, NaN]),
    rows: [new Float64Array([1 / 3])],
    size: 1 / 3,
    absent: undefined,
  }, 5);
  assertEquals(plain, { y: [0.1, null], rows: [[0.33333]], size: 1 / 3 });
});

Deno.test("what JSON cannot hold is refused", () => {
  assertThrows(() => plainValue([1n], 5), TypeError, "bigint");
  assertThrows(() => plainValue({ a: Symbol("s") }, 5), TypeError, "symbol");
});
