/** Activation functions that TF.js does not have, for traced functions. */
import type * as tf from "@tensorflow/tfjs";
import { withUserLine } from "../errors.ts";
import type { GraphNode } from "../graph.ts";
import { add, mul } from "../ops/elementwise_binary.ts";
import { sigmoid } from "../ops/elementwise_unary.ts";
import { erf } from "../ops/special.ts";
import { currentGraph, nodeOf, tensorOf } from "../trace_backend.ts";

function traced(name: string, x: tf.Tensor, body: (x: GraphNode) => GraphNode): tf.Tensor {
  currentGraph(name);
  return tensorOf(withUserLine(() => body(nodeOf(x))));
}

/**
 * x·Φ(x), Φ the normal distribution function (Hendrycks and Gimpel, 2016), not its approximation by tanh.
 *
 * @throws TraceError outside a traced function
 */
export function gelu(x: tf.Tensor): tf.Tensor {
  return traced("gelu", x, (x) => {
    const { graph } = x, probability = add(erf(mul(graph.scalar(Math.SQRT1_2), x)), graph.scalar(1));
    return mul(mul(graph.scalar(0.5), x), probability);
  });
}

/**
 * x/(1+e^−x), also called swish.
 *
 * @throws TraceError outside a traced function
 */
export function silu(x: tf.Tensor): tf.Tensor {
  return traced("silu", x, (x) => mul(x, sigmoid(x)));
}
