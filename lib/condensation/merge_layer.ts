/** One layer with merged neurons. */
import { norm } from "../linalg/norm.ts";
import { parameterCount, parametersByName } from "../nn/mod.ts";
import { checkCut, type Cut, type Group } from "./group.ts";
import type { HiddenLayer, Unit } from "./hidden_layers.ts";
import { mergeRule } from "./merge_rule.ts";
import { neuronAmplitudes, type Neurons, neuronsOf, type Statistics } from "./neurons.ts";
import { layerAt, type TrainedNetwork } from "./trained_network.ts";
import { vectorNorms, type Vectors } from "./vectors.ts";

/** How a group becomes one neuron. */
export type MergeMode = "sum" | "leader";

/** What a cut needs to know besides the groups. */
export interface MergeOptions {
  /** Of the batch norms, which are folded in. */
  readonly statistics?: Statistics;
  /** Mean output of each neuron, which a dropped one leaves in the next bias; 0 where absent. */
  readonly means?: Float64Array;
  /**
   * The group's mean direction with the sum of its outgoing weights ("sum", the default), or its leader with its own
   * ("leader"), which forgets the others.
   */
  readonly mode?: MergeMode;
}

/** A network with one narrower layer. */
export interface MergedLayer {
  readonly network: TrainedNetwork;
  /**
   * By name of the batch norm: the bias of the folded layer. Kernels are folded, gains 1 and shifts 0, until
   * `recalibrateBatchNorm` has measured what they must be.
   */
  readonly foldedBiases: Readonly<Record<string, Float64Array>>;
}

/**
 * Merges the groups of one layer, each exactly where its neurons are parallel and, unless the activation is homogeneous,
 * of one norm: θ_G = r̄u and a_G = Σ s_j a_j r_j/r̄ with u the mean direction, weighted by amplitude.
 *
 * @param index of the layer, from 0 on
 * @throws {RangeError} for a cut that does not fit (see `checkCut`), a layer out of range, weights that are not finite, an
 *   activation without merge rule, or missing statistics
 */
export function mergeLayer(
  network: TrainedNetwork,
  index: number,
  cut: Cut,
  options: MergeOptions = {},
): MergedLayer {
  const layer = layerAt(network, index), rule = mergeRule(network.activation), { mode = "sum" } = options;
  const neurons = neuronsOf(network, layer, options.statistics);
  checkCut(cut, neurons.count, rule.odd, `layer "${layer.name}"`);
  const { groups } = cut, widths = network.widths.map((width, l) => (l === index ? groups.length : width));
  const before = parametersByName(network.parameters, network.build(network.widths).parameters);
  const specs = network.build(widths).parameters, parameters = new Float64Array(parameterCount(specs));
  const after = parametersByName(parameters, specs), changed = new Set<string>();
  const put = (name: string, values: ArrayLike<number>) => (after[name].set(values), changed.add(name));
  const merged = groups.map((group) => mergedNeuron(neurons, group, mode));
  const foldedBiases: Record<string, Float64Array> = {};
  const write = (unit: Unit, vectors: readonly Float64Array[]) => {
    const { weights, bias } = columnsOf(vectors);
    put(unit.weight, weights);
    if (unit.norm !== null) {
      foldedBiases[unit.norm] = bias;
      put(`${unit.norm}.gain`, bias.map(() => 1));
      put(`${unit.norm}.shift`, bias.map(() => 0));
    }
    if (unit.bias !== null) put(unit.bias, unit.norm === null ? bias : bias.map(() => 0));
  };
  write(layer.first, merged.map(({ incoming }) => incoming));
  if (layer.depthwise) write(layer.depthwise, merged.map(({ depthwise }) => depthwise!));
  put(layer.next.weight, nextWeights(before[layer.next.weight], neurons.count, layer, merged));
  if (layer.next.bias !== null) {
    put(layer.next.bias, nextBias(before, layer, neurons.count, cut.dropped, options.means));
  }
  for (const { name } of specs) if (!changed.has(name)) after[name].set(before[name]);
  return { network: { ...network, widths, parameters }, foldedBiases };
}

/** A neuron that stands for a group; `shares` are the members' factors in its outgoing weights. */
interface MergedNeuron {
  readonly incoming: Float64Array;
  readonly depthwise: Float64Array | null;
  readonly members: readonly number[];
  readonly shares: readonly number[];
}

