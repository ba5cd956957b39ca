import { assert, assertAlmostEquals, assertEquals, assertLess, assertThrows } from "@std/assert";
import { jacobianSpectrum } from "../../../lib/identifiability/mod.ts";
import { jacobiSvd } from "../../../lib/linalg/jacobi_svd.ts";
import { generator, normalArray } from "../../../lib/random/mod.ts";
import { completionRecovery, seenEntries } from "../../../notebooks/09_optimistic_estimate/completion.ts";
import {
  bestParameters,
  networkOf,
  targetRank,
  targetSamples,
} from "../../../notebooks/09_optimistic_estimate/convolution_target.ts";
import { evenGrid, sumOfTanh } from "../../../notebooks/09_optimistic_estimate/dropout_training.ts";
import exactRanks, { rarerSide } from "../../../notebooks/09_optimistic_estimate/exact_ranks.ts";
import { distanceOfFirstTwo, lineRecovery } from "../../../notebooks/09_optimistic_estimate/line_training.ts";
import { MATRICES, matrixNamed } from "../../../notebooks/09_optimistic_estimate/target_matrices.ts";

Deno.test("the matrices have the singular values of the paper file, and the ranks they are said to have", () => {
  const expected: Record<string, number[]> = {
    M1: [11.04],
    M2: [23.59],
    M3: [15.52, 6.54],
    M4: [35.96, 11.08],
    M5: [16.68, 6.7, 1.43],
    M6: [49, 11.9, 8.66],
    M7: [24, 5.32, 2.89, 1.92],
    M8: [64.8, 11, 9.52, 2.38],
  };
  for (const { name, entries, rank } of MATRICES) {
    const { values } = jacobiSvd(entries, 4, 4);
    expected[name]?.forEach((value, i) =>
      assertAlmostEquals(values[i], value, 0.006 * value, `${name}, σ${i}`)
    );
    assertEquals([...values].filter((value) => value > 1e-9 * values[0]).length, rank, name);
  }
  assertThrows(() => matrixNamed("M9"), RangeError, 'matrixNamed: "M9" is unknown, allowed M1, M2');
});

Deno.test("the target of figure 4 is the same function in all architectures, also in wide ones", () => {
  const { inputs, targets } = targetSamples(0, "test", 20);
  for (let i = 0; i < 20; i++) {
    const x = inputs.subarray(5 * i, 5 * i + 5);
    const value = [0, 1, 2].reduce((sum, s) => sum + Math.tanh(0.6 * x[s] + 0.8 * x[s + 1] + x[s + 2]), 0);
    assertAlmostEquals(targets[i], value, 1e-14);
  }
  for (const architecture of ["dense", "local", "convolution"] as const) {
    for (const times of [1, 3]) {
      const network = networkOf(architecture, times), theta = bestParameters(network);
      network.values(theta, inputs).forEach((value, i) => assertAlmostEquals(value, targets[i], 1e-14));
      const spectrum = jacobianSpectrum(network, theta, normalArray(generator(1), 1500, 0, 1));
      const rank = [...spectrum].filter((value) => value > 1e-9 * spectrum[0]).length;
      assertEquals(rank, targetRank(architecture));
      assertEquals(network.units.length, 3 * times);
    }
  }
});

Deno.test("lines through two points that lie close together take long", async () => {
  const sizes = [2],
    options = { sizes, learningRate: 0.05, stopBelow: 1e-9, maxSteps: 50_000, testPoints: 10 };
  const seeds = Array.from({ length: 10 }, (_, k) => 100 + k)
    .sort((a, b) => distanceOfFirstTwo(sizes, a) - distanceOfFirstTwo(sizes, b));
  const stepsOf = async (seed: number) =>
    (await lineRecovery(options, "reparameterised", [0, 1, 0], 1e-4, seed)).descent.steps[0];
  const close = await stepsOf(seeds[0]), apart = await stepsOf(seeds[9]);
  assert(close > 10 * apart, `${close} and ${apart} steps`);
});

Deno.test("a matrix of the teaching notebook is recovered from R entries and not from fewer; random entries depend on the seed", () => {
  const one = { matrix: "NB2", pattern: "nested" as const, sigma: 1e-4, sizes: [11, 12], learningRate: 0.1 };
  const curve = completionRecovery(one, { stopBelow: 1e-9, maxSteps: 20_000 }, 3);
  assertLess(curve.test[1]!, 1e-6);
  assert(curve.test[0]! > 1e-3);
  assertEquals(seenEntries("random", 7, 1), seenEntries("random", 7, 1));
  assert(`${seenEntries("random", 7, 1)}` !== `${seenEntries("random", 7, 2)}`);
});

Deno.test("grids and targets of the dropout experiments are those of the papers", () => {
  assertEquals([...evenGrid([-15, 14], 3)], [-15, -0.5, 14]);
  assertEquals([...evenGrid([-15, 15], 1)], [0]);
  assertAlmostEquals(sumOfTanh([7, 0, -7], Float64Array.of(0))[0], 0, 1e-15);
  assertAlmostEquals(sumOfTanh([7, 0, -7], Float64Array.of(14))[0], 3, 1e-5);
});

Deno.test("a ReLU target of low rank has a neuron whose kink the inputs hardly see", () => {
  const { settings } = exactRanks;
  assertEquals(rarerSide(settings, 10), 0);
  assertLess(rarerSide(settings, 15), 3);
  assert(rarerSide(settings, 7) > 50);
});
