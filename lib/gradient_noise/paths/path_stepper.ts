import { hyperbolicTangent } from "../hyperbolic_tangent.ts";
import { parameterCount, type TwoLayerProblem } from "../two_layer_net.ts";

/** Step by which an equation moves a path by ε/ℓ. */
export interface EquationStep {
  /** ε */
  readonly rate: number;
  /** ℓ */
  readonly substeps: number;
  /** Whether R_1 is part of the drift. */
  readonly regularised: boolean;
  /** γ */
  readonly correction: number;
}

/** One path's parameters, moved step by step without allocations. */
export class PathStepper {
  /** m rows (a_r, w_r) */
  readonly theta: Float64Array;
  readonly #problem: TwoLayerProblem;
  readonly #keep: number;
  /** σ and σ′ of each neuron on each sample, `[m, n]` */
  readonly #sigma: Float64Array;
  readonly #slope: Float64Array;
  /** Σ_r g_{r,i} − y_i, and the same under the mask */
  readonly #errors: Float64Array;
  readonly #masked: Float64Array;
  readonly #gradient: Float64Array;
  readonly #noise: Float64Array;
  /** Changes of g and of the errors along the gradient, for the Hessian–vector product. */
  readonly #change: Float64Array;
  readonly #errorChange: Float64Array;
  /** Contribution of one neuron to the product. */
  readonly #sums: Float64Array;
  readonly #observables = new Float64Array(3);

