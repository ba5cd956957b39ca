import * as tf from "@tensorflow/tfjs-core";
import { assert, assertEquals, assertLess, assertRejects } from "@std/assert";
import fc from "fast-check";
import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import { compile, constant, hessian, hvp, trace } from "../../lib/graph/mod.ts";
import { ConvergenceError, lanczos, type SymmetricProduct } from "../../lib/linalg/mod.ts";
import { meanSquaredError, multilayerPerceptron, unflatten, uniformFanIn } from "../../lib/nn/mod.ts";
import { generator, normalArray } from "../../lib/random/mod.ts";

/** A + Aᵀ of drawn entries. */
function symmetric(n: number, seed: number): Matrix {
  const A = new Matrix(Array.from({ length: n }, (_, i) => [...normalArray(generator(seed, i), n, 0, 1)]));
  return Matrix.add(A, A.transpose());
}

const times = (A: Matrix): SymmetricProduct => (v) => A.mmul(Matrix.columnVector([...v])).to1DArray();
const diagonal = (values: readonly number[]): SymmetricProduct => (v) => v.map((x, i) => values[i] * x);

Deno.test("the largest eigenvalues and eigenvectors are those of the dense matrix", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 30 }),
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 0, max: 1e6 }),
      async (n, wanted, seed) => {
        const A = symmetric(n, seed), count = Math.min(n, wanted);
        const { eigenvalues, eigenvectors } = await lanczos(times(A), n, { count, seed });
        const all = new EigenvalueDecomposition(A, { assumeSymmetric: true }).realEigenvalues;
        const expected = all.sort((a, b) => b - a).slice(0, count), scale = Math.max(...all.map(Math.abs));
        expected.forEach((value, k) => {
          assertLess(Math.abs(eigenvalues[k] - value), 1e-7 * scale);
          const image = A.mmul(Matrix.columnVector([...eigenvectors[k]])).to1DArray();
          const residual = Math.hypot(...image.map((x, i) => x - eigenvalues[k] * eigenvectors[k][i]));
          assertLess(residual, 1e-7 * scale);
          assertLess(Math.abs(Math.hypot(...eigenvectors[k]) - 1), 1e-12);
        });
      },
    ),
    { seed: 1, numRuns: 40 },
  );
});

Deno.test("a spectrum with a gap is found with far fewer products than the dimension", async () => {
  const values = Array.from({ length: 2000 }, (_, i) => (i < 3 ? 100 + 10 * i : Math.sin(i)));
  const { eigenvalues, products, residuals } = await lanczos(diagonal(values), 2000, { count: 3 });
  eigenvalues.forEach((value, k) => assertLess(Math.abs(value - (120 - 10 * k)), 1e-9));
  assertLess(products, 40);
  assert(residuals.every((residual) => residual <= 1e-8 * 120));
});

Deno.test("multiple eigenvalues come as often as they occur, also in a matrix of low rank", async () => {
  const three = await lanczos(diagonal([3, 1, 3, 3, 2, 1]), 6, { count: 4 });
  three.eigenvalues.forEach((value, k) => assertLess(Math.abs(value - [3, 3, 3, 2][k]), 1e-10));
  const low = Array.from({ length: 500 }, (_, i) => (i < 2 ? 5 : 0));
  const { eigenvalues, products } = await lanczos(diagonal(low), 500, { count: 3 });
  eigenvalues.forEach((value, k) => assertLess(Math.abs(value - [5, 5, 0][k]), 1e-10));
  assertLess(products, 10);
  assertEquals([...(await lanczos((v) => v.map(() => 0), 4, { count: 2 })).eigenvalues], [0, 0]);
});

Deno.test("negative eigenvalues are in order, and the same seed gives the same bits", async () => {
  const run = (seed: number) => lanczos(diagonal([-3, -1, -2]), 3, { count: 3, seed });
  const { eigenvalues } = await run(1);
  eigenvalues.forEach((value, k) => assertLess(Math.abs(value + k + 1), 1e-12));
  assertEquals(await run(1), await run(1));
});

