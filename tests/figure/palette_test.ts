import { assert, assertEquals, assertThrows } from "@std/assert";
import { CURVE_COLOURS, stepColours, withAlpha } from "../../lib/figure/mod.ts";

/** Relative luminance by the weights of WCAG, without gamma: enough to order colours. */
function lightness(colour: string): number {
  const [r, g, b] = [1, 3, 5].map((i) => parseInt(colour.slice(i, i + 2), 16));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

Deno.test("step colours grow darker", () => {
  for (const count of [1, 2, 3, 8, 12]) {
    const colours = stepColours(count).map(lightness);
    assertEquals(colours.length, count);
    assert(colours.every((value, i) => i === 0 || value < colours[i - 1]));
  }
  assertThrows(() => stepColours(0), RangeError, "0 step colours");
});

Deno.test("curve colours are different and dark enough for lines on white", () => {
  assertEquals(new Set(CURVE_COLOURS).size, CURVE_COLOURS.length);
  assert(CURVE_COLOURS.every((colour) => lightness(colour) < 185));
});

Deno.test("withAlpha reads #rrggbb only", () => {
  assertEquals(withAlpha("#0072B2", 0.2), "rgba(0,114,178,0.2)");
  assertThrows(() => withAlpha("blue", 0.2), RangeError, '"blue"');
  assertThrows(() => withAlpha("#0072B2", 2), RangeError, "opacity 2");
});
