/** Models are functions of their parameters, so that they can be traced, differentiated and trained as one vector. */
import type * as tf from "@tensorflow/tfjs";
import type { ParameterSpec } from "./parameter.ts";

/** A model without state: its parameters' shapes, and its output for given parameters. */
export interface Model {
  readonly parameters: readonly ParameterSpec[];
  /** Output for parameter tensors in the order of `parameters` and a batch of inputs (rows). */
  apply(parameters: readonly tf.Tensor[], x: tf.Tensor): tf.Tensor;
}
