import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { principalAngles } from "../../lib/linalg/mod.ts";

Deno.test("principalAngles() finds the angles between two planes, from zero over tiny ones to a right angle", () => {
  // Columns (1,0,0,0), (0,1,0,0) against (cos t, 0, sin t, 0), (0, cos u, 0, sin u).
  for (const [t, u] of [[0, Math.PI / 2], [1e-9, 0.3], [0.2, 1.4]]) {
    const A = [1, 0, 0, 1, 0, 0, 0, 0];
    const B = [Math.cos(t), 0, 0, Math.cos(u), Math.sin(t), 0, 0, Math.sin(u)];
    const angles = principalAngles(A, B, 4);
    assertEquals(angles.length, 2);
    [t, u].sort((a, b) => a - b).forEach((angle, i) => assertAlmostEquals(angles[i], angle, 1e-15));
  }
});

Deno.test("principalAngles() does not depend on the bases, nor on the order of the spaces", () => {
  const line = [1, 2, 2], plane = [1, 0, 0, 1, 0, 0], other = [3, 1, 1, 1, 0, 0];
  const expected = Math.acos(Math.sqrt(5) / 3);
  for (const pair of [[line, plane], [plane, line], [line, other]]) {
    assertAlmostEquals(principalAngles(pair[0], pair[1], 3)[0], expected, 1e-14);
  }
});

Deno.test("principalAngles() refuses spaces that are none", () => {
  assertThrows(() => principalAngles([1, 2, 3], [1, 0], 2), RangeError, "A has 3 numbers");
  assertThrows(() => principalAngles([1, 0], [1, 0, 1, 0], 2), RangeError, "depend on each other");
  assertThrows(() => principalAngles([1, 0], [1, 2, 3, 4, 5, 6], 2), RangeError, "more than its 2 rows");
  assertThrows(() => principalAngles([1, NaN], [1, 0], 2), RangeError, "A[1] is NaN");
});

Deno.test("principalAngles() takes columns of any scale, also of different ones, and refuses those that depend", () => {
  for (const [a, b] of [[1e200, 1e200], [1e-200, 1e-200], [1e150, 1e-150], [1, 1e-14]]) {
    // (a, 0, 0), (0, b, b) against (0, 1, 0).
    assertAlmostEquals(principalAngles([a, 0, 0, b, 0, b], [0, 1, 0], 3)[0], Math.PI / 4, 1e-14);
    assertThrows(() => principalAngles([a, b, a, b, 0, 0], [0, 1, 0], 3), RangeError, "depend on each other");
  }
  assertThrows(() => principalAngles([1, 0, 0, 0], [0, 1], 2), RangeError, "depend on each other");
});
