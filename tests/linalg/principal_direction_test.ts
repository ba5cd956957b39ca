import { assert, assertAlmostEquals, assertEquals, assertLessOrEqual, assertThrows } from "@std/assert";
import fc from "fast-check";
import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import { ConvergenceError, norm, principalDirection } from "../../lib/linalg/mod.ts";
import { generator, normalArray } from "../../lib/random/mod.ts";
import golden from "../golden/numerics.json" with { type: "json" };

Deno.test("the direction is the top eigenvector of the covariance, as ml-matrix finds it", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 2, max: 40 }),
      fc.nat(),
      (columns, rows, seed) => {
        const X = cloud(rows, columns, seed);
        const { values, vectors } = decompose(X, columns, true);
        const last = columns - 1;
        // Close eigenvalues leave the direction open to the tolerance over their gap.
        fc.pre(columns === 1 || values[last] - values[last - 1] > 1e-3 * values[last]);
        const { direction, variance, explained } = principalDirection(X, columns, { tolerance: 1e-10 });
        const overlap = direction.reduce((sum, value, j) => sum + value * vectors.get(j, last), 0);
        assertAlmostEquals(Math.abs(overlap), 1, 1e-10);
        assertAlmostEquals(variance / values[last], 1, 1e-9);
        assertAlmostEquals(explained, values[last] / values.reduce((a, b) => a + b), 1e-9);
      },
    ),
    { seed: 9, numRuns: 60 },
  );
});

Deno.test("direction, variance and share agree with NumPy", () => {
  const { x, columns, direction, variance, explained } = golden.principal;
  const found = principalDirection(x, columns);
  direction.forEach((value, j) => assertAlmostEquals(found.direction[j], value, 1e-8));
  assertAlmostEquals(found.variance, variance, 1e-9);
  assertAlmostEquals(found.explained, explained, 1e-9);
});

Deno.test("points on a line give that line, whatever the mean", () => {
  const X = [-2, 0, 1, 5].flatMap((t) => [100 - 3 * t, 7 + 4 * t]);
  const { direction, explained } = principalDirection(X, 2);
  assertAlmostEquals(direction[0], -0.6, 1e-9);
  assertAlmostEquals(direction[1], 0.8, 1e-9);
  assertAlmostEquals(explained, 1, 1e-12);
});

Deno.test("without centring it is the top direction of the second moments", () => {
  const X = cloud(30, 4, 1).map((value) => value + 3);
  const { vectors } = decompose(X, 4, false);
  const { direction } = principalDirection(X, 4, { centre: false });
  const overlap = direction.reduce((sum, value, j) => sum + value * vectors.get(j, 3), 0);
  assertAlmostEquals(Math.abs(overlap), 1, 1e-10);
});

Deno.test("the direction has norm 1, is the same each time, and its largest entry is positive", () => {
  for (let seed = 0; seed < 20; seed++) {
    const X = cloud(25, 6, seed);
    const { direction } = principalDirection(X, 6);
    assertAlmostEquals(norm(direction), 1, 1e-14);
    const largest = direction.reduce((a, b) => Math.abs(b) > Math.abs(a) ? b : a);
    assert(largest > 0);
    assertEquals(principalDirection(X, 6).direction, direction);
    const mirrored = principalDirection(X.map((value) => -value), 6).direction;
    mirrored.forEach((value, j) => assertAlmostEquals(value, direction[j], 1e-8));
  }
});

Deno.test("an answer orthogonal to every natural start is found", () => {
  // The top direction (1, −1) is orthogonal to (1, 1); the row of largest norm lies along the second one.
  const X = [3, -3, -3, 3, 3, -3, -3, 3, 3.5, 3.5, -3.5, -3.5];
  const { direction } = principalDirection(X, 2);
  assertAlmostEquals(direction[0], Math.SQRT1_2, 1e-8);
  assertAlmostEquals(direction[1], -Math.SQRT1_2, 1e-8);
});

Deno.test("equal leading eigenvalues still give a direction of that variance", () => {
  const { direction, variance } = principalDirection([1, 0, 0, -1, 0, 0, 0, 1, 0, 0, -1, 0], 3);
  assertAlmostEquals(variance, 0.5, 1e-12);
  assertLessOrEqual(Math.abs(direction[2]), 1e-8);
});

Deno.test("rows without variance are rejected, also where the mean is rounded", () => {
  assertThrows(() => principalDirection(new Float64Array(300).fill(0.1), 3), RangeError, "no variance");
  assertThrows(() => principalDirection([1, 2, 3], 3), RangeError, "no variance");
  assertThrows(() => principalDirection([0, 0], 1, { centre: false }), RangeError, "no variance");
});

Deno.test("too few iterations are an error that says how far it came", () => {
  assertThrows(
    () => principalDirection(cloud(30, 8, 2), 8, { maxIterations: 2 }),
    ConvergenceError,
    "after 2 iterations",
  );
});

Deno.test("sizes, options and entries out of range are rejected", () => {
  assertThrows(() => principalDirection([], 2), RangeError, "got 0 numbers");
  assertThrows(() => principalDirection([1, 2, 3], 2), RangeError, "got 3 numbers");
  assertThrows(() => principalDirection([1, 2], 0), RangeError, "got 0");
  assertThrows(() => principalDirection([1, NaN], 1), RangeError, "X[1] is NaN");
  assertThrows(() => principalDirection([1, 2], 1, { tolerance: 0 }), RangeError, "got 0");
  assertThrows(() => principalDirection([1, 2], 1, { maxIterations: 0 }), RangeError, "got 0");
});

/** Rows with different spread along the columns, mixed by a shear. */
function cloud(rows: number, columns: number, seed: number): Float64Array {
  const X = normalArray(generator(seed), rows * columns, 0, 1);
  return X.map((value, i) => value * (1 + i % columns) + (i % columns > 0 ? 0.5 * X[i - 1] : 0));
}

function decompose(X: Float64Array, columns: number, centre: boolean): { values: number[]; vectors: Matrix } {
  const matrix = Matrix.from1DArray(X.length / columns, columns, X);
  if (centre) matrix.center("column");
  const covariance = matrix.transpose().mmul(matrix).div(matrix.rows);
  const result = new EigenvalueDecomposition(covariance, { assumeSymmetric: true });
  return { values: result.realEigenvalues, vectors: result.eigenvectorMatrix };
}

Deno.test("the principal direction is the same at scales whose squares are no numbers", () => {
  const rows = [1, 2, 3, 4, 2, 9, 0, 1, 5], twin = principalDirection(rows, 3);
  for (const exponent of [-900, -300, 300, 500, 900]) {
    const found = principalDirection(rows.map((value) => value * 2 ** exponent), 3);
    assertEquals(found, { ...twin, variance: twin.variance * 2 ** exponent * 2 ** exponent });
  }
});
