/** Small networks of every kind of layer, with random weights, and inputs for them. */
import * as tf from "@tensorflow/tfjs-core";
import type { TrainedNetwork } from "../../lib/condensation/mod.ts";
import {
  activation as activationNamed,
  type ActivationName,
  batchNorm,
  chain,
  conv2d,
  dense,
  invertedResidual,
  type Model,
  multilayerPerceptron,
  normalParameters,
} from "../../lib/nn/mod.ts";
import { generator, normalArray } from "../../lib/random/mod.ts";

/** A kind of network: how it is built for hidden widths, and the shape of its inputs. */
export interface Kind {
  readonly build: (widths: readonly number[], activation: ActivationName) => Model;
  readonly widths: readonly number[];
  readonly input: readonly number[];
  readonly layers?: readonly string[];
  /** Layer that is split in tests. */
  readonly index: number;
}

const pooled = (x: tf.Tensor) => tf.mean(x, [1, 2]);
const flat = (x: tf.Tensor) => tf.reshape(x, [x.shape[0], x.size / x.shape[0]]);

export const KINDS = {
  perceptron: {
    build: (widths, activation) => multilayerPerceptron({ widths: [3, ...widths, 2], activation }),
    widths: [5, 4],
    input: [3],
    index: 1,
  },
  dense: {
    build: ([a, b], activation) =>
      chain({
        first: dense({ inputs: 3, units: a, activation }),
        second: dense({ inputs: a, units: b, activation, bias: false }),
        output: dense({ inputs: b, units: 2 }),
      }),
    widths: [4, 5],
    input: [3],
    index: 0,
  },
  convolution: {
    build: ([a, b], activation) =>
      chain({
        conv1: conv2d({ inputs: 2, units: a, kernel: 3, activation }),
        conv2: conv2d({ inputs: a, units: b, kernel: [3, 1], stride: 2, activation }),
        flat,
        output: dense({ inputs: 6 * b, units: 2 }),
      }),
    widths: [4, 3],
    input: [4, 5, 2],
    index: 1,
  },
  "batch norm": {
    build: ([a, b], activation) =>
      chain({
        conv1: conv2d({ inputs: 2, units: a, kernel: 3, bias: false }),
        norm1: batchNorm({ channels: a }),
        act1: activationNamed(activation),
        conv2: conv2d({ inputs: a, units: b, kernel: 3, bias: false }),
        norm2: batchNorm({ channels: b }),
        act2: activationNamed(activation),
        pool: pooled,
        output: dense({ inputs: b, units: 2 }),
      }),
    widths: [4, 3],
    input: [4, 4, 2],
    index: 0,
  },
  block: {
    build: ([hidden, head], activation) =>
      chain({
        stem: conv2d({ inputs: 2, units: 3, kernel: 1, bias: false }),
        block: invertedResidual({ inputs: 3, units: 3, hidden, activation }),
        head: conv2d({ inputs: 3, units: head, kernel: 1, activation }),
        pool: pooled,
        output: dense({ inputs: head, units: 2 }),
      }),
    widths: [4, 5],
    input: [4, 4, 2],
    layers: ["block.body.expand", "head"],
    index: 0,
  },
  "block without norm": {
    build: ([hidden], activation) =>
      chain({
        block: invertedResidual({ inputs: 2, units: 4, hidden, stride: 2, normalize: false, activation }),
        pool: pooled,
        output: dense({ inputs: 4, units: 2 }),
      }),
    widths: [4],
    input: [4, 4, 2],
    layers: ["block.expand"],
    index: 0,
  },
} satisfies Record<string, Kind> as Record<string, Kind>;

/** A network of a kind with normal weights, gains about 1. */
export function randomNetwork(
  { build, widths, layers }: Kind,
  activation: ActivationName,
  seed: number,
): TrainedNetwork {
  const network = {
    build: (widths: readonly number[]) => build(widths, activation),
    widths,
    activation,
    ...(layers && { layers }),
  };
  const { parameters: specs } = network.build(widths);
  const plain = specs.map(({ start: _, ...spec }) => spec);
  const parameters = normalParameters(plain, 0.5, generator(seed, "weights"));
  let at = 0;
  for (const { name, shape } of specs) {
    const size = shape.reduce((product, length) => product * length, 1);
    if (name.endsWith(".gain")) { for (let i = at; i < at + size; i++) parameters[i] += 1; }
    at += size;
  }
  return { ...network, parameters };
}

/** Normal inputs. */
export function randomInputs({ input }: Kind, rows: number, seed: number) {
  const shape = [rows, ...input], size = shape.reduce((product, length) => product * length, 1);
  return { inputs: { shape, values: normalArray(generator(seed, "inputs"), size, 0, 1) } };
}
