import { assert, assertEquals, assertThrows } from "@std/assert";
import { solverChecks } from "../../lib/wave/mod.ts";

const SETTINGS = {
  nz: 36,
  nx: 40,
  spacing: 25,
  timeStep: 2.5e-3,
  steps: 160,
  peakFrequency: 6,
  epsilons: [3, 1, 0.3],
  layers: [5, 12],
};
const found = solverChecks(SETTINGS, 2);

Deno.test("the central difference falls by the square of its step, in float64", () => {
  const [first, second, third] = found.double;
  assert(Math.abs(Math.log(first / second) / Math.log(3) - 2) < 0.1, `${found.double}`);
  assert(Math.abs(Math.log(second / third) / Math.log(1 / 0.3) - 2) < 0.1, `${found.double}`);
  assert(Math.min(...found.single) < 1e-2, `${found.single}`);
});

Deno.test("transpose, refinement, layer, reciprocity and Green's function", () => {
  assert(found.dot < 1e-12, `${found.dot}`);
  assert(found.halved < 0.02, `${found.halved}`);
  assert(found.echoes[1] < 1e-3 && found.echoes[0] > 3 * found.echoes[1], `${found.echoes}`);
  assert(found.reciprocal < 1e-12 && found.plain > 1e-2, `${found.reciprocal}, ${found.plain}`);
  assert(found.green < 0.02, `${found.green}`);
});

Deno.test("the same seed gives the same readings, another seed another model", () => {
  assertEquals(solverChecks(SETTINGS, 2), found);
  assert(solverChecks(SETTINGS, 3).dot !== found.dot);
  assertThrows(() => solverChecks({ ...SETTINGS, nz: 20 }, 0), RangeError, "nz");
});
