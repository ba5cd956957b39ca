import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { applyKeyMap, composeKeyMaps, keyMap } from "../../../lib/sequences/anchors/mod.ts";
import { checkKeyMap } from "../../../lib/sequences/anchors/key_map.ts";

const SEED = { seed: 20240508, numRuns: 200 };
const ring = { from: 20, to: 98 };
const ringMap = fc.record({
  multiply: fc.integer({ min: 1, max: 78 }),
  add: fc.integer(),
  ring: fc.constant(ring),
});

Deno.test("a composed map does what its parts do one after the other", () => {
  fc.assert(
    fc.property(ringMap, ringMap, fc.integer({ min: 20, max: 98 }), (outer, inner, key) => {
      assertEquals(
        applyKeyMap(composeKeyMaps(outer, inner), key),
        applyKeyMap(outer, applyKeyMap(inner, key)),
      );
    }),
    SEED,
  );
  fc.assert(
    fc.property(fc.nat(200), fc.nat(200), fc.nat(200), (a, b, key) => {
      assertEquals(applyKeyMap(composeKeyMaps(keyMap(a), keyMap(-b)), key), key + a - b);
    }),
    SEED,
  );
});

Deno.test("a map of a ring with a checked factor is a bijection of it", () => {
  for (const multiply of [1, 2, 77]) {
    const images = Array.from({ length: 79 }, (_, i) => applyKeyMap({ multiply, add: 5, ring }, 20 + i));
    assertEquals(images.sort((a, b) => a - b), Array.from({ length: 79 }, (_, i) => 20 + i));
  }
});

Deno.test("keys outside the ring, rings that differ and factors without an inverse are refused", () => {
  const map = { multiply: 2, add: 0, ring };
  assertThrows(() => applyKeyMap(map, 99), RangeError, "applyKeyMap: key 99 is outside the ring 20 … 98");
  assertThrows(
    () => composeKeyMaps(map, keyMap(1)),
    TypeError,
    "composeKeyMaps: the outer map is of the ring 20 … 98, the inner of all integers",
  );
  assertThrows(() => checkKeyMap("t", { multiply: 2, add: 0 }), RangeError, "multiply 2 needs a ring");
  assertThrows(
    () => checkKeyMap("t", { multiply: 2, add: 0, ring: { from: 20, to: 99 } }),
    RangeError,
    "multiply 2 has a common divisor with the ring's 80 tokens",
  );
  assertThrows(() => checkKeyMap("t", { multiply: 79, add: 0, ring }), RangeError, "common divisor");
});
