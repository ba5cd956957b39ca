/** Tensors whose values are put in later in the same trace. */
import type * as tf from "@tensorflow/tfjs";
import { CONSTANT, type GraphNode, INPUT, liveNodes } from "./graph.ts";
import type { Shape } from "./shape.ts";
import { currentGraph, nodeOf, tensorOf } from "./trace_backend.ts";

/**
 * A float tensor that stands for values which {@linkcode substitute} puts in.
 *
 * What is computed from constants alone is computed at once and forgotten, so that nothing can be differentiated by a
 * constant that it has passed through. By a symbol it can.
 *
 * @throws TraceError outside a traced function
 */
export function symbol(shape: Shape): tf.Tensor {
  return tensorOf(currentGraph("symbol").input("symbol", shape));
}

/**
 * A function that computes tensors anew with a value in place of a symbol; what several of them share is computed once.
 *
 * @throws RangeError where the value has another shape than the symbol
 * @throws TraceError outside a traced function
 */
export function substitute(placeholder: tf.Tensor, value: tf.Tensor): (y: tf.Tensor) => tf.Tensor {
  const graph = currentGraph("substitute"), from = nodeOf(placeholder), to = nodeOf(value);
  if (`${from.shape}` !== `${to.shape}`) {
    throw new RangeError(`substitute: a value of shape [${to.shape}] for a symbol of shape [${from.shape}]`);
  }
  const known = new Map<GraphNode, GraphNode>([[from, to]]);
  return (y) => {
    for (const node of liveNodes([nodeOf(y)])) {
      if (known.has(node)) continue;
      const inputs = node.inputs.map((input) => known.get(input)!);
      const same = node.op === CONSTANT || node.op === INPUT ||
        inputs.every((input, i) => input === node.inputs[i]);
      known.set(node, same ? node : graph.apply(node.op, inputs, node.attributes));
    }
    return tensorOf(known.get(nodeOf(y))!);
  };
}
