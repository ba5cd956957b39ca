import { assert, assertAlmostEquals, assertEquals, assertLess } from "@std/assert";
import { entrySamples, rankStaircase, smallStart } from "../../lib/identifiability/mod.ts";
import { jacobiSvd } from "../../lib/linalg/mod.ts";
import { generator } from "../../lib/random/mod.ts";

Deno.test("a staircase ends at the rank of its matrix, one singular value after the other", () => {
  const row = [4, .6, 1.8, .8], matrix = [...row, 10, 2.7, 5.1, 3.6, ...row.map((x) => 2 * x), ...row];
  const samples = entrySamples(matrix, matrix.map((_, i) => i));
  const start = { samples, initial: smallStart(32, 1e-4, generator(0)) };
  const readings = rankStaircase(4, start, { learningRate: 0.05, stopBelow: 1e-9, maxSteps: 20_000 });
  const end = readings.at(-1)!, expected = jacobiSvd(matrix, 4, 4).values;
  assertEquals(readings[0].step, 0);
  assertLess(end.loss, 1e-6);
  [0, 1].forEach((k) => assertAlmostEquals(end.singularValues[k], expected[k], 1e-3));
  assertLess(end.singularValues[2], 1e-5);
  const reached = (k: number) =>
    readings.findIndex(({ singularValues }) => singularValues[k] > 0.5 * expected[k]);
  assert(reached(0) < reached(1));
  assertAlmostEquals(Math.min(...readings.map(({ effectiveRank }) => effectiveRank)), 1, 0.01);
});
