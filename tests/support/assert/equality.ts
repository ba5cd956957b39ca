import { isDeepStrictEqual } from "node:util";
import { AssertionError } from "./assertion_error.ts";
import { describe, withMessage } from "./describe.ts";

/**
 * Asserts that `actual` and `expected` are deeply equal (`Object.is` for numbers, so `NaN` equals `NaN`).
 *
 * @throws {AssertionError} otherwise
 */
export function assertEquals<T>(actual: T, expected: T, message?: string): void {
  if (isDeepStrictEqual(actual, expected)) return;
  throw new AssertionError(
    withMessage(
      `Values are not equal\n  actual:   ${describe(actual)}\n  expected: ${describe(expected)}`,
      message,
    ),
  );
}

/**
 * Asserts that `actual` and `expected` are not deeply equal.
 *
 * @throws {AssertionError} otherwise
 */
export function assertNotEquals<T>(actual: T, expected: T, message?: string): void {
  if (!isDeepStrictEqual(actual, expected)) return;
  throw new AssertionError(withMessage(`Expected values to differ, both are ${describe(actual)}`, message));
}

/**
 * Asserts that `actual` and `expected` are the same value by `Object.is`.
 *
 * @throws {AssertionError} otherwise
 */
export function assertStrictEquals<T>(actual: unknown, expected: T, message?: string): asserts actual is T {
  if (Object.is(actual, expected)) return;
  throw new AssertionError(
    withMessage(
      `Values are not the same\n  actual:   ${describe(actual)}\n  expected: ${describe(expected)}`,
      message,
    ),
  );
}

/**
 * Asserts that each element of `expected` deeply equals some element of `actual`.
 *
 * @throws {AssertionError} otherwise, naming the missing elements
 */
export function assertArrayIncludes<T>(actual: ArrayLike<T>, expected: ArrayLike<T>, message?: string): void {
  const present = Array.from(actual);
  const missing = Array.from(expected).filter((wanted) =>
    !present.some((value) => isDeepStrictEqual(value, wanted))
  );
  if (missing.length === 0) return;
  throw new AssertionError(
    withMessage(`Expected ${describe(present)} to include ${describe(missing)}`, message),
  );
}
