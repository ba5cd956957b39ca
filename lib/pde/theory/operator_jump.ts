/** The loss jump of a discretised linear operator. */
import { requirePositive, requireSquare, requireVector } from "../../checks.ts";
import { linearisedFlow, type LossJump } from "./linearised_flow.ts";

/** Settings of {@linkcode operatorJump}. */
export interface OperatorJumpSetup {
  /**
   * A, `[r, n]` row-major: what the loss ‖A e‖² measures of an error e at n points, conditions included as rows. For a
   * weighted residual multiply A by the root of the weights, W^½ A.
   */
  readonly operator: ArrayLike<number>;
  /** K, `[n, n]` row-major: tangent kernel of the function at these points. */
  readonly kernel: ArrayLike<number>;
  /** e, n numbers: the error at the switch. */
  readonly error: ArrayLike<number>;
  /** How far to look ahead, in steps of gradient descent at the largest stable rate; 1,000 by default. */
  readonly horizon?: number;
}

/**
 * Predicts the loss jump for a linear operator and a kernel that are given as matrices: de/dτ = −2 K AᵀA e.
 *
 * Where K and AᵀA have the same modes, as on a circle with a kernel of distance, every mode falls and there is no jump.
 * Ends, conditions and kernels that vary from place to place mix the modes; then the large residual of a small error of
 * high frequency moves the low ones, which A hardly sees.
 *
 * ```ts
 * import { operatorJump } from "@paper-notebooks/lib/pde";
 *
 * // Two modes; the second is nine times as large in the residual, and the kernel mixes both.
 * const setup = { operator: [1, 0, 0, 9], error: [0, 1] };
 * const alone = operatorJump({ ...setup, kernel: [1, 0, 0, 1] });
 * const mixed = operatorJump({ ...setup, kernel: [9, 2.5, 2.5, 1] });
 * if (alone.jump.ratio !== 1 || !(mixed.jump.ratio > 2)) throw new Error();
 * ```
 *
 * @throws {RangeError} for matrices that do not fit, numbers that are not finite, a kernel that is not symmetric, a
 *   horizon that is not positive, or an operator whose residual the kernel cannot change
 */
export function operatorJump(setup: OperatorJumpSetup): LossJump {
  const where = "operatorJump", { operator, kernel } = setup, error = Float64Array.from(setup.error);
  const n = error.length, horizon = requirePositive(where, "horizon", setup.horizon ?? 1000);
  requireSquare(where, "kernel", kernel, n);
  requireVector(where, "error", error, n);
  const r = operator.length / n;
  if (!Number.isInteger(r) || r < 1) {
    throw new RangeError(`${where}: operator has ${operator.length} numbers, which are no rows of ${n}`);
  }
  requireVector(where, "operator", operator, r * n);
  const across = new Float64Array(n * r), product = new Float64Array(r * r), residual = new Float64Array(r);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const k = kernel[i * n + j];
      for (let row = 0; row < r; row++) across[i * r + row] += k * operator[row * n + j];
    }
  }
  for (let row = 0; row < r; row++) {
    for (let i = 0; i < n; i++) {
      const a = operator[row * n + i];
      residual[row] += a * error[i];
      for (let column = 0; column < r; column++) product[row * r + column] += a * across[i * r + column];
    }
  }
  return linearisedFlow(where, { kernel: product, across, residual, error }, horizon);
}
