/** Two-layer networks f(x) = Σ_r a_r σ(w_r·x), the case in which the noise of dropout has a closed form. */
import { hyperbolicTangent } from "./hyperbolic_tangent.ts";

/** Activations with their first two derivatives. */
export type TwoLayerActivation = "tanh" | "relu";

/** Data and shape of a two-layer network; a bias is an input that is always 1. */
export interface TwoLayerProblem {
  readonly activation: TwoLayerActivation;
  /** Number of neurons m. */
  readonly neurons: number;
  /** Number of inputs d, including the bias. */
  readonly inputs: number;
  /** `[n, d]`, row-major */
  readonly x: Float64Array;
  /** `[n]` */
  readonly y: Float64Array;
}

/** Outputs of every neuron on every sample, with their derivatives with respect to the neuron's own parameters. */
export interface NeuronOutputs {
  /** Number of samples. */
  readonly n: number;
  /** g_{r,i} = a_r σ(w_r·x_i), `[m, n]` */
  readonly g: Float64Array;
  /** G_{r,i} = ∇_{q_r} g_{r,i}, `[m, n, 1 + d]`, with q_r = (a_r, w_r) */
  readonly G: Float64Array;
  /** σ, σ′ and σ″ at w_r·x_i, each `[m, n]` */
  readonly sigma: Float64Array;
  readonly slope: Float64Array;
  readonly bend: Float64Array;
}

/**
 * Checks a problem and returns it.
 *
 * @throws {RangeError} for sizes that are not positive integers, rows and targets that differ in number, or numbers
 *   that are not finite
 * @throws {TypeError} for an unknown activation
 */
export function twoLayerProblem(problem: TwoLayerProblem): TwoLayerProblem {
  const { activation, neurons, inputs, x, y } = problem;
  if (activation !== "tanh" && activation !== "relu") {
    throw new TypeError(`twoLayerProblem: activation "${activation}" is unknown, allowed "tanh" and "relu"`);
  }
  for (const [name, value] of [["neurons", neurons], ["inputs", inputs]] as const) {
    if (!Number.isInteger(value) || value < 1) {
      throw new RangeError(`twoLayerProblem: ${name} must be a positive integer, got ${value}`);
    }
  }
  if (y.length === 0 || x.length !== y.length * inputs) {
    throw new RangeError(
      `twoLayerProblem: ${x.length} numbers are not ${y.length} rows of ${inputs} inputs, one for each target, and one row at least`,
    );
  }
  requireFinite("twoLayerProblem", "x", x);
  requireFinite("twoLayerProblem", "y", y);
  return problem;
}

/** Number of parameters m(1 + d). */
export function parameterCount({ neurons, inputs }: TwoLayerProblem): number {
  return neurons * (1 + inputs);
}

/**
 * Outputs and derivatives of all neurons.
 *
 * @param theta m rows (a_r, w_r), row-major
 * @throws {RangeError} for parameters of another number, or that are not finite
 */
export function neuronOutputs(problem: TwoLayerProblem, theta: ArrayLike<number>): NeuronOutputs {
  const { activation, neurons: m, inputs: d, x, y } = problem, n = y.length, width = 1 + d;
  requireParameters("neuronOutputs", problem, theta);
  const g = new Float64Array(m * n), G = new Float64Array(m * n * width);
  const sigma = new Float64Array(m * n), slope = new Float64Array(m * n), bend = new Float64Array(m * n);
  for (let r = 0; r < m; r++) {
    const a = theta[r * width];
    for (let i = 0; i < n; i++) {
      let z = 0;
      for (let j = 0; j < d; j++) z += theta[r * width + 1 + j] * x[i * d + j];
      const at = r * n + i;
      if (activation === "tanh") {
        const t = hyperbolicTangent(z);
        sigma[at] = t;
        slope[at] = 1 - t * t;
        bend[at] = -2 * t * (1 - t * t);
      } else {
        sigma[at] = z > 0 ? z : 0;
        slope[at] = z > 0 ? 1 : 0;
      }
      g[at] = a * sigma[at];
      G[at * width] = sigma[at];
      for (let j = 0; j < d; j++) G[at * width + 1 + j] = a * slope[at] * x[i * d + j];
    }
  }
  return { n, g, G, sigma, slope, bend };
}

/** @throws {RangeError} for parameters of another number, or that are not finite */
export function requireParameters(where: string, problem: TwoLayerProblem, theta: ArrayLike<number>): void {
  if (theta.length !== parameterCount(problem)) {
    throw new RangeError(
      `${where}: ${theta.length} parameters, but ${problem.neurons} neurons of ${problem.inputs} inputs have ${
        parameterCount(problem)
      }`,
    );
  }
  requireFinite(where, "theta", theta);
}

/** @throws {RangeError} for a number that is not finite */
export function requireFinite(where: string, name: string, values: ArrayLike<number>): void {
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) {
      throw new RangeError(`${where}: ${name}[${i}] is ${values[i]}, all must be finite`);
    }
  }
}
