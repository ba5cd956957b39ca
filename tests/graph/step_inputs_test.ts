import { assertEquals } from "@std/assert";
import { stepInputs } from "../../lib/graph/mod.ts";

Deno.test("inputs of steps stand one after the other, by name", () => {
  const inputs = stepInputs(3, 2, (step) => ({ a: [step, 10 * step], b: Float64Array.of(-step) }));
  assertEquals(inputs, { a: Float64Array.of(3, 30, 4, 40), b: Float64Array.of(-3, -4) });
});
