/** Levenberg–Marquardt for small least squares, with Nielsen's damping. */
import { Matrix, QrDecomposition } from "ml-matrix";
import { hypot } from "../linalg/hypot.ts";
import { largest } from "../stats/extremes.ts";
import { requirePositive } from "../checks.ts";
import { DivergenceError } from "./divergence_error.ts";

/** The residuals r(x), and their Jacobian ∂r/∂x, row-major with one row per residual. */
export interface LeastSquaresProblem {
  residuals(x: Float64Array): Promise<Float64Array>;
  jacobian(x: Float64Array): Promise<Float64Array>;
}

/** Settings of {@linkcode levenbergMarquardtStep}. */
export interface LevenbergMarquardtOptions {
  /** Initial damping, relative to the largest diagonal entry of JᵀJ; 1e-3 by default. */
  initialDamping?: number;
  /** Ends when no element of the gradient Jᵀr is larger; 1e-10 by default. */
  gradientTolerance?: number;
  /** Ends when a step is shorter than this fraction of the point's length; 1e-12 by default. */
  stepTolerance?: number;
  /** Stops a step between two evaluations, as if it had not begun. */
  signal?: AbortSignal | undefined;
}

/** Complete state of Levenberg–Marquardt: it continues from here bit for bit. */
export interface LevenbergMarquardtState {
  readonly x: Float64Array;
  readonly residuals: Float64Array;
  /** ½‖r‖² */
  readonly value: number;
  /** Damping μ; `null` before the first iteration. */
  readonly damping: number | null;
  readonly iteration: number;
  /** Evaluations of the residuals. */
  readonly evaluations: number;
  /** Why it has ended; `null` while it continues. */
  readonly end: "gradient" | "step" | null;
}

/**
 * Checks the settings.
 *
 * @throws {RangeError} that names the setting
 */
export function checkLevenbergMarquardtOptions(options: LevenbergMarquardtOptions): void {
  requirePositive("levenbergMarquardt", "initialDamping", options.initialDamping ?? 1e-3);
  for (const name of ["gradientTolerance", "stepTolerance"] as const) {
    const value = options[name] ?? 0;
    if (!(value >= 0)) throw new RangeError(`levenbergMarquardt: ${name} must be 0 or more, got ${value}`);
  }
}

/**
 * The state before the first iteration, at `x`.
 *
 * @throws {DivergenceError} if a residual or the sum of squares is not finite
 */
export async function levenbergMarquardtStart(
  problem: LeastSquaresProblem,
  x: Float64Array,
): Promise<LevenbergMarquardtState> {
  const residuals = await problem.residuals(x);
  const value = half(residuals), bad = residuals.findIndex((r) => !Number.isFinite(r));
  if (bad >= 0) throw new DivergenceError(0, `residual ${bad}`, residuals[bad], x);
  if (value === Infinity) throw new DivergenceError(0, "the loss", value, x);
  return { x, residuals, value, damping: null, iteration: 0, evaluations: 1, end: null };
}

/**
 * One iteration: raise the damping μ until the step −(JᵀJ + μI)⁻¹Jᵀr lowers the sum of squares.
 *
 * Madsen, Nielsen and Tingleff, Methods for Non-linear Least Squares Problems (2004), algorithm 3.16. The step is the
 * least-squares solution of [J; √μ·I] h = [−r; 0], by QR, which does not square the condition number. Steps to points
 * with non-finite residuals are rejected; if no damping helps, the method ends with "step".
 *
 * @returns the next state; `state` itself if `signal` asked to stop
 * @throws {DivergenceError} if the Jacobian, or JᵀJ, is not finite
 * @throws {RangeError} for a Jacobian or residuals of the wrong length
 */
