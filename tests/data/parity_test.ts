import { assert, assertEquals, assertThrows } from "@std/assert";
import { parityDataset } from "../../lib/data/mod.ts";

Deno.test("parity lists all points once, with the product of the chosen bits", () => {
  for (const [n, subset] of [[1, [1]], [3, [1, 3]], [10, undefined]] as const) {
    const { x, y, rows, features } = parityDataset(n, subset);
    assertEquals([rows, features], [2 ** n, n]);
    assert(x.every((value) => value === 1 || value === -1));
    const points = Array.from({ length: rows }, (_, i) => x.slice(i * n, (i + 1) * n));
    assertEquals(new Set(points.map((point) => point.join())).size, rows);
    const bits = subset ?? Array.from({ length: n }, (_, j) => j + 1);
    points.forEach((point, i) =>
      assertEquals(y[i], bits.reduce((product, bit) => product * point[bit - 1], 1))
    );
  }
});

Deno.test("half of the points have each sign", () => {
  assertEquals(parityDataset(7, [2, 5, 6]).y.reduce((a, b) => a + b), 0);
});

Deno.test("more than 20 bits, none, and a fraction are rejected", () => {
  for (const n of [21, 0, -1, 2.5, NaN]) assertThrows(() => parityDataset(n), RangeError, `got ${n}`);
});

Deno.test("subsets that are empty, repeat a bit or leave 1 … n are rejected", () => {
  for (const subset of [[], [1, 1], [0], [4], [1.5]]) {
    assertThrows(() => parityDataset(3, subset), RangeError, `got [${subset}]`);
  }
});
