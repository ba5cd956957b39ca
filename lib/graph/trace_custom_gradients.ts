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
  /** Makes a tensor stand for another node. */
  setNode(tensor: tf.Tensor, node: GraphNode): void;
}

/** A call of a function made with `tf.customGrad`, as TF.js's engine sees it. */
interface CustomCall {
  readonly inputs: Readonly<Record<string, tf.Tensor>>;
  /** Calls the user's function with a function to save tensors; returns its value. */
  forwardFunc(backend: unknown, save: (tensors: tf.Tensor[]) => void): tf.Tensor;
  /** Calls the gradient function that the user's function returned; returns gradients by the names of the inputs. */
  backwardsFunc(dy: tf.Tensor, saved: tf.Tensor[]): Record<string, () => tf.Tensor>;
}

/** The used part of TF.js's engine, which is one object for all copies of TF.js in a process. */
interface Engine {
  runKernelFunc(call: { kernelName: string } | CustomCall): unknown;
  nextTensorId(): number;
}

/**
 * Runs `body` while functions made with `tf.customGrad`, now or earlier, become nodes with the user's gradient.
 *
 * All of them call one method of TF.js's engine, which can be replaced; names that a user has imported from TF.js
 * cannot. TF.js's own ops that use `customGrad` (softmaxCrossEntropy, logSoftmax, logSigmoid) are traced as what they
 * compute, so their derivatives are right to any order, also with respect to the labels.
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

/** Whether TF.js itself, not the user, calls a function made with `tf.customGrad`. */
function calledByTfjs(): boolean {
  const calls = callStack(), own = calls.findIndex((call) => call.includes("@tensorflow"));
  return own >= 0 && calls[own + 1]?.includes("@tensorflow") === true;
}

/** The same call, returning a node with the user's gradient. */
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
      // From here on the value has the user's gradient, also where it was saved.
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
