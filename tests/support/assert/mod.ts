/**
 * Stand-in for `@std/assert` on machines that cannot reach the JSR registry. It offers only the functions that the
 * tests of this project use, with the signatures of the original, so that the same tests run with either one.
 * `lib/cli/testing/offline_config.ts` links it into the git-ignored `deno.offline.json`.
 *
 * @module
 */
export { AssertionError } from "./assertion_error.ts";
export { assert, assertExists, assertInstanceOf, fail } from "./truth.ts";
export { assertArrayIncludes, assertEquals, assertNotEquals, assertStrictEquals } from "./equality.ts";
export {
  assertAlmostEquals,
  assertGreater,
  assertGreaterOrEqual,
  assertLess,
  assertLessOrEqual,
} from "./order.ts";
export { assertRejects, assertThrows, type ErrorConstructorOf } from "./errors.ts";
export { assertMatch, assertStringIncludes } from "./text.ts";
