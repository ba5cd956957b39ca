import { residuals } from "./losses.ts";
import { checkedKeep } from "./mask.ts";
import { type NeuronOutputs, neuronOutputs, parameterCount, type TwoLayerProblem } from "./two_layer_net.ts";

/**
 * Σ = Cov_η(∇R^drop_S) of a two-layer network, in closed form.
 *
 * With c = 1/p − 1, Ē^k_i = e_i + c g_{k,i}, and the vectors u_k = (1/n) Σ_i Ē^k_i G_{k,i} and
 * v_{l,k} = (1/n) Σ_i g_{l,i} G_{k,i}, the blocks of neurons k and r are
 *
 * - Σ_kk = c u_k u_kᵀ + (c/p) Σ_{l≠k} v_{l,k} v_{l,k}ᵀ,
 * - Σ_kr = (u_k + c v_{r,k})(u_r + c v_{k,r})ᵀ − u_k u_rᵀ + c Σ_{l≠k,r} v_{l,k} v_{l,r}ᵀ.
 *
 * The sums over l are one product of matrices VᵀV, of min(m, n) terms per entry, so that the cost is min(m, n)·P² and
 * the m²n(1 + d) of V.
 *
 * @param theta m rows (a_r, w_r)
 * @param keep p
 * @returns `[P, P]`, row-major, P = m(1 + d); all zero at p = 1
 * @throws {RangeError} for a probability outside (0, 1], parameters of another number or that are not finite
 */
export function dropoutGradientCovariance(
  problem: TwoLayerProblem,
  theta: ArrayLike<number>,
  keep: number,
): Float64Array {
  checkedKeep("dropoutGradientCovariance", keep);
  const outputs = neuronOutputs(problem, theta), { n, g, G } = outputs;
  const { neurons: m, inputs } = problem, width = 1 + inputs, P = parameterCount(problem), c = 1 / keep - 1;
  const errors = residuals(problem, outputs, new Float64Array(m).fill(1));
  // V[l, (k, j)] = v_{l,k}[j]
  const V = new Float64Array(m * P), u = new Float64Array(P);
  for (let k = 0; k < m; k++) {
    for (let j = 0; j < width; j++) {
      for (let i = 0; i < n; i++) u[k * width + j] += errors[i] * G[(k * n + i) * width + j] / n;
    }
    for (let l = 0; l < m; l++) {
      for (let j = 0; j < width; j++) {
        let sum = 0;
        for (let i = 0; i < n; i++) sum += g[l * n + i] * G[(k * n + i) * width + j];
        V[l * P + k * width + j] = sum / n;
      }
    }
    for (let j = 0; j < width; j++) u[k * width + j] += c * V[k * P + k * width + j];
  }
  const covariance = new Float64Array(P * P);
  if (m <= n) addUpperProduct(covariance, V, V, m, c);
  else addUpperProduct(covariance, ...samplesProduct(outputs, m, width), n, c);
  correctBlocks(covariance, V, u, { m, width, c, keep });
  for (let row = 0; row < P; row++) {
    for (let column = 0; column < row; column++) covariance[row * P + column] = covariance[column * P + row];
  }
  return covariance;
}

/**
 * A and B, both `[n, P]`, with AᵀB = VᵀV: since V = gG/n, that is Gᵀ(gᵀg/n²)G, and n rows are fewer than m if
 * neurons outnumber samples.
 */
function samplesProduct({ n, g, G }: NeuronOutputs, m: number, width: number): [Float64Array, Float64Array] {
  const P = m * width, A = new Float64Array(n * P), B = new Float64Array(n * P);
  for (let k = 0; k < m; k++) {
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < width; j++) A[i * P + k * width + j] = G[(k * n + i) * width + j];
    }
  }
  for (let i = 0; i < n; i++) {
    for (let other = 0; other < n; other++) {
      let share = 0;
      for (let l = 0; l < m; l++) share += g[l * n + i] * g[l * n + other];
      share /= n * n;
      for (let column = 0; column < P; column++) B[i * P + column] += share * A[other * P + column];
    }
  }
  return [A, B];
}

/** Adds factor·AᵀB, which is symmetric, above and on the diagonal, two rows of A and B at a time. */
function addUpperProduct(
  matrix: Float64Array,
  A: Float64Array,
  B: Float64Array,
  rows: number,
  factor: number,
): void {
  const P = A.length / rows, none = new Float64Array(P);
  const rowOf = (of: Float64Array, i: number) => i < rows ? of.subarray(i * P, (i + 1) * P) : none;
  for (let i = 0; i < rows; i += 2) {
    const a0 = rowOf(A, i), a1 = rowOf(A, i + 1), b0 = rowOf(B, i), b1 = rowOf(B, i + 1);
    for (let row = 0; row < P; row++) {
      const first = factor * a0[row], second = factor * a1[row], at = row * P;
      for (let column = row; column < P; column++) {
        matrix[at + column] += first * b0[column] + second * b1[column];
      }
    }
  }
}

interface Sizes {
  readonly m: number;
  readonly width: number;
  readonly c: number;
  readonly keep: number;
}

/** Turns c Σ_l v_{l,k} v_{l,r}ᵀ over all l into the blocks (k, r), above and on the diagonal. */
function correctBlocks(
  covariance: Float64Array,
  V: Float64Array,
  u: Float64Array,
  { m, width, c, keep }: Sizes,
): void {
  const P = m * width;
  for (let row = 0; row < P; row++) {
    const k = Math.floor(row / width), uk = u[row], vkk = V[k * P + row], end = (k + 1) * width;
    for (let column = row; column < end; column++) {
      const at = row * P + column;
      covariance[at] = (covariance[at] - c * vkk * V[k * P + column]) / keep + c * uk * u[column];
    }
    for (let r = k + 1; r < m; r++) {
      const vrk = V[r * P + row], shifted = uk + c * vrk;
      for (let column = r * width; column < (r + 1) * width; column++) {
        const ur = u[column], vkr = V[k * P + column], vrr = V[r * P + column];
        covariance[row * P + column] += shifted * (ur + c * vkr) - uk * ur - c * (vkk * vkr + vrk * vrr);
      }
    }
  }
}
