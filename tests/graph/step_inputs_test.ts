import { assertEquals, assertThrows } from "@std/assert";
import { stepInputs } from "../../lib/graph/mod.ts";

Deno.test("inputs of steps stand one after the other, by name", () => {
  const inputs = stepInputs(3, 2, (step) => ({ a: [step, 10 * step], b: Float64Array.of(-step) }));
  assertEquals(inputs, { a: Float64Array.of(3, 30, 4, 40), b: Float64Array.of(-3, -4) });
});

Deno.test("steps with other inputs than the first one, or none, are refused by name", () => {
  const refused = (draw: (step: number) => Record<string, number[]>, message: string, count = 2) =>
    assertThrows(() => stepInputs(3, count, draw), RangeError, message);
  refused((step) => ({ a: step === 4 ? [1] : [1, 2] }), 'input "a" of step 4 must have 2 numbers, got 1');
  refused((step) => ({ a: step === 4 ? [1, 2, 3] : [1, 2] }), "got 3");
  refused((step): Record<string, number[]> => step === 4 ? { b: [1] } : { a: [1] }, 'input "a" of step 4');
  refused((step): Record<string, number[]> => step === 4 ? { a: [1], b: [1] } : { a: [1] }, "got a,b");
  refused(() => ({ a: [1] }), "count must be a positive integer, got 0", 0);
});
