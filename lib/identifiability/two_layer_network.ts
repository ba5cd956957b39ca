/**
 * Two-layer networks whose hidden units see all inputs or a part of them, with separate or shared weights.
 */
import { requireInteger } from "../checks.ts";
import type { Samples, TrainableModel } from "./model.ts";
import { RANK_ACTIVATIONS, type RankActivationName } from "./rank_activation.ts";

/** Connections of the units, as in {@linkcode TwoLayerOptions}. */
export type Architecture = "dense" | "convolution" | "local";

/** Options of {@linkcode twoLayerNetwork}. */
export interface TwoLayerOptions {
  /**
   * `dense`: each unit sees all d inputs. `convolution`: a kernel of length s at each of its J = d + 1 − s positions,
   * with an output weight for each position. `local`: the same with separate weights at each position.
   */
  readonly architecture: Architecture;
  /** d */
  readonly inputs: number;
  /** s; d for a dense network, where it may be omitted. */
  readonly kernel?: number;
  /** Units of a dense network, kernels of the others. */
  readonly width: number;
  readonly bias: boolean;
  /** "tanh" by default. */
  readonly activation?: RankActivationName;
}

/** A hidden unit: indices of its parameters and of its first input. */
export interface HiddenUnit {
  /** Index of its first inner weight; the bias, if there is one, follows the weights. */
  readonly weights: number;
  /** Index of its output weight. */
  readonly output: number;
  /** Its first input. */
  readonly start: number;
}

/** A two-layer network, with the layout of its parameters, which embeddings need. */
export interface TwoLayerNetwork extends TrainableModel {
  readonly options: TwoLayerOptions;
  /** Inner weights of a unit, s. */
  readonly kernel: number;
  /** Parameters of one unit of the width: those of a neuron, or of a kernel with its output weights. */
  readonly parametersPerWidth: number;
  readonly units: readonly HiddenUnit[];
}

/**
 * The network f(x) = Σ_u a_u σ(w_u · x[start_u, start_u + s) + b_u) without output bias.
 *
 * Parameters come neuron after neuron (kernel after kernel): inner weights, bias, output weight; for a convolution
 * inner weights, bias, J output weights; for a local network J times the parameters of a neuron.
 *
 * @throws {RangeError} for a width or input length that is not a positive integer, or a kernel outside 1 … d
 */
export function twoLayerNetwork(options: TwoLayerOptions): TwoLayerNetwork {
  const where = "twoLayerNetwork", { architecture, inputs: d, width, bias, activation = "tanh" } = options;
  requireInteger(where, "the input length", d);
  requireInteger(where, "the width", width);
  if (architecture !== "dense" && options.kernel === undefined) {
    throw new RangeError(`${where}: a ${architecture} network needs a kernel length`);
  }
  const s = architecture === "dense" ? d : options.kernel!;
  requireInteger(where, "the kernel length", s, 1, d);
  const positions = d + 1 - s, inner = s + (bias ? 1 : 0), shared = architecture === "convolution";
  const parametersPerWidth = shared ? inner + positions : positions * (inner + 1);
  const units = Array.from({ length: width * positions }, (_, u): HiddenUnit => {
    const i = Math.floor(u / positions), j = u % positions, from = i * parametersPerWidth;
    return shared
      ? { weights: from, output: from + inner + j, start: j }
      : { weights: from + j * (inner + 1), output: from + j * (inner + 1) + inner, start: j };
  });
  const { value, slope } = RANK_ACTIVATIONS[activation];
  /** w·x + b of a unit at the sample that starts at `at`. */
  const preActivation = (
    theta: Float64Array,
    { weights, start }: HiddenUnit,
    x: Float64Array,
    at: number,
  ) => {
    let z = bias ? theta[weights + s] : 0;
    for (let k = 0; k < s; k++) z += theta[weights + k] * x[at + start + k];
    return z;
  };
  return {
    options,
    kernel: s,
    parametersPerWidth,
    units,
    parameterCount: width * parametersPerWidth,
    inputSize: d,
    values: (theta, inputs) =>
      Float64Array.from({ length: inputs.length / d }, (_, i) => {
        let sum = 0;
        for (const unit of units) {
          sum += theta[unit.output] * value(preActivation(theta, unit, inputs, i * d));
        }
        return sum;
      }),
    jacobian(theta, inputs) {
      const n = inputs.length / d, count = width * parametersPerWidth, result = new Float64Array(n * count);
      for (let i = 0; i < n; i++) {
        for (const unit of units) {
          const z = preActivation(theta, unit, inputs, i * d), at = i * count;
          result[at + unit.output] += value(z);
          const inward = theta[unit.output] * slope(z);
          for (let k = 0; k < s; k++) {
            result[at + unit.weights + k] += inward * inputs[i * d + unit.start + k];
          }
          if (bias) result[at + unit.weights + s] += inward;
        }
      }
      return result;
    },
    lossGradient(samples) {
      if (activation !== "tanh") {
        throw new RangeError(`${where}: gradient descent is written for tanh, not for ${activation}`);
      }
      return tanhLoss(units, s, d, bias, samples);
    },
  };
}

/**
 * The number of inputs on the rarer side of a unit's kink w·x + b = 0, the least of the units: where it is small, a ReLU
 * unit is nearly linear, or nearly off, on all inputs. For networks with bias.
 *
 * @param inputs `[n, d]`
 */
export function fewestOnOneSide(
  { kernel, units, inputSize }: TwoLayerNetwork,
  theta: Float64Array,
  inputs: Float64Array,
): number {
  const count = inputs.length / inputSize;
  return units.reduce((least, { weights, start }) => {
    let on = 0;
    for (let i = 0; i < count; i++) {
      let z = theta[weights + kernel];
      for (let k = 0; k < kernel; k++) z += theta[weights + k] * inputs[i * inputSize + start + k];
      if (z > 0) on++;
    }
    return Math.min(least, on, count - on);
  }, Infinity);
}

/** The innermost loop of long runs: units as typed arrays, one pass forward and back for each sample. */
function tanhLoss(
  units: readonly HiddenUnit[],
  s: number,
  d: number,
  bias: boolean,
  { inputs: x, targets }: Samples,
) {
  const n = targets.length, count = units.length, hidden = new Float64Array(count);
  const weightsAt = Int32Array.from(units, (unit) => unit.weights),
    outputAt = Int32Array.from(units, (unit) => unit.output),
    startAt = Int32Array.from(units, (unit) => unit.start);
  return (theta: Float64Array, gradient: Float64Array): number => {
    gradient.fill(0);
    let sum = 0;
    for (let i = 0; i < n; i++) {
      const at = i * d;
      let residual = -targets[i];
      for (let u = 0; u < count; u++) {
        const w = weightsAt[u], from = at + startAt[u];
        let z = bias ? theta[w + s] : 0;
        for (let k = 0; k < s; k++) z += theta[w + k] * x[from + k];
        const t = Math.tanh(z);
        hidden[u] = t;
        residual += theta[outputAt[u]] * t;
      }
      sum += residual * residual;
      const slope = 2 * residual / n;
      for (let u = 0; u < count; u++) {
        const w = weightsAt[u], from = at + startAt[u], out = outputAt[u], t = hidden[u];
        gradient[out] += slope * t;
        const inward = slope * theta[out] * (1 - t * t);
        for (let k = 0; k < s; k++) gradient[w + k] += inward * x[from + k];
        if (bias) gradient[w + s] += inward;
      }
    }
    return sum / n;
  };
}
