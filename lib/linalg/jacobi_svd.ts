/** Singular value decomposition by rotations, which terminates on every matrix. */
import { largest } from "../stats/extremes.ts";
import { binaryScale } from "../stats/binary_scale.ts";
import { hypot } from "./hypot.ts";
import { dot } from "./orthogonalise.ts";
import { ConvergenceError } from "./principal_direction.ts";

/** A = U·diag(σ)·Vᵀ. */
export interface JacobiSvd {
  /** k = min(rows, columns) singular values, in descending order. */
  readonly values: Float64Array;
  /** `[rows, k]`, row-major; a column of zeros where σ is 0. */
  readonly left: Float64Array;
  /** `[columns, k]`, row-major; a column of zeros where σ is 0. */
  readonly right: Float64Array;
}

/** Cosine between two columns below which they count as orthogonal. */
const ORTHOGONAL = 1e-15;
/** Columns shorter than this fraction of the longest one are rounding errors and are not rotated further. */
const NEGLIGIBLE = 1e-14;
const MOST_SWEEPS = 60;
/** Sweeps after which orthogonality within the rounding errors of scalar products suffices. */
const PATIENT_SWEEPS = 30;

/**
 * Decomposes a matrix by one-sided Jacobi rotations (Hestenes 1958; Demmel and Veselić 1992 on its accuracy), in O(rows
 * · columns²) per sweep.
 *
 * The SVD of ml-matrix 6.15 does not terminate on some matrices of rank one, or with equal or zero columns, such as
 * Jacobians at condensed points; this one does.
 *
 * @param matrix `[rows, columns]`, row-major
 * @throws {RangeError} for a matrix that is incomplete or not finite, or a singular value beyond the largest number
 * @throws {ConvergenceError} if columns are not orthogonal after many sweeps
 */
export function jacobiSvd(matrix: ArrayLike<number>, rows: number, columns: number): JacobiSvd {
  if (
    ![rows, columns].every((count) => Number.isInteger(count) && count >= 1) ||
    matrix.length !== rows * columns
  ) {
    throw new RangeError(`jacobiSvd: ${matrix.length} numbers are no matrix of ${rows} × ${columns}`);
  }
  const bad = Array.from(matrix).findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) throw new RangeError(`jacobiSvd: entry ${bad} is ${matrix[bad]}, all must be finite`);
  if (rows < columns) {
    const { values, left, right } = jacobiSvd(transposed(matrix, rows, columns), columns, rows);
    return { values, left: right, right: left };
  }
  const scale = binaryScale(matrix);
  const A = Array.from(
    { length: columns },
    (_, j) => Float64Array.from({ length: rows }, (_, i) => matrix[i * columns + j] / scale),
  );
  const V = A.map((_, j) => Float64Array.from({ length: columns }, (_, i) => i === j ? 1 : 0));
  rotateUntilOrthogonal(A, V);
  const norms = A.map((column) => hypot(column));
  const order = norms.map((_, j) => j).sort((a, b) => norms[b] - norms[a]);
  const pick = (of: readonly Float64Array[], length: number, scale: (j: number) => number) =>
    Float64Array.from({ length: length * columns }, (_, at) => {
      const j = order[at % columns];
      return of[j][Math.floor(at / columns)] * scale(j);
    });
  const values = Float64Array.from(order, (j) => scale * norms[j]);
  if (values[0] === Infinity) {
    throw new RangeError(
      `jacobiSvd: the largest singular value exceeds the largest number, ${Number.MAX_VALUE}`,
    );
  }
  return {
    values,
    left: pick(A, rows, (j) => norms[j] > 0 ? 1 / norms[j] : 0),
    right: pick(V, columns, (j) => norms[j] > 0 ? 1 : 0),
  };
}

/** Rotates pairs of columns of A, and of V with them. */
function rotateUntilOrthogonal(A: readonly Float64Array[], V: readonly Float64Array[]): void {
  // Sums over many rows have rounding errors larger than the required cosine.
  const rounding = Math.max(4, A[0].length) * Number.EPSILON;
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    const squares = A.map((column) => dot(column, column)), longest = largest(squares);
    let worst = 0;
    for (let p = 0; p < A.length; p++) {
      for (let q = p + 1; q < A.length; q++) {
        const alpha = dot(A[p], A[p]), beta = dot(A[q], A[q]);
        if (Math.min(alpha, beta) <= NEGLIGIBLE ** 2 * longest) continue;
        const gamma = dot(A[p], A[q]);
        const lengths = Math.sqrt(alpha * beta);
        if (Math.abs(gamma) <= ORTHOGONAL * lengths) continue;
        worst = Math.max(worst, Math.abs(gamma) / lengths);
        const zeta = (beta - alpha) / (2 * gamma);
        const tangent = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.hypot(1, zeta));
        const cosine = 1 / Math.hypot(1, tangent), sine = cosine * tangent;
        rotate(A[p], A[q], cosine, sine);
        rotate(V[p], V[q], cosine, sine);
      }
    }
    if (worst === 0 || (sweep >= PATIENT_SWEEPS && worst <= rounding)) return;
  }
  throw new ConvergenceError(`jacobiSvd: columns are not orthogonal after ${MOST_SWEEPS} sweeps`);
}

function rotate(p: Float64Array, q: Float64Array, cosine: number, sine: number): void {
  for (let i = 0; i < p.length; i++) {
    const first = p[i], second = q[i];
    p[i] = cosine * first - sine * second;
    q[i] = sine * first + cosine * second;
  }
}

function transposed(matrix: ArrayLike<number>, rows: number, columns: number): Float64Array {
  return Float64Array.from(
    { length: rows * columns },
    (_, at) => matrix[(at % rows) * columns + Math.floor(at / rows)],
  );
}
