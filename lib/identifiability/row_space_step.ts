/** Levenberg–Marquardt for more parameters than residuals. */
import { Matrix, QrDecomposition } from "ml-matrix";
import { hypot } from "../linalg/hypot.ts";
import {
  type LeastSquaresProblem,
  type LevenbergMarquardtOptions,
  type LevenbergMarquardtState,
  levenbergMarquardtStep,
} from "../optim/levenberg_marquardt.ts";
import { largest } from "../stats/extremes.ts";

/**
 * The step of {@linkcode levenbergMarquardtStep}, up to rounding, for a Jacobian J `[n, M]` with n < M: the damped step
 * lies in the row space of J, so it is solved for n coordinates instead of M parameters.
 *
 * With Jᵀ = QR, Q `[M, n]`, the step is h = Qz, and z is the damped step of the problem r(x + Qz), whose Jacobian at
 * z = 0 is Rᵀ `[n, n]`. This takes of the order of M n² operations, not M³, and does not square the condition number.
 *
 * @throws {DivergenceError} if the Jacobian is not finite
 */
export async function rowSpaceStep(
  problem: LeastSquaresProblem,
  state: LevenbergMarquardtState,
  { initialDamping = 1e-3, stepTolerance = 1e-12, ...options }: LevenbergMarquardtOptions = {},
): Promise<LevenbergMarquardtState> {
  const { x, residuals } = state, n = residuals.length;
  const jacobian = Matrix.from1DArray(n, x.length, await problem.jacobian(x));
  const { orthogonalMatrix: Q, upperTriangularMatrix: R } = new QrDecomposition(jacobian.transpose());
  const moved = (z: Float64Array) => {
    const step = Q.mmul(Matrix.columnVector(z)).to1DArray();
    return x.map((at, j) => at + step[j]);
  };
  const next = await levenbergMarquardtStep(
    {
      residuals: (z) => problem.residuals(moved(z)),
      jacobian: () => Promise.resolve(Float64Array.from(R.transpose().to1DArray())),
    },
    { ...state, x: new Float64Array(n) },
    {
      ...options,
      // Both are relative there: to the largest diagonal entry of RRᵀ, and to the length of z = 0.
      initialDamping: initialDamping * largestSquare(jacobian) / largestSquare(R.transpose()),
      stepTolerance: Math.sqrt(stepTolerance * (hypot(x) + stepTolerance)),
    },
  );
  return { ...next, x: next.residuals === residuals ? x : moved(next.x) };
}

/** The largest sum of squares of a column. */
function largestSquare(matrix: Matrix): number {
  return largest(Matrix.mul(matrix, matrix).sum("column"));
}
