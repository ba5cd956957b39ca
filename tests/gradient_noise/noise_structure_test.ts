import fc from "fast-check";
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertGreater,
  assertLess,
  assertRejects,
  assertThrows,
} from "@std/assert";
import {
  alignment,
  centredRows,
  covarianceProduct,
  equalSpectrumNull,
  intervalFlatness,
  projectedVariance,
  type Rows,
  sampleCovariance,
  sampleGradients,
  traceAlignment,
} from "../../lib/gradient_noise/mod.ts";
import { pca, symEig } from "../../lib/linalg/mod.ts";
import { fitPowerLaw } from "../../lib/stats/mod.ts";
import { generator, normalArray } from "../../lib/random/mod.ts";
import { largestDifference } from "./small_problem.ts";

Deno.test("eigenpairs come largest first and give the matrix back", () => {
  const matrix = [2, 1, 0, 1, 2, 0, 0, 0, 5], { values, vectors } = pca(matrix, 3);
  assertLess(largestDifference(values, [5, 3, 1]), 1e-12);
  const back = new Float64Array(9);
  vectors.forEach((v, k) =>
    back.forEach((_, at) => back[at] += values[k] * v[Math.floor(at / 3)] * v[at % 3])
  );
  assertLess(largestDifference(back, matrix), 1e-12);
});

Deno.test("what is no symmetric matrix, or no covariance, is refused", () => {
  assertThrows(() => symEig([1, 2, 2.001, 1], 2), RangeError, "not symmetric");
  symEig([1, 2, 2 + 1e-9, 1], 2);
  assertThrows(() => symEig([1, 2, 3], 2), RangeError, "no matrix of 2 × 2");
  assertThrows(() => pca([1, 0, 0, -1e-3], 2), RangeError, "a covariance has none");
  assertEquals(pca([1, 0, 0, -1e-10], 2).values[1], 0);
});

const random = (count: number, columns: number): Rows => ({
  rows: normalArray(generator(1, "rows"), count * columns, 3, 1).map((value, k) => value * (1 + k % columns)),
  count,
  columns,
});

Deno.test("covariance, its products and projected variances belong together", () => {
  const sample = random(50, 4), covariance = sampleCovariance(sample), u = [1, -2, 0.5, 3];
  const image = covarianceProduct(centredRows(sample))(u);
  const direct = u.map((_, i) => u.reduce((sum, value, j) => sum + covariance[i * 4 + j] * value, 0));
  assertLess(largestDifference(image, direct), 1e-10);
  const quadratic = u.reduce((sum, value, i) => sum + value * direct[i], 0);
  const norm2 = u.reduce((sum, value) => sum + value * value, 0);
  assertAlmostEquals(projectedVariance(sample, u), quadratic / norm2, 1e-10);
  const column = Array.from({ length: 50 }, (_, i) => sample.rows[i * 4 + 2]);
  const mean = column.reduce((sum, value) => sum + value / 50, 0);
  assertAlmostEquals(covariance[10], column.reduce((sum, value) => sum + (value - mean) ** 2 / 49, 0), 1e-10);
  assertThrows(() => projectedVariance(sample, [0, 0, 0, 0]), RangeError, "squared norm 0");
  assertThrows(() => projectedVariance(sample, [1]), RangeError, "direction of 1");
  assertThrows(() => projectedVariance({ ...sample, count: 1 }, u), RangeError, "2 or more");
});

Deno.test("a straight drift is no noise once the trend is off", async () => {
  const drift = await sampleGradients((k) => [2 * k + 1, -k], 20);
  assertGreater(sampleCovariance(drift)[0], 10);
  assertLess(sampleCovariance(drift, "trend")[0], 1e-20);
  assertThrows(() => centredRows({ ...drift, count: 2 }, "trend"), RangeError, "3 or more");
  await assertRejects(() => sampleGradients(() => [1], 1), RangeError, "2 or more, got 1");
});

