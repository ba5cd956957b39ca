import { residuals } from "./losses.ts";
import { checkedKeep } from "./mask.ts";
import { neuronOutputs, parameterCount, type TwoLayerProblem } from "./two_layer_net.ts";

/**
 * Σ = Cov_η(∇R^drop_S) of a two-layer network, in closed form.
 *
 * With c = 1/p − 1, Ē^k_i = e_i + c g_{k,i}, and the vectors u_k = (1/n) Σ_i Ē^k_i G_{k,i} and
 * v_{l,k} = (1/n) Σ_i g_{l,i} G_{k,i}, the blocks of neurons k and r are
 *
 * - Σ_kk = c u_k u_kᵀ + (c/p) Σ_{l≠k} v_{l,k} v_{l,k}ᵀ,
 * - Σ_kr = (u_k + c v_{r,k})(u_r + c v_{k,r})ᵀ − u_k u_rᵀ + c Σ_{l≠k,r} v_{l,k} v_{l,r}ᵀ.
 *
 * The sums over l are one product of matrices VᵀV with V of m rows, so that the cost is m·P² and does not grow with
 * n beyond the m²n(1 + d) of V.
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
      for (let i = 0; i < n; i++) {
        const factor = g[l * n + i] / n, at = (k * n + i) * width, to = l * P + k * width;
        for (let j = 0; j < width; j++) V[to + j] += factor * G[at + j];
      }
    }
    for (let j = 0; j < width; j++) u[k * width + j] += c * V[k * P + k * width + j];
  }
  const covariance = new Float64Array(P * P);
  for (let l = 0; l < m; l++) addUpperProduct(covariance, V.subarray(l * P, (l + 1) * P), c);
  for (let k = 0; k < m; k++) {
    for (let r = k; r < m; r++) correctBlock(covariance, V, u, { k, r, m, width, c, keep });
  }
  for (let row = 0; row < P; row++) {
    for (let column = 0; column < row; column++) covariance[row * P + column] = covariance[column * P + row];
  }
  return covariance;
}

/** Add factor·v vᵀ above and on the diagonal. */
function addUpperProduct(matrix: Float64Array, v: Float64Array, factor: number): void {
  const P = v.length;
  for (let row = 0; row < P; row++) {
    const scaled = factor * v[row], at = row * P;
    if (scaled === 0) continue;
    for (let column = row; column < P; column++) matrix[at + column] += scaled * v[column];
  }
}

interface Block {
  readonly k: number;
  readonly r: number;
  readonly m: number;
  readonly width: number;
  readonly c: number;
  readonly keep: number;
}

/** Turn c Σ_l v_{l,k} v_{l,r}ᵀ over all l into the block (k, r). */
function correctBlock(
  covariance: Float64Array,
  V: Float64Array,
  u: Float64Array,
  { k, r, m, width, c, keep }: Block,
): void {
  const P = m * width;
  for (let i = 0; i < width; i++) {
    const row = k * width + i, uk = u[row], vkk = V[k * P + row], vrk = V[r * P + row];
    for (let j = k === r ? i : 0; j < width; j++) {
      const column = r * width + j, ur = u[column], vkr = V[k * P + column], vrr = V[r * P + column];
      const at = row * P + column;
      covariance[at] = k === r
        ? (covariance[at] - c * vkk * vkr) / keep + c * uk * ur
        : covariance[at] - c * (vkk * vkr + vrk * vrr) + (uk + c * vrk) * (ur + c * vkr) - uk * ur;
    }
  }
}
