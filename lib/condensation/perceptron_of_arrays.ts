/** Fully connected networks from plain arrays. */
import { requireFinite, requireOneOf } from "../checks.ts";
import { type ActivationName, multilayerPerceptron } from "../nn/mod.ts";
import { mergeRule } from "./merge_rule.ts";
import type { TrainedNetwork } from "./trained_network.ts";

/** Numbers of a tensor, row-major, as readers of `.npy` files give them. */
export interface ShapedArray {
  readonly shape: readonly number[];
  readonly data: Float32Array | Float64Array;
}

/** A fully connected network from elsewhere. */
export interface PerceptronArrays {
  /** Weight matrices, first layer first. */
  readonly weights: readonly ShapedArray[];
  /** One bias vector per layer. */
  readonly biases: readonly ShapedArray[];
  /** Activation of the hidden layers; the output layer has none. */
  readonly activation: ActivationName;
  /** Whether a weight matrix is `[outputs, inputs]`, as PyTorch's (default), or `[inputs, outputs]`, as Keras'. */
  readonly layout?: "outputs first" | "inputs first";
}

/**
 * A network of plain arrays, as {@linkcode reduce} takes it; what comes back has the parameters `weight1 [inputs, outputs]`,
 * `bias1`, … of `multilayerPerceptron`.
 *
 * @throws {RangeError} for fewer than two layers, shapes that do not follow each other, numbers that are not finite, or an
 *   activation without merge rule
 */
export function perceptronOfArrays(arrays: PerceptronArrays): TrainedNetwork {
  const owner = "perceptronOfArrays", { weights, biases, activation, layout = "outputs first" } = arrays;
  requireOneOf(owner, "layout", layout, ["outputs first", "inputs first"]);
  mergeRule(activation);
  if (weights.length < 2 || biases.length !== weights.length) {
    throw new RangeError(
      `${owner}: needs two layers or more, a weight and a bias each, got ${weights.length} and ${biases.length}`,
    );
  }
  const widths: number[] = [], parts: Float64Array[] = [];
  weights.forEach(({ shape, data }, l) => {
    const isTurned = layout === "outputs first", [inputs, outputs] = isTurned ? [...shape].reverse() : shape;
    if (l === 0) widths.push(inputs);
    const fits = shape.length === 2 && inputs === widths[l] && data.length === inputs * outputs &&
      biases[l].data.length === outputs;
    if (!fits) {
      throw new RangeError(
        `${owner}: layer ${l + 1} needs ${
          widths[l]
        } inputs, a matrix ${layout} and as many biases as outputs, got ` +
          `[${shape}] and [${biases[l].shape}]`,
      );
    }
    requireFinite(owner, `the weights of layer ${l + 1}`, data);
    requireFinite(owner, `the biases of layer ${l + 1}`, biases[l].data);
    widths.push(outputs);
    const at = (i: number, o: number) => (isTurned ? o * inputs + i : i * outputs + o);
    parts.push(
      Float64Array.from(data, (_, k) => data[at(Math.floor(k / outputs), k % outputs)]),
      Float64Array.from(biases[l].data),
    );
  });
  const parameters = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) parameters.set(part, (at += part.length) - part.length);
  const [first, last] = [widths[0], widths.at(-1)!];
  return {
    build: (hidden) => multilayerPerceptron({ widths: [first, ...hidden, last], activation }),
    widths: widths.slice(1, -1),
    activation,
    parameters,
  };
}
