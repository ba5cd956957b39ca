import { assertAlmostEquals, assertEquals, assertGreater, assertThrows } from "@std/assert";
import { fPrincipleDecay } from "../../lib/spectral/mod.ts";

Deno.test("the factor is 1 at frequency 0, even in k and w, and e^{−1} at k = 2w/π", () => {
  assertEquals(fPrincipleDecay([0], 3)[0], 1);
  assertAlmostEquals(fPrincipleDecay([2 * 3 / Math.PI], 3)[0], Math.exp(-1), 1e-15);
  assertEquals(fPrincipleDecay([-2, 2], 3), fPrincipleDecay([2, -2], -3));
});

Deno.test("it follows the Fourier transform of tanh' up to a prefactor", () => {
  // The transform of sech² is πk / sinh(πk/2), which falls as 2πk e^{−πk/2}.
  const ratio = (k: number) => (Math.PI * k / Math.sinh(Math.PI * k / 2)) / (2 * Math.PI * k);
  for (const k of [6, 8, 10]) assertAlmostEquals(fPrincipleDecay([k], 1)[0] / ratio(k), 1, 1e-7);
});

Deno.test("larger weights decay more slowly", () => {
  assertGreater(fPrincipleDecay([5], 4)[0], fPrincipleDecay([5], 2)[0]);
});

Deno.test("a weight of zero or not finite and empty frequencies are rejected", () => {
  assertThrows(() => fPrincipleDecay([1], 0), RangeError, "got 0");
  assertThrows(() => fPrincipleDecay([1], NaN), RangeError, "got NaN");
  assertThrows(() => fPrincipleDecay([], 1), RangeError, "k is empty");
});
