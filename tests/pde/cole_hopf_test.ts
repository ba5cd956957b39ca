import { assert, assertAlmostEquals, assertEquals, assertLess, assertThrows } from "@std/assert";
import { burgers, BURGERS_VISCOSITY, coleHopf, gaussHermite } from "../../lib/pde/mod.ts";
import { fourierBurgers } from "./fourier_burgers.ts";

/** Greatest difference from a Fourier method on n points at time `end`. */
function gapToFourier(
  viscosity: number,
  n: number,
  steps: number,
  end: number,
  initial?: (x: number) => number,
) {
  const expected = fourierBurgers(viscosity, n, steps, end, initial), u = coleHopf(viscosity, { initial });
  let gap = 0;
  for (let i = 0; i < n; i += 8) gap = Math.max(gap, Math.abs(u(-1 + 2 * i / n, end) - expected[i]));
  return gap;
}

for (const [end, steps] of [[0.25, 400], [1, 1600]]) {
  Deno.test(`Cole and Hopf's solution agrees with a Fourier method to 1e-6 at t = ${end}`, () => {
    assertLess(gapToFourier(BURGERS_VISCOSITY, 1024, steps, end), 1e-6);
  });
}

Deno.test("it agrees at viscosities and times where no fixed number of nodes does", () => {
  assertLess(gapToFourier(7e-4, 2048, 700, 0.3), 1e-6);
  assertLess(gapToFourier(0.3, 128, 1500, 1.5), 1e-9);
  assertLess(gapToFourier(3, 32, 2000, 0.5), 1e-9);
});

Deno.test("the ways to compute it agree where each takes over from the other", () => {
  const sine = (x: number) => -Math.sin(Math.PI * x);
  for (const viscosity of [0.002, BURGERS_VISCOSITY, 0.01, 0.03]) {
    const u = coleHopf(viscosity), other = coleHopf(viscosity, { initial: sine });
    for (const t of [1e-6, 0.2, 0.7, 1]) {
      for (let x = -1; x <= 1; x += 0.04) assertAlmostEquals(u(x, t), other(x, t), 1e-12);
    }
  }
});

Deno.test("without much viscosity it follows characteristics, u = −sin π(x − ut), and is odd", () => {
  for (const [viscosity, within] of [[7e-4, 5e-3], [5e-4, 4e-3], [1e-6, 1e-5], [1e-8, 1e-7]]) {
    const u = coleHopf(viscosity);
    for (const t of [0.1, 0.6, 1]) {
      // From where the characteristic starts, on this side of the shock at 0.
      for (let from = 0.4; from < 1; from += 0.05) {
        const value = -Math.sin(Math.PI * from), x = from + value * t;
        if (x < 0.1) continue;
        assertAlmostEquals(u(x, t), value, within);
        assertAlmostEquals(u(-x, t), -u(x, t), 1e-8);
      }
      assertAlmostEquals(u(0, t), 0, 1e-8);
    }
  }
});

Deno.test("within the shock it is that of a jump from U to −U, −U tanh(Ux/2ν), with U = sin πUt", () => {
  for (const [viscosity, within] of [[7e-4, 1e-2], [5e-4, 7e-3], [1e-5, 2e-4], [1e-7, 1e-5]]) {
    const u = coleHopf(viscosity);
    for (const t of [0.6, 1]) {
      let jump = 0.5;
      for (let k = 0; k < 200; k++) jump = (jump + Math.sin(Math.PI * jump * t)) / 2;
      for (const widths of [-3, -1, 0.3, 2]) {
        const x = widths * viscosity;
        assertAlmostEquals(u(x, t), -jump * Math.tanh(jump * widths / 2), within);
      }
    }
  }
});

Deno.test("with much viscosity what is left is the first mode, −e^(−π²νt) sin πx, and soon nothing", () => {
  for (const viscosity of [20, 1e3]) {
    const u = coleHopf(viscosity);
    for (const x of [-0.7, 0.3, 0.5]) {
      assertAlmostEquals(u(x, 1), 0, 1e-12);
      const t = 1 / viscosity;
      const mode = -Math.exp(-(Math.PI ** 2) * viscosity * t) * Math.sin(Math.PI * x);
      assertAlmostEquals(u(x, t), mode, 1e-2 / viscosity);
    }
  }
});

