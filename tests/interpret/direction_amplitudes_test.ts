import { assertEquals, assertThrows } from "@std/assert";
import { directionAmplitudes } from "../../lib/interpret/measures/direction_amplitudes.ts";

Deno.test("amplitudes of parallel and opposite neurons are summed, others stand alone", () => {
  const rows = [[1, 0], [0, 2], [-3, 0], [0.01, 1]];
  assertEquals(directionAmplitudes(rows, [1, 2, 4, 8], 0.95).sort((a, b) => a - b), [5, 10]);
  assertEquals(directionAmplitudes(rows, [1, 2, 4, 8], 0.99999).length, 3);
  assertThrows(() => directionAmplitudes(rows, [1, 2], 0.95), RangeError, "amplitudes");
});