export async function levenbergMarquardtStep(
  problem: LeastSquaresProblem,
  state: LevenbergMarquardtState,
  options: LevenbergMarquardtOptions = {},
): Promise<LevenbergMarquardtState> {
  const { initialDamping = 1e-3, gradientTolerance = 1e-10, stepTolerance = 1e-12, signal } = options;
  const { x, residuals, value } = state, columns = x.length, jacobian = await problem.jacobian(x);
  requireJacobian(jacobian, state);
  const gradient = new Float64Array(columns), diagonal = new Float64Array(columns);
  for (let i = 0; i < residuals.length; i++) {
    for (let j = 0; j < columns; j++) {
      const entry = jacobian[i * columns + j];
      gradient[j] += entry * residuals[i];
      diagonal[j] += entry * entry;
    }
  }
  const overflow = diagonal.findIndex((square) => square === Infinity);
  if (overflow >= 0) {
    throw new DivergenceError(
      state.iteration,
      `the square of the Jacobian's column ${overflow}`,
      Infinity,
      x,
    );
  }
  const next = { ...state, iteration: state.iteration + 1 };
  if (gradient.every((g) => Math.abs(g) <= gradientTolerance)) return { ...next, end: "gradient" };
  let damping = state.damping ?? initialDamping * largest(diagonal), growth = 2;
  let { evaluations } = state;
  for (;;) {
    const step = dampedStep(jacobian, residuals, columns, damping);
    if (step) {
      if (hypot(step) <= stepTolerance * (hypot(x) + stepTolerance)) {
        return { ...next, evaluations, damping, end: "step" };
      }
      if (signal?.aborted) return state;
      const trial = x.map((at, j) => at + step[j]),
        found = await problem.residuals(trial),
        lower = half(found);
      evaluations++;
      if (found.length !== residuals.length) {
        throw new RangeError(
          `levenbergMarquardt: ${found.length} residuals at a point, ${residuals.length} at another`,
        );
      }
      // Gain relative to the prediction of the linear model.
      const promised = step.reduce((sum, h, j) => sum + h * (damping * h - gradient[j]), 0) / 2;
      const gain = (value - lower) / promised;
      if (gain > 0) {
        damping *= Math.max(1 / 3, 1 - (2 * gain - 1) ** 3);
        return { ...next, evaluations, x: trial, residuals: found, value: lower, damping };
      }
    }
    // Successful steps may have reduced it to 0, which no factor raises.
    const raised = Math.max(damping, Number.MIN_VALUE) * growth;
    if (raised === Infinity) return { ...next, evaluations, damping, end: "step" };
    damping = raised;
    growth *= 2;
  }
}

/** Throws for an invalid Jacobian. */
function requireJacobian(jacobian: Float64Array, { x, residuals, iteration }: LevenbergMarquardtState): void {
  const columns = x.length;
  if (jacobian.length !== residuals.length * columns) {
    throw new RangeError(
      `levenbergMarquardt: the Jacobian has ${jacobian.length} numbers, ${residuals.length} residuals of ` +
        `${columns} parameters need ${residuals.length * columns}`,
    );
  }
  const bad = jacobian.findIndex((entry) => !Number.isFinite(entry));
  if (bad < 0) return;
  const name = `the Jacobian's entry [${Math.floor(bad / columns)}, ${bad % columns}]`;
  throw new DivergenceError(iteration, name, jacobian[bad], x);
}

/** The step; `null` if the damping is too small to make the columns independent in floating point. */
function dampedStep(
  jacobian: Float64Array,
  residuals: Float64Array,
  columns: number,
  damping: number,
): Float64Array | null {
  const rows = residuals.length,
    A = Matrix.zeros(rows + columns, columns),
    b = Matrix.zeros(rows + columns, 1);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) A.set(i, j, jacobian[i * columns + j]);
    b.set(i, 0, -residuals[i]);
  }
  for (let j = 0; j < columns; j++) A.set(rows + j, j, Math.sqrt(damping));
  const factors = new QrDecomposition(A);
  if (!factors.isFullRank()) return null;
  const step = Float64Array.from(factors.solve(b).to1DArray());
  return step.every(Number.isFinite) ? step : null;
}

/** ½‖r‖²; infinite if a residual is not finite, so such a step is rejected. */
function half(residuals: Float64Array): number {
  const sum = residuals.reduce((total, r) => total + r * r, 0) / 2;
  return Number.isNaN(sum) ? Infinity : sum;
}
