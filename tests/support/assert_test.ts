import {
  assert,
  assertAlmostEquals,
  assertArrayIncludes,
  assertEquals,
  assertExists,
  assertGreater,
  assertGreaterOrEqual,
  assertInstanceOf,
  AssertionError,
  assertLess,
  assertLessOrEqual,
  assertMatch,
  assertNotEquals,
  assertRejects,
  assertStrictEquals,
  assertStringIncludes,
  assertThrows,
  fail,
} from "@std/assert";

/** Fails unless `run` throws an AssertionError: written without the functions under test. */
function mustFail(run: () => unknown): void {
  try {
    run();
  } catch (error) {
    if (error instanceof AssertionError && error.name === "AssertionError") return;
    throw new Error(`expected an AssertionError, found ${error}`);
  }
  throw new Error(`expected an AssertionError, nothing was thrown by ${run}`);
}

async function mustReject(run: () => Promise<unknown>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (error instanceof AssertionError) return;
    throw new Error(`expected an AssertionError, found ${error}`);
  }
  throw new Error(`expected an AssertionError, nothing was thrown by ${run}`);
}

Deno.test("truth assertions pass and fail", () => {
  assert(1);
  mustFail(() => assert(0));
  assertExists(0);
  mustFail(() => assertExists(null));
  mustFail(() => assertExists(undefined));
  assertInstanceOf(new RangeError("x"), Error);
  mustFail(() => assertInstanceOf(new Error("x"), RangeError));
  mustFail(() => fail("always"));
});

Deno.test("equality looks at every depth and at the kind of number", () => {
  assertEquals({ a: [1, { b: NaN }] }, { a: [1, { b: NaN }] });
  assertEquals(new Float64Array([1, 2]), new Float64Array([1, 2]));
  assertEquals(new Map([["a", new Set([1])]]), new Map([["a", new Set([1])]]));
  mustFail(() => assertEquals(new Float64Array([1, 2]), new Float64Array([1, 3])));
  mustFail(() => assertEquals<unknown>([1], ["1"]));
  mustFail(() => assertEquals<unknown>({ a: 1 }, { a: 1, b: 2 }));
  assertNotEquals([1], [2]);
  mustFail(() => assertNotEquals([1], [1]));
  assertStrictEquals(NaN, NaN);
  mustFail(() => assertStrictEquals([], []));
  assertArrayIncludes([[1], [2], [3]], [[3], [1]]);
  mustFail(() => assertArrayIncludes([1, 2], [3]));
});

Deno.test("almost equal is relative to the expected value when no tolerance is given", () => {
  assertAlmostEquals(1e9 + 10, 1e9);
  mustFail(() => assertAlmostEquals(1e9 + 1000, 1e9));
  mustFail(() => assertAlmostEquals(1e-9, 0));
  assertAlmostEquals(1e-9, 0, 1e-8);
  mustFail(() => assertAlmostEquals(0.1 + 0.2, 0.3, 0));
});

Deno.test("almost equal never accepts NaN or a wrong infinity", () => {
  assertAlmostEquals(Infinity, Infinity);
  mustFail(() => assertAlmostEquals(NaN, 1));
  mustFail(() => assertAlmostEquals(1, NaN));
  mustFail(() => assertAlmostEquals(Infinity, -Infinity));
});

Deno.test("order assertions pass and fail at the boundary", () => {
  assertGreater(2, 1);
  mustFail(() => assertGreater(1, 1));
  assertGreaterOrEqual(1, 1);
  mustFail(() => assertGreaterOrEqual(0, 1));
  assertLess(1, 2);
  mustFail(() => assertLess(1, 1));
  assertLessOrEqual(1, 1);
  mustFail(() => assertLessOrEqual(2, 1));
  mustFail(() => assertLess(NaN, 1));
});

Deno.test("assertThrows honours class and message, and returns the error", () => {
  const boom = () => {
    throw new RangeError("n is 3, allowed are 1 and 2");
  };
  const error = assertThrows(boom, RangeError, "allowed are");
  assertStrictEquals(error.name, "RangeError");
  assertThrows(boom);
  mustFail(() => assertThrows(boom, TypeError));
  mustFail(() => assertThrows(boom, RangeError, "other words"));
  mustFail(() => assertThrows(() => 1));
  mustFail(() =>
    assertThrows(() => {
      throw "not an error";
    }, Error)
  );
});

Deno.test("assertRejects honours class and message, and wants a rejection rather than a throw", async () => {
  const boom = () => Promise.reject(new TypeError("shape is [2]"));
  const error = await assertRejects(boom, TypeError, "shape");
  assertStrictEquals(error.message, "shape is [2]");
  await mustReject(() => assertRejects(boom, RangeError));
  await mustReject(() => assertRejects(boom, TypeError, "dtype"));
  await mustReject(() => assertRejects(() => Promise.resolve(1)));
  await mustReject(() =>
    assertRejects(() => {
      throw new TypeError("at once");
    }, TypeError)
  );
});

Deno.test("text assertions pass and fail", () => {
  assertStringIncludes("one two", "two");
  mustFail(() => assertStringIncludes("one two", "three"));
  assertMatch("step 12", /step \d+/);
  mustFail(() => assertMatch("step", /step \d+/));
});
