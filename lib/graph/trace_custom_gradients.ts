/** `tf.customGrad` in traced functions. */
import * as tf from "@tensorflow/tfjs-core";
import { callStack, GradientError } from "./errors.ts";
import type { GraphNode } from "./graph.ts";
import { customGradient } from "./ops/own_gradient.ts";
import { sameShape } from "./shape.ts";

/** The nodes behind the tensors of the current trace. */
export interface TracedTensors {
  /** The node of a tensor. */
  nodeOf(tensor: tf.Tensor): GraphNode;
  /** A new tensor of a node. */
  tensorOf(node: GraphNode): tf.Tensor;
  /** Make a tensor stand for another node. */
  setNode(tensor: tf.Tensor, node: GraphNode): void;
}

/** A call of a function that `tf.customGrad` has made, as TF.js's engine sees it. */
interface CustomCall {
  readonly inputs: Readonly<Record<string, tf.Tensor>>;
  /** Calls the user's function with a way to save tensors; gives its value. */
  forwardFunc(backend: unknown, save: (tensors: tf.Tensor[]) => void): tf.Tensor;
  /** Calls the gradient function that the user's function gave; gives gradients by the names of the inputs. */
  backwardsFunc(dy: tf.Tensor, saved: tf.Tensor[]): Record<string, () => tf.Tensor>;
}

/** What is used of TF.js's engine, one object for all copies of TF.js in a process. */
interface Engine {
  runKernelFunc(call: { kernelName: string } | CustomCall): unknown;
  nextTensorId(): number;
}

/**
 * Run `body` while functions that `tf.customGrad` has made, also before, become nodes with the user's gradient.
 *
 * They all end in a method of TF.js's engine, which stands in the way of none: the names that a user has imported from
 * TF.js cannot be replaced. TF.js's own ops that use `customGrad` (softmaxCrossEntropy, logSoftmax, logSigmoid) are traced
 * as what they compute, whose derivatives are right to any order, and by the labels too.
 */
export function withCustomGradients<T>(tensors: TracedTensors, body: () => T): T {
  const engine = tf.engine() as unknown as Engine, replaced = Object.hasOwn(engine, "runKernelFunc");
  const run = engine.runKernelFunc;
  engine.runKernelFunc = (call) => {
    const ofUser = !("kernelName" in call) && !calledByTfjs();
    return run.call(engine, ofUser ? traced(call, tensors, engine) : call);
  };
  try {
    return body();
  } finally {
    if (replaced) engine.runKernelFunc = run;
    else Reflect.deleteProperty(engine, "runKernelFunc");
  }
}

/** Whether TF.js itself, not the user, calls a function that `tf.customGrad` has made. */
function calledByTfjs(): boolean {
  const calls = callStack(), own = calls.findIndex((call) => call.includes("@tensorflow"));
  return own >= 0 && calls[own + 1]?.includes("@tensorflow") === true;
}

/** The same call, whose value is a node with the user's gradient. */
function traced(call: CustomCall, { nodeOf, tensorOf, setNode }: TracedTensors, engine: Engine): CustomCall {
  return {
    ...call,
    forwardFunc(backend, save) {
      let saved: readonly tf.Tensor[] = [];
      const before = engine.nextTensorId();
      const value = call.forwardFunc(backend, (tensors) => {
        saved = tensors;
        save(tensors);
      });
      const names = Object.keys(call.inputs), inputs = names.map((name) => nodeOf(call.inputs[name]));
      const node = customGradient(nodeOf(value), inputs, (dy) => {
        const gradients = call.backwardsFunc(tensorOf(dy), kept.map(tensorOf));
        return names.map((name, k) => fitting(k, nodeOf(gradients[name]()), inputs[k]));
      });
      const result = value.id > before ? value : tensorOf(node);
      // From here on the value, where it was saved too, has the user's gradient.
      if (result === value) setNode(value, node);
      const kept = saved.map(nodeOf);
      return result;
    },
  };
}

function fitting(k: number, gradient: GraphNode, { shape, dtype }: GraphNode): GraphNode {
  if (dtype !== "float" || (gradient.dtype === "float" && sameShape(gradient.shape, shape))) return gradient;
  throw new GradientError(
    `customGrad: the gradient by input ${k} is ${gradient.dtype} [${gradient.shape}], needs float [${shape}] as the input`,
  );
}
