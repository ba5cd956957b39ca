/** Arguments that are one tensor or a list of them, and the checks that the derivatives share. */
import type * as tf from "@tensorflow/tfjs-core";
import { GradientError } from "./errors.ts";
import type { GraphNode } from "./graph.ts";
import { sameShape } from "./shape.ts";
import { nodeOf, tensorOf } from "./trace_backend.ts";

/** One tensor or several. */
export type OneOrMany = tf.Tensor | readonly tf.Tensor[];

/** One tensor for one tensor, a list for a list. */
export type Like<T extends OneOrMany> = T extends tf.Tensor ? tf.Tensor : tf.Tensor[];

/** The nodes behind one tensor or several. */
export function nodesOf(tensors: OneOrMany): GraphNode[] {
  return isList(tensors) ? tensors.map(nodeOf) : [nodeOf(tensors)];
}

/** Tensors that stand for `nodes`: one if `model` is one, otherwise a list. */
export function tensorsLike<T extends OneOrMany>(model: T, nodes: readonly GraphNode[]): Like<T> {
  return (isList(model) ? nodes.map(tensorOf) : tensorOf(nodes[0])) as Like<T>;
}

/** Whether it is a list of tensors. */
export function isList(tensors: OneOrMany): tensors is readonly tf.Tensor[] {
  return Array.isArray(tensors);
}

/**
 * Throws unless there is one float node of the same shape for each of `of`.
 *
 * @param caller name of the function that was called
 * @param what name of what was given, such as "cotangent"
 * @throws {GradientError} that names the first that does not fit, with both shapes
 */
export function requireAlike(
  caller: string,
  what: string,
  given: readonly GraphNode[],
  of: readonly GraphNode[],
): void {
  if (given.length !== of.length) {
    throw new GradientError(
      `${caller}: ${given.length} ${what}s were given for ${of.length} tensors, needs one for each`,
    );
  }
  given.forEach(({ shape, dtype }, k) => {
    if (dtype !== "float" || !sameShape(shape, of[k].shape)) {
      throw new GradientError(
        `${caller}: ${what} ${k} is ${dtype} [${shape}], needs float [${of[k].shape}] as its tensor`,
      );
    }
  });
}

/**
 * Throws unless all nodes are float.
 *
 * @throws {GradientError} that names the first that is not
 */
export function requireFloat(caller: string, ys: readonly GraphNode[]): void {
  ys.forEach(({ shape, dtype }, k) => {
    if (dtype !== "float") {
      throw new GradientError(
        `${caller}: number ${k} to differentiate is ${dtype} [${shape}], only float has derivatives`,
      );
    }
  });
}
