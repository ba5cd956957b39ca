/** Programs of an op's first, second and third derivatives. */
import * as tf from "@tensorflow/tfjs-core";
import { grad, type Precision, type Program, trace } from "../../lib/graph/mod.ts";
import { direction, total } from "./directions.ts";
import type { KernelCall } from "./kernel_cases.ts";
import { specsOf } from "./tensors.ts";

/** Σ weights ⊙ x, with weights that no symmetry cancels. */
export function weighted(x: tf.Tensor, seed: number): tf.Tensor {
  return tf.sum(tf.mul(direction(x, seed), x));
}

const ORDERS = ["first", "second", "third"] as const;
/**
 * A scalar `first` of the op's result (as y³ + y², so that linear ops have derivatives of each order) and its gradients by
 * the float inputs, a weighted sum `second` of those with its gradients, and `third` likewise.
 */
export function derivativeProgram(call: KernelCall, precision: Precision): Program {
  const floats = Object.keys(call.inputs).filter((name) => call.inputs[name].dtype === "float");
  return trace(
    (x) => {
      const result = call.apply(x), list = Array.isArray(result) ? result : [result];
      let scalar = total(list.map((y, k) => weighted(tf.mul(tf.square(y), tf.add(y, 1)), 10 + k)));
      const outputs: Record<string, tf.Tensor> = {};
      for (const [n, order] of ORDERS.entries()) {
        outputs[order] = scalar;
        const gradients = grad(scalar, floats.map((name) => x[name]));
        gradients.forEach((g, k) => outputs[`${order} by ${floats[k]}`] = g);
        scalar = total(gradients.map((g, k) => weighted(g, 10 * (n + 2) + k)));
      }
      return outputs;
    },
    specsOf(call.inputs),
    { precision },
  );
}
