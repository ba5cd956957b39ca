import { assertEquals, assertThrows } from "@std/assert";
import { liveSeries } from "../../../notebooks/06_anomaly_states/live_series.ts";

const GENERATED = ["CBF", "bell", "random", 1] as const;

Deno.test("pasted numbers are split in the middle, whatever stands between them", () => {
  const { standard, test, labels } = liveSeries(" 1, 2;3\n4\t5e1 -6\r\n", GENERATED);
  assertEquals([[...standard], [...test], labels], [[1, 2, 3], [4, 50, -6], undefined]);
});

Deno.test("what is no number is named", () => {
  assertThrows(
    () => liveSeries("1 2 three 4", GENERATED),
    RangeError,
    'number 3 must be finite, got "three"',
  );
});

Deno.test("without numbers there are three strangers in a generated series", () => {
  const { test, labels } = liveSeries("", GENERATED);
  assertEquals([labels!.length, labels!.filter((one) => one === 1).length], [test.length, 3 * 128]);
});