  constructor(problem: TwoLayerProblem, keep: number) {
    const m = problem.neurons, n = problem.y.length, P = parameterCount(problem);
    [this.#problem, this.#keep, this.theta] = [problem, keep, new Float64Array(P)];
    [this.#sigma, this.#slope, this.#change] = [m * n, m * n, m * n].map((size) => new Float64Array(size));
    [this.#errors, this.#masked, this.#errorChange] = [n, n, n].map((size) => new Float64Array(size));
    [this.#gradient, this.#noise] = [P, P].map((size) => new Float64Array(size));
    this.#sums = new Float64Array(1 + problem.inputs);
  }

  /** θ ← θ − ε ∇R^drop(θ; η); bit r of `bits` says whether neuron r is kept. Returns R^drop before the step. */
  dropoutStep(bits: number, rate: number): number {
    const { neurons: m, inputs: d, x, y } = this.#problem, n = y.length, width = 1 + d;
    const theta = this.theta, sigma = this.#sigma, slope = this.#slope, errors = this.#masked;
    const kept = 1 / this.#keep, factor = rate * kept / n;
    for (let i = 0; i < n; i++) errors[i] = -y[i];
    for (let r = 0; r < m; r++) {
      if (((bits >> r) & 1) === 0) continue;
      this.#activate(r);
      const weight = kept * theta[r * width];
      for (let i = 0; i < n; i++) errors[i] += weight * sigma[r * n + i];
    }
    for (let r = 0; r < m; r++) {
      if (((bits >> r) & 1) === 0) continue;
      const at = r * width, a = theta[at];
      let outer = 0;
      for (let i = 0; i < n; i++) outer += errors[i] * sigma[r * n + i];
      for (let j = 0; j < d; j++) {
        let inner = 0;
        for (let i = 0; i < n; i++) inner += errors[i] * slope[r * n + i] * x[i * d + j];
        theta[at + 1 + j] -= factor * a * inner;
      }
      theta[at] -= factor * outer;
    }
    let squares = 0;
    for (let i = 0; i < n; i++) squares += errors[i] * errors[i];
    return squares / (2 * n);
  }

  /**
   * θ ← θ − b dt + √(ε dt) (∇L_S − ∇R^drop(θ; η)), dt = ε/ℓ.
   *
   * @param step the drift is −∇(L_S + (γ/4)‖∇L_S‖²) with γ the `correction`, or −∇R_S where it is not `regularised`
   */
  equationStep(bits: number, { rate, substeps, regularised, correction }: EquationStep): void {
    const { neurons: m, inputs: d, x, y } = this.#problem, n = y.length, width = 1 + d;
    const theta = this.theta, sigma = this.#sigma, slope = this.#slope;
    const errors = this.#errors, masked = this.#masked, gradient = this.#gradient, noise = this.#noise;
    const c = 1 / this.#keep - 1,
      kept = 1 / this.#keep,
      dt = rate / substeps,
      size = rate / Math.sqrt(substeps);
    for (let i = 0; i < n; i++) errors[i] = masked[i] = -y[i];
    for (let r = 0; r < m; r++) {
      this.#activate(r);
      const a = theta[r * width], z = ((bits >> r) & 1) * kept;
      for (let i = 0; i < n; i++) {
        const g = a * sigma[r * n + i];
        errors[i] += g;
        masked[i] += z * g;
      }
    }
    const extra = regularised ? c : 0;
    for (let r = 0; r < m; r++) {
      const at = r * width, a = theta[at], z = ((bits >> r) & 1) * kept;
      for (let j = 0; j < width; j++) gradient[at + j] = noise[at + j] = 0;
      for (let i = 0; i < n; i++) {
        const s = sigma[r * n + i], drift = errors[i] + extra * a * s;
        const difference = errors[i] + c * a * s - z * masked[i];
        gradient[at] += drift * s;
        noise[at] += difference * s;
        const inner = a * slope[r * n + i];
        for (let j = 0; j < d; j++) {
          gradient[at + 1 + j] += drift * inner * x[i * d + j];
          noise[at + 1 + j] += difference * inner * x[i * d + j];
        }
      }
    }
    const P = theta.length;
    for (let k = 0; k < P; k++) {
      gradient[k] /= n;
      noise[k] /= n;
    }
    // The correction is of the drift at this θ, so it goes before θ moves.
    if (correction !== 0) this.#addCorrection(correction);
    for (let k = 0; k < P; k++) theta[k] += size * noise[k] - dt * gradient[k];
  }

  /** R_S, L_S and ‖θ‖²; the array is written again at each call. */
  observables(): Float64Array {
    const { neurons: m, inputs: d, y } = this.#problem, n = y.length, width = 1 + d, { theta } = this;
    const errors = this.#errors, sigma = this.#sigma;
    let squares = 0, outputs = 0, norm = 0;
    for (let i = 0; i < n; i++) errors[i] = -y[i];
    for (let r = 0; r < m; r++) {
      this.#activate(r);
      for (let i = 0; i < n; i++) {
        const g = theta[r * width] * sigma[r * n + i];
        errors[i] += g;
        outputs += g * g;
      }
    }
    for (let i = 0; i < n; i++) squares += errors[i] * errors[i];
    for (let k = 0; k < theta.length; k++) norm += theta[k] * theta[k];
    const found = this.#observables;
    found[0] = squares / (2 * n);
    found[1] = found[0] + (1 / this.#keep - 1) * outputs / (2 * n);
    found[2] = norm;
    return found;
  }

  #activate(r: number): void {
    const { activation, inputs: d, x, y } = this.#problem,
      n = y.length,
      at = r * (1 + d) + 1,
      theta = this.theta;
    const sigma = this.#sigma, slope = this.#slope;
    for (let i = 0; i < n; i++) {
      let z = 0;
      for (let j = 0; j < d; j++) z += theta[at + j] * x[i * d + j];
      if (activation === "tanh") {
        const t = hyperbolicTangent(z);
        sigma[r * n + i] = t;
        slope[r * n + i] = 1 - t * t;
      } else {
        sigma[r * n + i] = z > 0 ? z : 0;
        slope[r * n + i] = z > 0 ? 1 : 0;
      }
    }
  }

  /** gradient ← ∇L_S + (γ/2) ∇²L_S ∇L_S, the gradient of L_S + (γ/4)‖∇L_S‖². */
  #addCorrection(correction: number): void {
    const { activation, neurons: m, inputs: d, x, y } = this.#problem, n = y.length, width = 1 + d;
    const theta = this.theta, sigma = this.#sigma, slope = this.#slope, errors = this.#errors;
    const change = this.#change, errorChange = this.#errorChange, v = this.#gradient, sums = this.#sums;
    const c = 1 / this.#keep - 1, half = correction / (2 * n);
    errorChange.fill(0);
    for (let r = 0; r < m; r++) {
      const at = r * width, a = theta[at];
      for (let i = 0; i < n; i++) {
        let z = 0;
        for (let j = 0; j < d; j++) z += v[at + 1 + j] * x[i * d + j];
        const dg = v[at] * sigma[r * n + i] + a * slope[r * n + i] * z;
        change[r * n + i] = dg;
        errorChange[i] += dg;
      }
    }
    for (let r = 0; r < m; r++) {
      const at = r * width, a = theta[at], va = v[at];
      // v's entries of this neuron are read for every sample, so the sums go elsewhere first.
      sums.fill(0);
      for (let i = 0; i < n; i++) {
        const s = sigma[r * n + i], s1 = slope[r * n + i];
        let z = 0;
        for (let j = 0; j < d; j++) z += v[at + 1 + j] * x[i * d + j];
        const bend = activation === "tanh" ? -2 * s * s1 : 0;
        const first = errorChange[i] + c * change[r * n + i], second = errors[i] + c * a * s;
        sums[0] += first * s + second * s1 * z;
        const inner = first * a * s1 + second * (va * s1 + a * bend * z);
        for (let j = 0; j < d; j++) sums[1 + j] += inner * x[i * d + j];
      }
      for (let j = 0; j < width; j++) v[at + j] += half * sums[j];
    }
  }
}
