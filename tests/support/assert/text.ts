import { AssertionError } from "./assertion_error.ts";
import { describe, withMessage } from "./describe.ts";

/**
 * Asserts that `actual` contains `expected`.
 *
 * @throws {AssertionError} otherwise
 */
export function assertStringIncludes(actual: string, expected: string, message?: string): void {
  if (actual.includes(expected)) return;
  throw new AssertionError(
    withMessage(`Expected ${describe(actual)} to contain ${describe(expected)}`, message),
  );
}

/**
 * Asserts that `actual` matches `expected`.
 *
 * @throws {AssertionError} otherwise
 */
export function assertMatch(actual: string, expected: RegExp, message?: string): void {
  if (expected.test(actual)) return;
  throw new AssertionError(withMessage(`Expected ${describe(actual)} to match ${expected}`, message));
}
