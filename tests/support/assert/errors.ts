import { AssertionError } from "./assertion_error.ts";
import { describe, withMessage } from "./describe.ts";

/** A class whose instances are errors of type `E`. */
export type ErrorConstructorOf<E extends Error> = abstract new (...args: never[]) => E;

/**
 * Asserts that `run` throws, and returns what it threw.
 *
 * @throws {AssertionError} when nothing is thrown
 */
export function assertThrows(run: () => unknown, message?: string): unknown;
/**
 * Asserts that `run` throws an instance of `errorClass` whose message includes `messageIncludes`, and returns it.
 *
 * @throws {AssertionError} otherwise
 */
export function assertThrows<E extends Error = Error>(
  run: () => unknown,
  errorClass: ErrorConstructorOf<E>,
  messageIncludes?: string,
  message?: string,
): E;
export function assertThrows(
  run: () => unknown,
  classOrMessage?: ErrorConstructorOf<Error> | string,
  messageIncludes?: string,
  message?: string,
): unknown {
  const expectation = readExpectation(classOrMessage, messageIncludes, message);
  let thrown: unknown;
  try {
    run();
  } catch (error) {
    thrown = error;
    checkError(thrown, expectation);
    return thrown;
  }
  throw new AssertionError(withMessage("Expected function to throw", expectation.message));
}

/**
 * Asserts that the promise returned by `run` rejects, and returns the reason.
 *
 * @throws {AssertionError} when it is fulfilled, or when `run` throws before it returns a promise
 */
export function assertRejects(run: () => PromiseLike<unknown>, message?: string): Promise<unknown>;
/**
 * Asserts that the promise returned by `run` rejects with an instance of `errorClass` whose message includes
 * `messageIncludes`, and returns it.
 *
 * @throws {AssertionError} otherwise
 */
export function assertRejects<E extends Error = Error>(
  run: () => PromiseLike<unknown>,
  errorClass: ErrorConstructorOf<E>,
  messageIncludes?: string,
  message?: string,
): Promise<E>;
export async function assertRejects(
  run: () => PromiseLike<unknown>,
  classOrMessage?: ErrorConstructorOf<Error> | string,
  messageIncludes?: string,
  message?: string,
): Promise<unknown> {
  const expectation = readExpectation(classOrMessage, messageIncludes, message);
  let promise: PromiseLike<unknown>;
  try {
    promise = run();
  } catch (error) {
    throw new AssertionError(withMessage("Function throws when expected to reject", expectation.message), {
      cause: error,
    });
  }
  try {
    await promise;
  } catch (error) {
    checkError(error, expectation);
    return error;
  }
  throw new AssertionError(withMessage("Expected function to reject", expectation.message));
}

interface Expectation {
  readonly errorClass: ErrorConstructorOf<Error> | undefined;
  readonly messageIncludes: string | undefined;
  readonly message: string | undefined;
}

function readExpectation(
  classOrMessage: ErrorConstructorOf<Error> | string | undefined,
  messageIncludes: string | undefined,
  message: string | undefined,
): Expectation {
  if (typeof classOrMessage === "string") {
    return { errorClass: undefined, messageIncludes: undefined, message: classOrMessage };
  }
  return { errorClass: classOrMessage, messageIncludes, message };
}

function checkError(error: unknown, { errorClass, messageIncludes, message }: Expectation): void {
  if (errorClass === undefined) return;
  if (!(error instanceof Error)) {
    throw new AssertionError(withMessage(`Expected an Error object, found ${describe(error)}`, message));
  }
  const found = `${error.constructor.name} (${error.message})`;
  if (!(error instanceof errorClass)) {
    throw new AssertionError(
      withMessage(`Expected an instance of ${errorClass.name}, found ${found}`, message),
      { cause: error },
    );
  }
  if (messageIncludes !== undefined && !error.message.includes(messageIncludes)) {
    throw new AssertionError(
      withMessage(
        `Expected an error message that includes ${describe(messageIncludes)}, found ${
          describe(error.message)
        }`,
        message,
      ),
      { cause: error },
    );
  }
}
