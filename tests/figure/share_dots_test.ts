import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { errorCurves, shareDots, unitHistogram } from "../../lib/figure/mod.ts";

Deno.test("shares have their intervals, and every place needs a trial", () => {
  const outcomes = [[true, true, false, false], [true]], options = { name: "a", color: "#000000", outcomes };
  const dots = shareDots({ ...options, x: [1, 2] });
  assertEquals([dots.y, dots.mode], [[0.5, 1], "lines+markers"]);
  assertEquals(shareDots({ ...options, x: ["p", "q"] }).mode, "markers");
  const { array } = dots.error_y as { array: number[] };
  assertAlmostEquals(array[0], 0.35, 0.01);
  assertThrows(() => shareDots({ ...options, x: [1] }), RangeError, "each of the 1 places");
  assertThrows(() => shareDots({ ...options, x: [1, 2], outcomes: [[], [true]] }), RangeError, "none at 1");
});

Deno.test("bars are the shares of their bins", () => {
  const bars = unitHistogram({ name: "p", color: "#000000", values: [0.1, 0.2, 0.9, 0.6], bins: 2 });
  assertEquals([bars.x, bars.y], [[0.25, 0.75], [0.5, 0.5]]);
  assertThrows(
    () => unitHistogram({ name: "p", color: "#000000", values: [], bins: 2 }),
    RangeError,
    "got 0 values",
  );
});

Deno.test("error curves have a dot for each seed and a line at their median", () => {
  const group = { name: "runs", curves: [[1, 0.1], [3, null], [2, 0.3]] };
  const { data } =
    errorCurves("errors", [{ title: "one", sizes: [5, 6], groups: [group], rank: 6 }]).parts.interactive;
  assertEquals(data.length, 2);
  assertEquals(Array.from(data[1].y as number[]), [2, 0.3]);
});
