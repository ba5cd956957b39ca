import { AssertionError } from "./assertion_error.ts";
import { describe, withMessage } from "./describe.ts";

/**
 * Asserts that `expression` is truthy.
 *
 * @throws {AssertionError} otherwise, with `message`
 */
export function assert(expression: unknown, message = ""): asserts expression {
  if (!expression) throw new AssertionError(message);
}

/**
 * Asserts that `actual` is neither `null` nor `undefined`.
 *
 * @throws {AssertionError} otherwise
 */
export function assertExists<T>(actual: T, message?: string): asserts actual is NonNullable<T> {
  if (actual === null || actual === undefined) {
    throw new AssertionError(
      withMessage(`Expected a value that is neither null nor undefined, found ${actual}`, message),
    );
  }
}

/**
 * Asserts that `actual` is an instance of `type`.
 *
 * @throws {AssertionError} otherwise
 */
export function assertInstanceOf<T extends abstract new (...args: never[]) => unknown>(
  actual: unknown,
  type: T,
  message?: string,
): asserts actual is InstanceType<T> {
  if (!(actual instanceof type)) {
    throw new AssertionError(
      withMessage(`Expected an instance of ${type.name}, found ${describe(actual)}`, message),
    );
  }
}

/**
 * Fails always.
 *
 * @throws {AssertionError} always
 */
export function fail(message?: string): never {
  throw new AssertionError(withMessage("Failed assertion", message));
}