Deno.test("other initial values give the solutions of a Fourier method, their reflections at the ends included", () => {
  const waves = (x: number) => Math.sin(Math.PI * x) - 0.5 * Math.sin(3 * Math.PI * x);
  for (const viscosity of [0.01, 0.1, 1]) {
    assertLess(gapToFourier(viscosity, 512, 800, 0.3, waves), 1e-6);
  }
  // cos(πx/2) is not odd: reflected at the ends it has period 4, and v(ξ, t) = u(2ξ + 1, t)/2 solves ν/4's equation.
  const n = 512, end = 0.6, viscosity = 0.02;
  const half = fourierBurgers(viscosity / 4, n, 1500, end, (xi) => Math.cos(Math.PI * (2 * xi + 1) / 2) / 2);
  const u = coleHopf(viscosity, { initial: (x) => Math.cos(Math.PI * x / 2) });
  for (let i = 0; i < n / 2; i += 4) {
    // ξ in −1 … 0 is x in −1 … 1.
    assertAlmostEquals(u(2 * (-1 + 2 * i / n) + 1, end), 2 * half[i], 1e-6);
  }
  const problem = burgers(0.02, { initial: waves });
  assertEquals(problem.exact!([0.3, 0]), waves(0.3));
  assertEquals(problem.conditions.at(-1)!.value([0.3, 0]), waves(0.3));
  assertEquals(coleHopf(0.1, { initial: () => 0 })(0.3, 1), 0);
});

Deno.test("shortly after the start the solution is still −sin πx", () => {
  const u = coleHopf(BURGERS_VISCOSITY);
  for (const x of [-0.9, -0.3, 0, 0.5]) assertAlmostEquals(u(x, 1e-9), -Math.sin(Math.PI * x), 1e-7);
});

Deno.test("quadrature integrates polynomials exactly, and its outermost weight is no rounding error", () => {
  const { nodes, weights } = gaussHermite(60);
  const moment = (p: number) => nodes.reduce((sum, z, i) => sum + weights[i] * z ** p, 0);
  assertAlmostEquals(moment(0), Math.sqrt(Math.PI), 1e-13);
  assertAlmostEquals(moment(2), Math.sqrt(Math.PI) / 2, 1e-13);
  assertAlmostEquals(moment(10) / (945 / 32 * Math.sqrt(Math.PI)), 1, 1e-12);
  assertAlmostEquals(moment(3), 0, 1e-12);
  // ∫ e^(8z − z²) dz = √π e^16 leans on nodes far out, whose weights are below 1e-30.
  const tilted = nodes.reduce((sum, z, i) => sum + Math.exp(8 * z + Math.log(weights[i])), 0);
  assertAlmostEquals(tilted / (Math.sqrt(Math.PI) * Math.exp(16)), 1, 1e-10);
  assert(weights[0] > 0 && weights[0] < 1e-40);
});

Deno.test("a viscosity, a time, or an initial value out of range is refused by name, with what is allowed", () => {
  for (const nu of [0, -1, NaN, Infinity]) assertThrows(() => coleHopf(nu), RangeError, `got ${nu}`);
  assertThrows(() => gaussHermite(201), RangeError, "got 201");
  const u = coleHopf(0.01);
  for (const t of [0, -0.1, NaN]) assertThrows(() => u(0, t), RangeError, `got ${t}`);
  assertThrows(() => u(NaN, 1), RangeError, "x must be finite, got NaN");
  const found = "coleHopf: ν = 1e-12 at t = 1 needs more than 524288 nodes; allowed at this t are about";
  const { message } = assertThrows(() => coleHopf(1e-12)(0.3, 1), RangeError, found);
  const [least, most] = message.match(/about (\S+) … (\S+)$/)!.slice(1).map(Number);
  assert(least > 1e-12 && least < 1e-8 && most > 1e4);
  for (const viscosity of [1.1 * least, 0.9 * most]) coleHopf(viscosity)(0.3, 1);
  assertThrows(() => coleHopf(2 * most)(0.3, 1), RangeError, "allowed at this t are about");
  assertThrows(() => coleHopf(1)(0.3, 1e12), RangeError, "no viscosity is allowed at so late a time");
  for (
    const [initial, message] of [
      [(x: number) => x, "must be 0 at −1 and 1, at -1 it is -1"],
      [(x: number) => 1 - Math.abs(x), "is not smooth"],
      [() => NaN, "the initial value at -1 is NaN"],
    ] as const
  ) {
    assertThrows(() => coleHopf(0.01, { initial }), RangeError, message);
    assertThrows(() => burgers(0.01, { initial }), RangeError, message);
  }
});
