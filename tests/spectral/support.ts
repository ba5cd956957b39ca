import { assertEquals, assertLessOrEqual } from "@std/assert";
import fc from "fast-check";
import type { ComplexArray } from "../../lib/spectral/mod.ts";

/** Asserts that two complex arrays agree entry by entry to an absolute error. */
export function assertComplexClose(actual: ComplexArray, expected: ComplexLike, tolerance: number): void {
  assertEquals(actual.re.length, expected.re.length);
  for (let j = 0; j < actual.re.length; j++) {
    const error = Math.hypot(actual.re[j] - expected.re[j], actual.im[j] - expected.im[j]);
    assertLessOrEqual(error, tolerance, `entry ${j}`);
  }
}

/** Complex numbers as they come from JSON or from typed arrays. */
export interface ComplexLike {
  /** real parts */
  readonly re: ArrayLike<number>;
  /** imaginary parts */
  readonly im: ArrayLike<number>;
}

/** Draws `length` numbers in [−1, 1]. */
export function vectors(length: number): fc.Arbitrary<Float64Array> {
  return fc.float64Array({ minLength: length, maxLength: length, min: -1, max: 1, noNaN: true });
}

/** Draws complex arrays of any length in 1 … `longest` with parts in [−1, 1]. */
export function signals(longest: number): fc.Arbitrary<ComplexArray> {
  return fc.integer({ min: 1, max: longest }).chain((length) =>
    fc.record({ re: vectors(length), im: vectors(length) })
  );
}

/** The sum of squared moduli. */
export function energy(values: ComplexArray): number {
  return values.re.reduce((sum, re, j) => sum + re * re + values.im[j] ** 2, 0);
}
