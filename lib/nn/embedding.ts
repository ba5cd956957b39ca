/** Tables whose rows are looked up by index. */
import * as tf from "@tensorflow/tfjs-core";
import { requireInteger } from "../checks.ts";
import { InnerTensors } from "./hooks.ts";
import type { Model } from "./model.ts";
import { type ParameterSpec, tensorsByName } from "./parameter.ts";

/** Settings of {@linkcode embedding}. */
export interface EmbeddingOptions {
  /** Rows: indices are 0 … count − 1. */
  count: number;
  /** Length of a row. */
  width: number;
}

/**
 * Rows of a table `[count, width]` by int32 index, `[…]` to `[…, width]`; the parameter is `table`.
 *
 * An index outside the table is an error of the engine when the program runs.
 *
 * @throws {RangeError} for a count or width that is not a positive integer; on application, for indices that are not
 *   int32
 */
export function embedding({ count, width }: EmbeddingOptions): Model {
  const owner = "embedding";
  const parameters: ParameterSpec[] = [{
    name: "table",
    shape: [requireInteger(owner, "count", count), requireInteger(owner, "width", width)],
    fanIn: width,
    fanOut: width,
    role: "embedding",
  }];
  return {
    parameters,
    apply(tensors, indices, hooks) {
      const { table } = tensorsByName(owner, tensors, parameters);
      new InnerTensors(owner, hooks).finish();
      if (indices.dtype !== "int32") {
        throw new RangeError(`embedding: indices must be int32, found ${indices.dtype}`);
      }
      return tf.gather(table, indices as tf.Tensor1D);
    },
  };
}