function mergedNeuron(neurons: Neurons, group: Group, mode: MergeMode): MergedNeuron {
  const { leader, members, signs } = group, own = (of: Vectors) => row(of, leader).slice();
  if (mode === "leader" || members.length === 1) {
    const depthwise = neurons.depthwise && own(neurons.depthwise);
    return { incoming: own(neurons.incoming), depthwise, members: [leader], shares: [1] };
  }
  const amplitudes = neuronAmplitudes(neurons), lengths = vectorNorms(neurons.incoming);
  // Neurons without amplitude have no say, but where none has any, all have.
  const isSilent = members.every((j) => amplitudes[j] === 0);
  const weights = members.map((j) => (isSilent ? 1 : amplitudes[j]));
  const first = direction(neurons.incoming, members, signs.map(([sign]) => sign), weights);
  if (neurons.depthwise === null) {
    return {
      incoming: first.unit.map((value) => value * first.length),
      depthwise: null,
      members,
      shares: members.map((j, i) => signs[i][1] * lengths[j] / first.length),
    };
  }
  // The length and sign of an input vector move into the depthwise kernel, not into its bias.
  const { columns } = neurons.depthwise;
  const moved = { columns, rows: Float64Array.from(neurons.depthwise.rows) };
  members.forEach((j, i) => {
    const vector = row(moved, j), factor = signs[i][0] * lengths[j] / first.length;
    for (let c = 0; c < columns - 1; c++) vector[c] *= factor;
  });
  const second = direction(moved, members, signs.map(([, sign]) => sign), weights),
    sizes = vectorNorms(moved);
  return {
    incoming: first.unit.map((value) => value * first.length),
    depthwise: second.unit.map((value) => value * second.length),
    members,
    shares: members.map((j, i) => signs[i][1] * sizes[j] / second.length),
  };
}

/** u, the direction of Σ s_j w_j θ_j/‖θ_j‖, and r̄, the mean of ‖θ_j‖ with weights w_j. */
function direction(
  of: Vectors,
  members: readonly number[],
  signs: readonly number[],
  weights: readonly number[],
): { unit: Float64Array; length: number } {
  const sum = new Float64Array(of.columns), total = weights.reduce((all, weight) => all + weight, 0);
  let length = 0;
  members.forEach((j, i) => {
    const vector = row(of, j), size = norm(vector);
    length += weights[i] * size / total;
    for (let c = 0; c < sum.length; c++) sum[c] += signs[i] * weights[i] * vector[c] / size;
  });
  const size = norm(sum);
  return { unit: sum.map((value) => value / size), length };
}

function row({ rows, columns }: Vectors, j: number): Float64Array {
  return rows.subarray(j * columns, (j + 1) * columns);
}

/** Vectors with the bias last as the columns of a weight matrix, and the biases. */
function columnsOf(vectors: readonly Float64Array[]): { weights: Float64Array; bias: Float64Array } {
  const outputs = vectors.length, rows = vectors[0].length - 1, weights = new Float64Array(rows * outputs);
  vectors.forEach((vector, o) => {
    for (let r = 0; r < rows; r++) weights[r * outputs + o] = vector[r];
  });
  return { weights, bias: Float64Array.from(vectors, (vector) => vector[rows]) };
}

function nextWeights(
  before: Float64Array,
  count: number,
  { rowsPerNeuron, next: { outputs } }: HiddenLayer,
  merged: readonly MergedNeuron[],
): Float64Array {
  const after = new Float64Array(rowsPerNeuron * merged.length * outputs);
  for (let p = 0; p < rowsPerNeuron; p++) {
    merged.forEach(({ members, shares }, g) => {
      const to = (p * merged.length + g) * outputs;
      members.forEach((j, i) => {
        const from = (p * count + j) * outputs;
        for (let o = 0; o < outputs; o++) after[to + o] += shares[i] * before[from + o];
      });
    });
  }
  return after;
}

/** The next bias, with what dropped neurons gave on average. */
function nextBias(
  before: Record<string, Float64Array>,
  { next, rowsPerNeuron }: HiddenLayer,
  count: number,
  dropped: readonly number[],
  means?: Float64Array,
): Float64Array {
  const bias = before[next.bias!].slice(), weights = before[next.weight];
  for (const j of means ? dropped : []) {
    for (let p = 0; p < rowsPerNeuron; p++) {
      const from = (p * count + j) * next.outputs;
      for (let o = 0; o < bias.length; o++) bias[o] += means![j] * weights[from + o];
    }
  }
  return bias;
}