Deno.test("the flatness of a parabola is its width at the level", async () => {
  for (const [curvature, start, factor] of [[3, 0.2, 2], [4e4, 1e-3, 1.5], [1e-3, 0.5, Math.E]]) {
    const { left, right, width } = await intervalFlatness((d) => start + curvature * d * d / 2, { factor });
    const half = Math.sqrt(2 * start * (factor - 1) / curvature);
    assertAlmostEquals(right / half, 1, 2e-3);
    assertAlmostEquals(-left / half, 1, 2e-3);
    assertAlmostEquals(width, right - left);
  }
});

Deno.test("the interval is the connected one, and ends at the cap where the loss stays low", async () => {
  const walls = await intervalFlatness((d) => 1 + (d > 2 && d < 3.5 ? 5 : 0) + (d < -4 ? 9 : 0));
  assertAlmostEquals(walls.right, 2, 4e-3);
  assertAlmostEquals(walls.left, -4, 8e-3);
  const open = await intervalFlatness((d) => d > 1 ? 3 : 1, { cap: 50 });
  assertEquals([open.left, open.capped], [-50, true]);
  await assertRejects(() => intervalFlatness(() => 0), RangeError, "positive");
  await assertRejects(() => intervalFlatness(() => -1), RangeError, "positive");
  await assertRejects(() => intervalFlatness((d) => d === 0 ? 1 : NaN), RangeError, "NaN");
  await assertRejects(() => intervalFlatness(() => 1, { factor: 1 }), RangeError, "above 1");
  // Each of these would have searched for ever.
  await assertRejects(() => intervalFlatness(() => 1, { cap: Infinity }), RangeError, "cap < ∞");
  await assertRejects(
    () => intervalFlatness((d) => 1 + d * d, { tolerance: 1e-17 }),
    RangeError,
    "no finer than",
  );
  await assertRejects(() => intervalFlatness(() => Infinity), RangeError, "positive and finite");
});

Deno.test("alignment is a cosine, and 1 in units of isotropic noise", () => {
  const H = [4, 0, 0, 1], same = [8, 0, 0, 2], across = [1, 0, 0, 4];
  assertAlmostEquals(alignment(H, same), 1);
  assertAlmostEquals(alignment(H, across), 8 / 17);
  assertAlmostEquals(traceAlignment(H, [3, 0, 0, 3]), 1);
  assertAlmostEquals(traceAlignment(H, same), 34 / 25);
  assertThrows(() => alignment(H, [1, 2]), RangeError, "4 and 2 numbers");
  assertThrows(() => alignment(H, [0, 0, 0, 0]), RangeError, "positive and finite");
  assertThrows(() => traceAlignment([1, 0, 0, -1], same), RangeError, "not 0");
});

Deno.test("the null has the mean of independent directions, and the two spectra's norms", () => {
  const values = [5, 2, 1, 0.5, 0.1, 0], H = new Float64Array(36);
  for (let i = 0; i < 6; i++) H[i * 7] = [9, 1, 0.5, 0.2, 0, 0][i];
  const mean = (list: readonly number[]) => list.reduce((sum, value) => sum + value / list.length, 0);
  const norms = Math.hypot(9, 1, 0.5, 0.2) * Math.hypot(...values);
  const { alignments, traceRatios } = equalSpectrumNull(H, { values }, 800, generator(2));
  // E Tr(HΣ) = Tr H · Tr Σ / n
  assertAlmostEquals(mean(alignments), 10.7 * 8.6 / 6 / norms, 0.03);
  assertAlmostEquals(mean(traceRatios), 1, 0.08);
  const short = equalSpectrumNull(H, { values: [5, 2], rest: 0.4 }, 800, generator(3));
  assertAlmostEquals(
    mean(short.alignments),
    10.7 * 8.6 / 6 / Math.hypot(9, 1, 0.5, 0.2) / Math.hypot(5, 2, 0.8),
    0.03,
  );
  // No direction is left to choose where all eigenvalues are equal.
  const equal = equalSpectrumNull(H, { values: [3, 3, 3, 3, 3, 3] }, 3, generator(4));
  assertLess(largestDifference(equal.traceRatios, [1, 1, 1]), 1e-12);
  assertThrows(() => equalSpectrumNull(H, { values }, 0, generator(0)), RangeError, "positive integer");
  assertThrows(
    () => equalSpectrumNull(new Float64Array(36), { values }, 1, generator(0)),
    RangeError,
    "neither may be 0",
  );
  assertThrows(() => equalSpectrumNull(H, { values: [] }, 1, generator(0)), RangeError, "0 eigenvalues");
  assertThrows(() => equalSpectrumNull(H, { values: [NaN] }, 1, generator(0)), RangeError, "NaN");
});

