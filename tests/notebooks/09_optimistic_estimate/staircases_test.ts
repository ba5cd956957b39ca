import { assertEquals } from "@std/assert";
import { staircases } from "../../../notebooks/09_optimistic_estimate/staircases.ts";

Deno.test("a staircase shows the loss, the rank and the singular values of the last matrix", () => {
  const readings = [0, 1, 10].map((step) => ({
    step,
    loss: 1 / (1 + step),
    effectiveRank: 1.5,
    singularValues: [4, 3, 2, 1],
  }));
  const spec = staircases([{ name: "A", readings }]).parts.interactive;
  // The start is left out, as the axis is logarithmic.
  assertEquals(Array.from(spec.data[0].x as number[]), [1, 10]);
  assertEquals(spec.data.length, 6);
});
