/** Eigenmodes of a tangent kernel under a weighted loss. */
import { symmetricEigen } from "../linalg/mod.ts";
import type { InitialKernel } from "./tangent_kernel.ts";

/** Modes of W^½ K W^½, one for each training output. */
export interface KernelModes {
  /** λ_j, ascending; those that rounding makes negative are 0. */
  readonly rates: Float64Array;
  /** v_jᵀ W^½ (y − f_0). */
  readonly residual: Float64Array;
  /** K(X′, X) W^½ v_j in column j, `[test outputs, modes]` row-major. */
  readonly across: Float64Array;
}

/**
 * Modes of a kernel.
 *
 * @param root W^½, one number for each training output
 * @param y training targets
 */
export function kernelModes(start: InitialKernel, root: Float64Array, y: Float64Array): KernelModes {
  const n = y.length, m = start.test.length;
  const weighted = start.kernel.map((value, at) => root[Math.floor(at / n)] * value * root[at % n]);
  const { values, vectors } = symmetricEigen(weighted, n);
  const residual = new Float64Array(n), across = new Float64Array(m * n);
  for (let j = 0; j < n; j++) {
    for (let i = 0; i < n; i++) residual[j] += vectors[j * n + i] * root[i] * (y[i] - start.train[i]);
  }
  for (let row = 0; row < m; row++) {
    for (let i = 0; i < n; i++) {
      const value = start.across[row * n + i] * root[i];
      for (let j = 0; j < n; j++) across[row * n + j] += value * vectors[j * n + i];
    }
  }
  return { rates: values.map((value) => Math.max(0, value)), residual, across };
}
