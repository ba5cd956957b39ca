/** What the engine must know about a primitive op: shape, value, and how each runtime computes it. */
import type * as tfjs from "@tensorflow/tfjs";
import type { BatchingRule } from "./batching/operand.ts";
import type { GradientRule } from "./gradient_rules/rule.ts";
import type { Attributes, DType, GraphNode, Precision, Values } from "./graph.ts";
import type { Shape } from "./shape.ts";

/** The TF.js module, passed in so that ops load without it. */
export type Tfjs = typeof tfjs;

/** A tensor's shape and dtype. */
export interface TensorType {
  readonly shape: Shape;
  readonly dtype: DType;
}

/** An ONNX attribute: integer, float (marked), list of integers, or text. */
export type OnnxAttribute = number | { readonly float: number } | readonly number[] | string;

/** Where an op writes its ONNX nodes; each method returns the name of a value. */
export interface OnnxWriter {
  readonly precision: Precision;
  /** Append a node with one output. */
  node(type: string, inputs: readonly string[], attributes?: Readonly<Record<string, OnnxAttribute>>): string;
  /** Append a node with several outputs; returns their names. */
  nodes(
    type: string,
    inputs: readonly string[],
    outputs: number,
    attributes?: Readonly<Record<string, OnnxAttribute>>,
  ): string[];
  /** A constant vector of int64, as shapes and axes are. */
  integers(values: readonly number[]): string;
  /** A constant scalar of the graph's precision. */
  scalar(value: number): string;
  /** A constant vector of ones of the graph's precision. */
  ones(length: number): string;
  /** Convert to a dtype of the graph. */
  cast(value: string, dtype: DType): string;
}

/** What an op that is only there while a function is traced knows by itself; that of others is found by their names. */
export interface OwnRules {
  readonly gradient: GradientRule;
  readonly batching: BatchingRule;
  /** Whether it is the slope at a kink, see `gradient_rules/kink.ts`. */
  readonly isKink: boolean;
}

/**
 * A primitive op. The derivative rules stand apart (`gradient_rules/`), since they need other ops.
 *
 * `evaluate` is the reference meaning, in float64; `onnx` and `tfjs` must agree with it.
 */
export interface Op {
  readonly name: string;
  /** `false` for an op whose nodes must stay apart though they look equal. */
  readonly shareable?: boolean;
  /** Of an op that gives its first input, with a derivative of its own; it is left out once the function is traced. */
  readonly own?: OwnRules;
  /** Shape and dtype of the result; throws RangeError or TypeError where inputs do not fit. */
  infer(inputs: readonly GraphNode[], attributes: Attributes): TensorType;
  /** The same result from inputs that are nearer to the graph's, where there are such; see `simplify`. */
  simplified?(inputs: readonly GraphNode[], attributes: Attributes): GraphNode | undefined;
  /** Elements of the result, row-major. */
  evaluate(inputs: readonly Values[], node: GraphNode): Values;
  /** Append ONNX nodes that compute `node` from values of these names. */
  onnx(writer: OnnxWriter, inputs: readonly string[], node: GraphNode): string;
  /** Compute `node` by TF.js on its current backend. */
  tfjs(tf: Tfjs, inputs: readonly tfjs.Tensor[], node: GraphNode): tfjs.Tensor;
}
