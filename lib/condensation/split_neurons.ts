/** The splitting embedding: a wider network with the same function (Zhang et al., 2021, embedding principle). */
import { requireInteger } from "../checks.ts";
import { norm } from "../linalg/norm.ts";
import { parameterCount, parametersByName } from "../nn/mod.ts";
import type { Generator } from "../random/mod.ts";
import type { Unit } from "./hidden_layers.ts";
import { mergeRule } from "./merge_rule.ts";
import { layerAt, type TrainedNetwork } from "./trained_network.ts";

/** How a layer is split. */
export interface SplitOptions {
  /** Neurons that are added: copies of random ones. */
  readonly copies: number;
  readonly generator: Generator;
  /** Degrees by which each copy's input vector is turned in a random direction; 0 by default, which keeps the function. */
  readonly angle?: number;
}

/**
 * Adds copies of neurons to a hidden layer, which share the outgoing weights of their original. A copy has a random norm
 * under a homogeneous activation, a random sign under an odd one, and else the vector of its original.
 *
 * @param index of the layer, from 0 on
 * @throws {RangeError} for a layer out of range, an activation without merge rule, or a number of copies that is no
 *   positive integer
 */
export function splitNeurons(network: TrainedNetwork, index: number, options: SplitOptions): TrainedNetwork {
  const { generator, angle = 0 } = options,
    { first, depthwise, next, rowsPerNeuron } = layerAt(network, index);
  const rule = mergeRule(network.activation),
    copies = requireInteger("splitNeurons", "copies", options.copies);
  const count = first.outputs, total = count + copies;
  const sources = Array.from({ length: total }, (_, j) => (j < count ? j : generator.integer(count)));
  const scale = () =>
    (rule.homogeneous ? 0.5 + 1.5 * generator.uniform() : 1) *
    (rule.odd && generator.uniform() < 0.5 ? -1 : 1);
  const isCopy = (j: number) => j >= count;
  const [inner, outer] = [0, 1].map(() => sources.map((_, j) => (isCopy(j) ? scale() : 1)));
  const parts = sources.map(() => 0.2 + generator.uniform());
  const shares = parts.map((part, j) =>
    part / parts.reduce((sum, other, i) => (sources[i] === sources[j] ? sum + other : sum), 0)
  );

  const widths = network.widths.map((width, l) => (l === index ? total : width));
  const specs = network.build(widths).parameters, parameters = new Float64Array(parameterCount(specs));
  const before = parametersByName(network.parameters, network.build(network.widths).parameters);
  const after = parametersByName(parameters, specs), changed = new Set<string>();
  /** A tensor whose last axis of neurons, `factors` apart, is copied. */
  const spread = (name: string, factors: readonly number[]) => {
    changed.add(name);
    const rows = before[name].length / count;
    for (let r = 0; r < rows; r++) {
      sources.forEach((j, k) => after[name][r * total + k] = factors[k] * before[name][r * count + j]);
    }
  };
  const spreadUnit = (unit: Unit, kernel: readonly number[], scales: readonly number[]) => {
    // A norm takes the kernel's scale away, so it is put behind the norm.
    spread(unit.weight, unit.norm ? kernel : kernel.map((factor, k) => factor * scales[k]));
    if (unit.norm) { for (const end of ["gain", "shift"]) spread(`${unit.norm}.${end}`, scales); }
    if (unit.bias) spread(unit.bias, scales);
  };
  const ones = sources.map(() => 1);
  spreadUnit(first, ones, inner);
  if (depthwise) spreadUnit(depthwise, inner.map((factor) => 1 / factor), outer);
  if (angle !== 0) {
    const bias = first.norm || !first.bias ? undefined : after[first.bias];
    for (let k = count; k < total; k++) turnColumn(after[first.weight], bias, k, total, angle, generator);
  }
  changed.add(next.weight);
  const last = depthwise ? outer : inner, columns = next.outputs;
  for (let p = 0; p < rowsPerNeuron; p++) {
    sources.forEach((j, k) => {
      for (let o = 0; o < columns; o++) {
        after[next.weight][(p * total + k) * columns + o] = shares[k] / last[k] *
          before[next.weight][(p * count + j) * columns + o];
      }
    });
  }
  for (const { name } of specs) if (!changed.has(name)) after[name].set(before[name]);
  return { ...network, widths, parameters };
}

/** Turns a neuron's vector by an angle in degrees, its norm kept. */
function turnColumn(
  weights: Float64Array,
  bias: Float64Array | undefined,
  k: number,
  columns: number,
  angle: number,
  generator: Generator,
): void {
  const rows = weights.length / columns, vector = new Float64Array(rows + (bias ? 1 : 0));
  for (let r = 0; r < rows; r++) vector[r] = weights[r * columns + k];
  if (bias) vector[rows] = bias[k];
  const random = vector.map(() => generator.normal()), length = norm(vector);
  const along = random.reduce((sum, value, i) => sum + value * vector[i], 0) / length ** 2;
  const across = random.map((value, i) => value - along * vector[i]), size = norm(across);
  const turn = angle * Math.PI / 180;
  const turned = vector.map((value, i) =>
    Math.cos(turn) * value + Math.sin(turn) * length * across[i] / size
  );
  for (let r = 0; r < rows; r++) weights[r * columns + k] = turned[r];
  if (bias) bias[k] = turned[rows];
}
