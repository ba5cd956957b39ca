/** Neurons of a hidden layer as vectors: input weights with bias, batch norm folded in, and outgoing weights. */
import { parametersByName } from "../nn/mod.ts";
import type { HiddenLayer, Unit } from "./hidden_layers.ts";
import type { TrainedNetwork } from "./trained_network.ts";
import { vectorNorms, type Vectors } from "./vectors.ts";

/** Mean and variance of what enters a batch norm, by channel. */
export interface NormStatistics {
  readonly mean: Float64Array;
  readonly variance: Float64Array;
}

/** Those of all batch norms, by name. */
export type Statistics = Readonly<Record<string, NormStatistics>>;

/** ε of the batch norms of `lib/nn`. */
export const NORM_EPSILON = 1e-5;

/** The neurons of a layer. */
export interface Neurons {
  readonly count: number;
  /** θ_j: input weights and bias, as they are with batch norm folded in. */
  readonly incoming: Vectors;
  /** The same of the depthwise kernel; absent without one. */
  readonly depthwise: Vectors | null;
  /** ‖θ_j‖, times the depthwise kernel's where there is one. */
  readonly norms: Float64Array;
  /** ‖a_j‖ of the outgoing weights. */
  readonly outgoing: Float64Array;
}

/**
 * The neurons of a hidden layer.
 *
 * @param statistics of the batch norms, which are folded in
 * @throws {RangeError} where those of a norm are absent
 */
export function neuronsOf(network: TrainedNetwork, layer: HiddenLayer, statistics: Statistics = {}): Neurons {
  const named = parametersByName(network.parameters, network.build(network.widths).parameters);
  const incoming = foldedRows(named, layer.first, statistics), { outputs: count } = layer.first;
  const depthwise = layer.depthwise && foldedRows(named, layer.depthwise, statistics);
  const { rowsPerNeuron, next } = layer, weights = named[next.weight], columns = next.outputs;
  const outgoing = Float64Array.from({ length: count }, (_, j) => {
    let squares = 0;
    for (let p = 0; p < rowsPerNeuron; p++) {
      const at = (p * count + j) * columns;
      for (let o = 0; o < columns; o++) squares += weights[at + o] ** 2;
    }
    return Math.sqrt(squares);
  });
  const first = vectorNorms(incoming), second = depthwise && vectorNorms(depthwise);
  return {
    count,
    incoming,
    depthwise,
    norms: second ? first.map((length, j) => length * second[j]) : first,
    outgoing,
  };
}

/** A_j = ‖a_j‖ ‖θ_j‖ of each neuron. */
export function neuronAmplitudes({ norms, outgoing }: Neurons): Float64Array {
  return norms.map((length, j) => length * outgoing[j]);
}

/** γ/√(v + ε) of each channel of a norm. */
export function normScales(gain: Float64Array, { variance }: NormStatistics): Float64Array {
  return gain.map((value, o) => value / Math.sqrt(variance[o] + NORM_EPSILON));
}

function foldedRows(named: Record<string, Float64Array>, unit: Unit, statistics: Statistics): Vectors {
  const { outputs } = unit, weight = named[unit.weight], rows = weight.length / outputs, columns = rows + 1;
  const bias = unit.bias ? named[unit.bias] : new Float64Array(outputs);
  const values = new Float64Array(outputs * columns);
  const known = unit.norm === null ? undefined : statistics[unit.norm];
  if (unit.norm !== null && known === undefined) {
    throw new RangeError(
      `condensation: the statistics of batch norm "${unit.norm}" are needed, got those of ` +
        (Object.keys(statistics).join(", ") || "none"),
    );
  }
  const scales = known && normScales(named[`${unit.norm}.gain`], known);
  for (let o = 0; o < outputs; o++) {
    const scale = scales ? scales[o] : 1;
    for (let r = 0; r < rows; r++) values[o * columns + r] = scale * weight[r * outputs + o];
    values[o * columns + rows] = known
      ? named[`${unit.norm}.shift`][o] + scale * (bias[o] - known.mean[o])
      : bias[o];
  }
  return { rows: values, columns };
}
