import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { propagationBound, propagationSimulation } from "../../../lib/sequences/chains/mod.ts";
import { generator, permutation } from "../../../lib/random/mod.ts";

const forward = (links: number) => Array.from({ length: links }, (_, i) => i);
const stepsOf = (
  order: ArrayLike<number>,
  layers: number,
  partners: "one" | "all",
  mask: "none" | "causal",
) => propagationSimulation(order, layers, { partners, mask }).at(-1)!.steps;

Deno.test("without a mask L = 2 … 8 layers make exactly 2^(L−1) − 1 and (3^(L−1) − 1)/2 steps", () => {
  const order = permutation(generator(1), 1200);
  const reached = (partners: "one" | "all") =>
    propagationSimulation(order, 8, { partners, mask: "none" }).slice(1).map(({ steps }) => steps);
  assertEquals(reached("one"), [1, 3, 7, 15, 31, 63, 127]);
  assertEquals(reached("all"), [1, 4, 13, 40, 121, 364, 1093]);
  for (const partners of ["one", "all"] as const) {
    assertEquals(
      reached(partners),
      [2, 3, 4, 5, 6, 7, 8].map((layers) => propagationBound(layers, partners)),
    );
  }
});

Deno.test("a chain that ends earlier is followed to its end and no further", () => {
  assertEquals(stepsOf(forward(20), 8, "one", "none"), 20);
  assertEquals(stepsOf(forward(20), 8, "all", "none"), 20);
});

Deno.test("with a causal mask, links in forward and in reverse order reach what the paper file measured", () => {
  const table = {
    one: [[1, 1], [2, 3], [3, 7], [4, 15], [5, 31]],
    all: [[1, 1], [3, 3], [7, 7], [15, 15], [31, 31]],
  };
  for (const partners of ["one", "all"] as const) {
    table[partners].forEach(([ahead, back], i) => {
      assertEquals(stepsOf(forward(130), i + 2, partners, "causal"), ahead);
      assertEquals(stepsOf(forward(130).reverse(), i + 2, partners, "causal"), back);
    });
  }
});

Deno.test("over all orders of 5 links, 3 layers with a causal mask make 5/2 and 10/3 steps on average", () => {
  const orders = (rest: number[]): number[][] =>
    rest.length === 0 ? [[]] : rest.flatMap((i) => orders(rest.filter((j) => j !== i)).map((o) => [i, ...o]));
  const mean = (partners: "one" | "all") => {
    const all = orders(forward(5));
    return all.reduce((sum, order) => sum + stepsOf(order, 3, partners, "causal"), 0) / all.length;
  };
  assertAlmostEquals(mean("one"), 5 / 2, 1e-12); // 3 steps where link 2 is listed before link 1, else 2
  assertAlmostEquals(mean("all"), 10 / 3, 1e-12); // 4 where links 1 and 3 are listed before link 2, else 3
});

Deno.test("one layer, orders that are no permutation and unknown options are refused", () => {
  const options = { partners: "one", mask: "none" } as const;
  assertThrows(
    () => propagationSimulation([0], 1, options),
    RangeError,
    "layers must be an integer in 2 … 1000, got 1",
  );
  assertThrows(() => propagationSimulation([], 2, options), RangeError, "one link or more");
  assertThrows(() => propagationSimulation([0, 0], 2, options), RangeError, "link 0 is listed twice");
  assertThrows(() => propagationSimulation([0, 2], 2, options), RangeError, "integer in 0 … 1, got 2");
  assertThrows(
    () => propagationSimulation([0], 2, { partners: "two" as "one", mask: "none" }),
    RangeError,
    '"two" are unknown',
  );
  assertThrows(
    () => propagationSimulation([0], 2, { partners: "one", mask: "past" as "none" }),
    RangeError,
    '"past" is unknown',
  );
  assertThrows(() => propagationBound(1, "one"), RangeError, "got 1");
});
