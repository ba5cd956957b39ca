import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { cflLimit, type SpaceOrder } from "../../lib/wave/mod.ts";
import { AXIS_WEIGHTS } from "../../lib/wave/laplacian.ts";

/** Symbols of −L and of D at a phase of θ a cell. */
function symbols(order: SpaceOrder, theta: number): { laplacian: number; half: number } {
  const { laplacian: [centre, ...sides], half } = AXIS_WEIGHTS[order];
  return {
    laplacian: -sides.reduce((sum, weight, k) => sum + 2 * weight * Math.cos((k + 1) * theta), centre),
    half: half.reduce((sum, weight, k) => sum + 2 * weight * Math.sin((k + 0.5) * theta), 0),
  };
}

for (const order of [4, 8] as const) {
  Deno.test(`order ${order}: the Laplacian is θ² to its order, and D is θ at long waves`, () => {
    const off = [0.4, 0.2].map((theta) => {
      const { laplacian, half } = symbols(order, theta);
      return [Math.abs(laplacian / theta ** 2 - 1), Math.abs(half / theta - 1)];
    });
    assertAlmostEquals(Math.log2(off[0][0] / off[1][0]), order, 0.1);
    assert(off[0][1] < 1e-2 && off[1][1] < 1e-3);
  });

  Deno.test(`order ${order}: DᵀD ≤ −L at every wavelength, which the weights of full order break`, () => {
    const worst = (of: (theta: number) => number) =>
      Array.from({ length: 4000 }, (_, k) => of((k + 1) / 4000 * Math.PI)).reduce((a, b) => Math.max(a, b));
    const excess = (theta: number) => {
      const { laplacian, half } = symbols(order, theta);
      return half ** 2 - laplacian;
    };
    assert(worst(excess) < 1e-12, `${worst(excess)}`);
    const full = order === 4 ? [9 / 8, -1 / 24] : [1225 / 1024, -245 / 3072, 49 / 5120, -5 / 7168];
    const symbol = (theta: number) =>
      full.reduce((sum, weight, k) => sum + 2 * weight * Math.sin((k + 0.5) * theta), 0);
    assert(worst((theta) => symbol(theta) ** 2 - symbols(order, theta).laplacian) > 0.1);
  });

  Deno.test(`order ${order}: the Laplacian's weights are whole multiples of one over its scale`, () => {
    const { laplacian, scale } = AXIS_WEIGHTS[order];
    for (const weight of laplacian) assertAlmostEquals(weight * scale, Math.round(weight * scale), 1e-9);
  });
}

Deno.test("the limits of stability are √(3/8) and 0.555", () => {
  assertAlmostEquals(cflLimit(4), Math.sqrt(3 / 8), 1e-15);
  assertAlmostEquals(cflLimit(8), 0.5546, 1e-4);
  assertThrows(() => cflLimit(2 as SpaceOrder), RangeError, 'the order "2" is unknown, allowed 4, 8');
  assertEquals(Object.keys(AXIS_WEIGHTS), ["4", "8"]);
});
