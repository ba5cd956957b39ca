import { Matrix, QrDecomposition } from "ml-matrix";
import { largest } from "../stats/extremes.ts";
import { powerOfTwo } from "../stats/binary_scale.ts";
import { jacobiSvd } from "./jacobi_svd.ts";

/** Diagonal entries of R below this fraction of the largest one mean dependent columns, if columns have equal size. */
const DEPENDENT = 1e-10;

/**
 * Principal angles between the spaces that the columns of two matrices span, by QR and the singular values of Q_AᵀQ_B
 * (Björck and Golub 1973); small angles come from their sines, which keeps their digits.
 *
 * @param A `[rows, p]`, row-major, columns independent, p ≤ rows
 * @param B `[rows, q]`, likewise
 * @param rows common number of rows
 * @returns min(p, q) angles in radians, 0 … π/2, ascending
 * @throws {RangeError} for matrices that are incomplete, wider than high, not finite, or have dependent columns
 *
 * @example The x axis and a line at 45 degrees
 * ```ts
 * import { principalAngles } from "../../lib/linalg/principal_angles.ts";
 *
 * const [angle] = principalAngles([1, 0], [1, 1], 2);
 * if (Math.abs(angle - Math.PI / 4) > 1e-12) throw new Error(`${angle}`);
 * ```
 */
export function principalAngles(
  A: ArrayLike<number>,
  B: ArrayLike<number>,
  rows: number,
): Float64Array {
  const [first, second] = [basis("A", A, rows), basis("B", B, rows)];
  const [P, Q] = first.columns <= second.columns ? [first, second] : [second, first];
  const across = Q.transpose().mmul(P);
  const cosines = singularValues(across).map((value) => Math.min(1, value));
  // The part of P outside the span of Q; its singular values are the sines, in opposite order.
  const sines = singularValues(Matrix.sub(P, Q.mmul(across))).map((value) => Math.min(1, value)).reverse();
  return Float64Array.from(
    cosines,
    (cosine, i) => sines[i] < Math.SQRT1_2 ? Math.asin(sines[i]) : Math.acos(cosine),
  );
}

function singularValues(matrix: Matrix): number[] {
  return [...jacobiSvd(matrix.to1DArray(), matrix.rows, matrix.columns).values];
}

/** Orthonormal basis of the columns. */
function basis(name: string, matrix: ArrayLike<number>, rows: number): Matrix {
  const where = `principalAngles: ${name}`;
  if (!Number.isInteger(rows) || rows < 1 || matrix.length === 0 || matrix.length % rows !== 0) {
    throw new RangeError(
      `principalAngles: ${name} has ${matrix.length} numbers, not whole columns of ${rows} rows`,
    );
  }
  const columns = matrix.length / rows;
  if (columns > rows) {
    throw new RangeError(`principalAngles: ${name} has ${columns} columns, more than its ${rows} rows`);
  }
  const bad = Array.from(matrix).findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) {
    throw new RangeError(`principalAngles: ${name}[${bad}] is ${matrix[bad]}, all must be finite`);
  }
  const found = new QrDecomposition(ofOneSize(Matrix.from1DArray(rows, columns, matrix)));
  const diagonal = found.upperTriangularMatrix.diagonal().map(Math.abs), longest = largest(diagonal);
  if (!diagonal.every((value) => value > DEPENDENT * longest)) {
    throw new RangeError(`${where}: its ${columns} columns depend on each other, they span less`);
  }
  return found.orthogonalMatrix;
}

/** The same columns divided by powers of two, which changes neither their span nor their digits. */
function ofOneSize(matrix: Matrix): Matrix {
  for (let j = 0; j < matrix.columns; j++) {
    const column = matrix.getColumn(j), size = powerOfTwo(largest(column.map(Math.abs)));
    matrix.setColumn(j, column.map((value) => value / size));
  }
  return matrix;
}
