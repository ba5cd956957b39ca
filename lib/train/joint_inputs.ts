/** Inputs of several networks at each step, side by side. */
import * as tf from "@tensorflow/tfjs-core";
import { constant } from "../graph/mod.ts";
import type { Batches } from "./batches.ts";
import type { Drawn } from "./drawn.ts";
import type { EvaluationArray } from "./evaluation.ts";

/** The name of one network's curve or tensor among those of all networks. */
export function nameIn(network: number, name: string): string {
  return `${network} ${name}`;
}

/** A data set of all networks, `[networks, …shape]`. */
export function stacked(arrays: readonly EvaluationArray[]): tf.Tensor {
  const [{ shape, values }] = arrays, all = [arrays.length, ...shape];
  const whole = arrays.flatMap(({ values }) => Array.from(values));
  return values instanceof Int32Array
    ? tf.tensor(whole, all, "int32")
    : constant(Float64Array.from(whole), all);
}

/** The batches of all networks, concatenated. */
export function jointBatches(batches: readonly Batches[]): Batches {
  const [{ rows, size }] = batches;
  return {
    rows,
    size: size * batches.length,
    seed: batches.flatMap(({ seed }) => seed),
    at(step) {
      const all = new Int32Array(size * batches.length);
      batches.forEach((one, i) => all.set(one.at(step), i * size));
      return all;
    },
  };
}

/** The drawn tensors of all networks, each with the same stream as when its network is trained alone. */
export function jointDrawn(drawn: readonly Drawn[]): Drawn {
  return {
    seed: drawn[0].seed,
    tensors: Object.fromEntries(
      drawn.flatMap(({ seed, tensors }, i) =>
        Object.entries(tensors).map(([name, tensor]) =>
          [nameIn(i, name), { ...tensor, stream: { seed, name } }] as const
        )
      ),
    ),
  };
}
