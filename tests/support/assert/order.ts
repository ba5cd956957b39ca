import { AssertionError } from "./assertion_error.ts";
import { describe, withMessage } from "./describe.ts";

/**
 * Asserts that two numbers differ by at most `tolerance`.
 *
 * @param tolerance absolute; when left out, 1e-7 of `|expected|` (1e-7 where `expected` is not finite)
 * @throws {AssertionError} otherwise
 */
export function assertAlmostEquals(
  actual: number,
  expected: number,
  tolerance?: number,
  message?: string,
): void {
  if (Object.is(actual, expected)) return;
  const allowed = tolerance ?? (Number.isFinite(expected) ? Math.abs(expected * 1e-7) : 1e-7);
  const difference = Math.abs(expected - actual);
  if (difference <= allowed) return;
  throw new AssertionError(
    withMessage(
      `Expected ${actual} to be within ${allowed} of ${expected}, found a difference of ${difference}`,
      message,
    ),
  );
}

/**
 * Asserts `actual > expected`.
 *
 * @throws {AssertionError} otherwise
 */
export function assertGreater<T>(actual: T, expected: T, message?: string): void {
  if (!(actual > expected)) failOrder(actual, ">", expected, message);
}

/**
 * Asserts `actual >= expected`.
 *
 * @throws {AssertionError} otherwise
 */
export function assertGreaterOrEqual<T>(actual: T, expected: T, message?: string): void {
  if (!(actual >= expected)) failOrder(actual, ">=", expected, message);
}

/**
 * Asserts `actual < expected`.
 *
 * @throws {AssertionError} otherwise
 */
export function assertLess<T>(actual: T, expected: T, message?: string): void {
  if (!(actual < expected)) failOrder(actual, "<", expected, message);
}

/**
 * Asserts `actual <= expected`.
 *
 * @throws {AssertionError} otherwise
 */
export function assertLessOrEqual<T>(actual: T, expected: T, message?: string): void {
  if (!(actual <= expected)) failOrder(actual, "<=", expected, message);
}

function failOrder(actual: unknown, operator: string, expected: unknown, message: string | undefined): never {
  throw new AssertionError(
    withMessage(`Expected ${describe(actual)} ${operator} ${describe(expected)}`, message),
  );
}