Deno.test("a power law is found, with an interval, by two kinds of slope and in ranks", () => {
  const x = Array.from({ length: 40 }, (_, k) => 1.1 ** k), noise = normalArray(generator(3), 40, 0, 0.2);
  const exact = fitPowerLaw(x, x.map((value) => 3 * value ** -2.5), { generator: generator(0) });
  assertAlmostEquals(exact.slope, -2.5, 1e-9);
  assertAlmostEquals(exact.theilSen, -2.5, 1e-9);
  assertAlmostEquals(exact.intercept, Math.log(3), 1e-9);
  assertAlmostEquals(exact.spearman, -1);
  const noisy = fitPowerLaw(x, x.map((value, k) => value ** 1.5 * Math.exp(noise[k])), {
    generator: generator(0),
  });
  assertEquals(noisy.low < 1.5 && noisy.high > 1.5 && noisy.high - noisy.low < 0.3, true);
  // One wild point moves the least squares' slope, not the median of slopes.
  const wild = fitPowerLaw(x, x.map((value, k) => k === 39 ? 1e9 : value), { generator: generator(0) });
  assertGreater(Math.abs(wild.slope - 1), 0.3);
  assertAlmostEquals(wild.theilSen, 1, 1e-6);
});

Deno.test("points that have no power law are refused", () => {
  const options = { generator: generator(0) };
  assertThrows(() => fitPowerLaw([1, 2], [1, 2], options), RangeError, "3 or more");
  assertThrows(() => fitPowerLaw([1, 2, 0], [1, 2, 3], options), RangeError, "x[2] is 0");
  assertThrows(() => fitPowerLaw([1, 2, 3], [1, -2, 3], options), RangeError, "y[1] is -2");
  assertThrows(() => fitPowerLaw([1, 2, 3], [1, 2], options), RangeError, "3 abscissae and 2");
  assertThrows(() => fitPowerLaw([1, 1, 1], [1, 2, 3], options), RangeError, "constant");
});

Deno.test("a power law of abscissae that have one logarithm is refused, of those that hardly differ it ends", () => {
  const options = { generator: generator(0) };
  for (const gap of [2e-6, 1e-5]) {
    assertThrows(
      () => fitPowerLaw([1e10, 1e10 + gap, 1e10 + 2 * gap], [1, 2, 3], options),
      RangeError,
      "all have the logarithm",
    );
  }
  const close = fitPowerLaw([1e10, 1e10 + 1, 1e10 + 2], [1, 2, 4], options);
  // ln y rises by ln 2 where ln x does by 1e-10.
  assertAlmostEquals(close.slope / (Math.LN2 * 1e10), 1, 1e-4);
  // Most resamples hold one abscissa only.
  const twice = fitPowerLaw([3, 3, 3, 3, 3, 6], [1, 1, 1, 1, 1, 8], options);
  for (const value of [twice.slope, twice.low, twice.high, twice.theilSen]) {
    assertAlmostEquals(value, 3, 1e-12);
  }
});

Deno.test("a power law fits lists of any scale, repeated and close abscissae", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 3, maxLength: 12 }),
      fc.integer({ min: -150, max: 150 }),
      fc.constantFrom(0, 1e-12, 1e-3, 1),
      fc.nat(1000),
      (steps, exponent, spacing, seed) => {
        const x = steps.map((step) => 10 ** exponent * (1 + step * spacing));
        const y = steps.map((step) => (1 + step) ** 2 * 10 ** -exponent);
        fc.pre(new Set(y).size > 1);
        const fit = () => fitPowerLaw(x, y, { generator: generator(seed), resamples: 100 });
        if (new Set(x.map(Math.log)).size < 2) return void assertThrows(fit, RangeError);
        const { slope, low, high, theilSen } = fit();
        for (const value of [slope, low, high, theilSen]) assert(Number.isFinite(value));
        assert(low <= high);
      },
    ),
    { seed: 4, numRuns: 200 },
  );
});
