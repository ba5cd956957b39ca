import { assert, assertAlmostEquals, assertLess, assertThrows } from "@std/assert";
import { BURGERS_VISCOSITY, coleHopf, gaussHermite } from "../../lib/pde/mod.ts";
import { fourierBurgers } from "./fourier_burgers.ts";

for (const [end, steps] of [[0.25, 400], [1, 1600]]) {
  Deno.test(`Cole and Hopf's solution agrees with a Fourier method to 1e-6 at t = ${end}`, () => {
    const n = 1024, expected = fourierBurgers(BURGERS_VISCOSITY, n, steps, end);
    for (const nodes of [60, 100]) {
      const u = coleHopf(BURGERS_VISCOSITY, nodes);
      let gap = 0;
      for (let i = 0; i < n; i++) gap = Math.max(gap, Math.abs(u(-1 + 2 * i / n, end) - expected[i]));
      assertLess(gap, 1e-6, `${nodes} nodes`);
    }
  });
}

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

Deno.test("a viscosity, a time, or a number of nodes out of range is refused by name", () => {
  for (const nu of [0, -1, NaN, Infinity]) assertThrows(() => coleHopf(nu), RangeError, `got ${nu}`);
  for (const nodes of [59, 60.5, 201]) assertThrows(() => coleHopf(0.01, nodes), RangeError, `got ${nodes}`);
  const u = coleHopf(0.01);
  for (const t of [0, -0.1, NaN]) assertThrows(() => u(0, t), RangeError, `got ${t}`);
});
