/** What is reduced: a trained network that can be built at other widths. */
import { requireFinite } from "../checks.ts";
import { type ActivationName, type Model, parameterCount } from "../nn/mod.ts";
import { type HiddenLayer, hiddenLayers } from "./hidden_layers.ts";

/** A trained model of dense and convolutional layers. */
export interface TrainedNetwork {
  /** The model with these numbers of units in its hidden layers. */
  readonly build: (widths: readonly number[]) => Model;
  /** Units of the hidden layers, in the order of the parameters. */
  readonly widths: readonly number[];
  /** Names of the hidden layers that `widths` counts, where these are not all; a layer is named as its part is. */
  readonly layers?: readonly string[];
  /** Activation of the hidden layers. */
  readonly activation: ActivationName;
  /** Flat, in the order of the model's parameters. */
  readonly parameters: Float64Array;
}

/**
 * The hidden layers that a network's widths count.
 *
 * @throws {RangeError} for weights that are not finite or do not fit, a layer's name that the model does not have, or
 *   widths that are not those of the layers
 */
export function layersOf(network: TrainedNetwork): HiddenLayer[] {
  const { parameters: specs } = network.build(network.widths), owner = "condensation";
  if (network.parameters.length !== parameterCount(specs)) {
    throw new RangeError(
      `${owner}: ${network.parameters.length} weights do not fit a model of ${
        parameterCount(specs)
      } parameters`,
    );
  }
  requireFinite(owner, "the weights", network.parameters);
  const all = hiddenLayers(specs), names = network.layers ?? all.map(({ name }) => name);
  const layers = names.map((name) => {
    const found = all.find((layer) => layer.name === name);
    if (found !== undefined) return found;
    throw new RangeError(
      `${owner}: "${name}" is no hidden layer, present: ${all.map(({ name }) => name).join(", ") || "none"}`,
    );
  });
  const found = layers.map(({ first }) => first.outputs);
  if (`${found}` !== `${network.widths}`) {
    throw new RangeError(
      `${owner}: the widths are [${network.widths}], the layers ${names.join(", ")} have [${found}] units`,
    );
  }
  return layers;
}

/**
 * The hidden layer of a number.
 *
 * @param index from 0 on; the output layer has none
 * @throws {RangeError} as {@linkcode layersOf}, and for a number out of range
 */
export function layerAt(network: TrainedNetwork, index: number): HiddenLayer {
  const layers = layersOf(network);
  if (Number.isInteger(index) && index >= 0 && index < layers.length) return layers[index];
  throw new RangeError(
    `condensation: layer ${index} is no hidden layer, allowed 0…${
      layers.length - 1
    } (the output layer has no number)`,
  );
}

/** Parameters of the network over those of another. */
export function sizeRatio(network: TrainedNetwork, original: TrainedNetwork): number {
  return network.parameters.length / original.parameters.length;
}
