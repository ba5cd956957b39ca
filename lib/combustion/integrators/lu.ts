/**
 * Factors a small dense matrix in place, rows swapped by their largest pivot: thousands of times a second, for which a
 * general library is too slow.
 *
 * @param matrix `[n, n]`, row-major; afterwards L below the diagonal, U on and above it
 * @param order place that each row of the factors had, `[n]`
 * @returns whether the matrix is regular
 */
export function factorLu(matrix: Float64Array, order: Int32Array, n: number): boolean {
  for (let k = 0; k < n; k++) order[k] = k;
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++) {
      if (Math.abs(matrix[i * n + k]) > Math.abs(matrix[pivot * n + k])) pivot = i;
    }
    const value = matrix[pivot * n + k];
    if (!(Math.abs(value) > 0)) return false;
    if (pivot !== k) {
      [order[k], order[pivot]] = [order[pivot], order[k]];
      for (let j = 0; j < n; j++) {
        const kept = matrix[k * n + j];
        matrix[k * n + j] = matrix[pivot * n + j];
        matrix[pivot * n + j] = kept;
      }
    }
    for (let i = k + 1; i < n; i++) {
      const factor = matrix[i * n + k] / value;
      matrix[i * n + k] = factor;
      if (factor !== 0) { for (let j = k + 1; j < n; j++) matrix[i * n + j] -= factor * matrix[k * n + j]; }
    }
  }
  return true;
}

/** Solves with the factors of {@linkcode factorLu}: `out` = matrix⁻¹ `right`, both `[n]`. */
export function solveLu(
  factors: Float64Array,
  order: Int32Array,
  n: number,
  right: Float64Array,
  out: Float64Array,
): void {
  for (let i = 0; i < n; i++) {
    let sum = right[order[i]];
    for (let j = 0; j < i; j++) sum -= factors[i * n + j] * out[j];
    out[i] = sum;
  }
  for (let i = n - 1; i >= 0; i--) {
    let sum = out[i];
    for (let j = i + 1; j < n; j++) sum -= factors[i * n + j] * out[j];
    out[i] = sum / factors[i * n + i];
  }
}