Deno.test("the top of a network's Hessian spectrum comes from compiled Hessian–vector products", async () => {
  const model = multilayerPerceptron({ widths: [1, 5, 1], activation: "tanh" }), rows = 8;
  const flat = uniformFanIn(model.parameters, generator(2)), n = flat.length;
  const points = Float64Array.from({ length: rows }, (_, i) => -1 + 2 * i / (rows - 1));
  const loss = (parameters: tf.Tensor) => {
    const x = constant(points, [rows, 1]);
    return meanSquaredError(model.apply(unflatten(parameters, model.parameters), x), tf.sin(tf.mul(x, 3)));
  };
  const product = await compile(
    trace(({ p, v }) => ({ product: hvp(loss(p), p, v) }), { p: [n], v: [n] }, { precision: "float64" }),
  );
  const whole = await compile(
    trace(({ p }) => ({ hessian: hessian(loss(p), p) }), { p: [n] }, { precision: "float64" }),
  );
  const found = await lanczos(async (v) => (await product.run({ p: flat, v })).product, n, { count: 3 });
  const { hessian: H } = await whole.run({ p: flat });
  const dense = new Matrix(Array.from({ length: n }, (_, i) => [...H.subarray(i * n, (i + 1) * n)]));
  const all = new EigenvalueDecomposition(dense, { assumeSymmetric: true }).realEigenvalues.sort((a, b) =>
    b - a
  );
  found.eigenvalues.forEach((value, k) => assertLess(Math.abs(value - all[k]), 1e-7 * all[0]));
  await product.dispose();
  await whole.dispose();
});

Deno.test("what is no symmetric matrix, or asks for too much, is refused", async () => {
  const rotation: SymmetricProduct = (v) => [v[1], -v[0], v[2]];
  const cases: [() => Promise<unknown>, string][] = [
    [() => lanczos(rotation, 3, { count: 2 }), "not those of a symmetric matrix"],
    [() => lanczos(diagonal([1, NaN]), 2), "lanczos: entry 1 of the product is NaN"],
    [() => lanczos(() => [1], 2), "the product has 1 entries, needs 2"],
    [() => lanczos(diagonal([1]), 0), "dimension must be an integer ≥ 1, got 0"],
    [() => lanczos(diagonal([1]), 1, { count: 2 }), "count must be an integer in 1 … 1, got 2"],
    [() => lanczos(diagonal([1]), 1, { tolerance: 0 }), "tolerance must be > 0, got 0"],
    [() => lanczos(diagonal([1, 2, 3]), 3, { count: 3, maxProducts: 2 }), "at least count = 3, got 2"],
  ];
  for (const [attempt, message] of cases) await assertRejects(attempt, RangeError, message);
  const close = Array.from({ length: 400 }, (_, i) => i / 400);
  await assertRejects(
    () => lanczos(diagonal(close), 400, { maxProducts: 10 }),
    ConvergenceError,
    "after 10 products a residual is",
  );
});

Deno.test("copies of the top eigenvalue are found where others are found before the basis closes", async () => {
  const values = Array.from({ length: 400 }, (_, i) => (i < 2 ? 1 : 1 - 2 * i / 400));
  const expected = [...values].sort((a, b) => b - a);
  for (const scale of [1, 3e200, 3e-200]) {
    const scaled = values.map((value) => scale * value);
    const { eigenvalues, eigenvectors } = await lanczos(diagonal(scaled), 400, { count: 2 });
    eigenvalues.forEach((value) => assertLess(Math.abs(value / scale - 1), 1e-12));
    for (const vector of eigenvectors) assertLess(Math.abs(Math.hypot(vector[0], vector[1]) - 1), 1e-10);
    assertLess(
      Math.abs(eigenvectors[0][0] * eigenvectors[1][0] + eigenvectors[0][1] * eigenvectors[1][1]),
      1e-10,
    );
  }
  const { eigenvalues, residuals } = await lanczos(diagonal(values), 400, { count: 4 });
  eigenvalues.forEach((value, k) => assertLess(Math.abs(value - expected[k]), 1e-10));
  assertEquals([eigenvalues.length, residuals.length], [4, 4]);
});

Deno.test("multiple and close eigenvalues at any scale are those of the list", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({ value: fc.integer({ min: -6, max: 6 }), copies: fc.integer({ min: 1, max: 4 }) }),
        {
          minLength: 1,
          maxLength: 12,
        },
      ),
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: -150, max: 150 }),
      fc.nat(1000),
      async (parts, wanted, exponent, seed) => {
        const scale = 10 ** exponent;
        const values = parts.flatMap(({ value, copies }) =>
          new Array(copies).fill(value + (value === 3 ? 1e-3 : 0))
        );
        const count = Math.min(wanted, values.length);
        const { eigenvalues } = await lanczos(diagonal(values.map((v) => scale * v)), values.length, {
          count,
          seed,
        });
        const expected = [...values].sort((a, b) => b - a);
        eigenvalues.forEach((value, k) => assertLess(Math.abs(value / scale - expected[k]), 1e-7));
      },
    ),
    { seed: 11, numRuns: 200 },
  );
});
