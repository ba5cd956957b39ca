/** Directions and sums for tests of derivatives, in traced code. */
import * as tf from "@tensorflow/tfjs-core";
import { constant } from "../../lib/graph/mod.ts";
import { between, drawTensor } from "./tensors.ts";

/** A direction, or weights, of a tensor's shape, which no symmetry cancels. */
export function direction(x: tf.Tensor, seed: number): tf.Tensor {
  return constant(drawTensor(x.shape, seed, between(0.5, 1.5)).values, x.shape);
}

/** Sum of tensors. */
export function total(terms: readonly tf.Tensor[]): tf.Tensor {
  return terms.reduce((sum, term) => tf.add(sum, term));
}
