/** Nodes of a graph and their ops: shape, value, and how each runtime computes them. */
import type * as tfjs from "@tensorflow/tfjs-core";
import type { Shape } from "./shape.ts";

/** Floating-point type that a graph computes in. */
export type Precision = "float32" | "float64";

/** Type of a node's elements; `float` is the graph's {@linkcode Precision}. */
export type DType = "float" | "int32" | "bool";

/** Elements of a tensor on the host, row-major; `float` is always float64. */
export type Values = Float64Array | Int32Array | Uint8Array;

/** Parameters of an op that are known when its node is made (axes, permutations, …). */
export type Attributes = Readonly<Record<string, number | boolean | string | readonly number[]>>;

/** Where nodes are made; the class `Graph` is one. */
export interface NodeMaker {
  readonly precision: Precision;
  readonly nodes: readonly GraphNode[];
  /** The node of `op` on `inputs`: an earlier equal one, a constant, or a new one. */
  apply(op: Op, inputs: readonly GraphNode[], attributes?: Attributes): GraphNode;
  /** A constant with these elements, which the graph keeps without copying. */
  constant(values: Values, shape: Shape, dtype: DType): GraphNode;
  /** A constant of the user's, by which something may be differentiated: no other node is taken for it. */
  given(values: Values, shape: Shape, dtype: DType): GraphNode;
  /** A constant scalar of dtype float. */
  scalar(value: number): GraphNode;
  /** A value that is handed in when the graph runs. */
  input(name: string, shape: Shape, dtype?: DType): GraphNode;
}

/** One operation in a graph, with the shape and dtype of its result. */
export interface GraphNode extends TensorType {
  readonly graph: NodeMaker;
  /** Its place among the graph's nodes. */
  readonly id: number;
  readonly op: Op;
  readonly inputs: readonly GraphNode[];
  readonly attributes: Attributes;
  /** The elements, if the node is a constant or computed only from constants. */
  readonly values?: Values | undefined;
  /** Number of elements. */
  readonly size: number;
}

/**
 * Gradients of a scalar with respect to each input of `node`, given the gradient `dy` with respect to its result.
 *
 * An input without a derivative has `null`. The functions are called only for the inputs that are needed.
 */
export type GradientRule = (node: GraphNode, dy: GraphNode) => ((() => GraphNode) | null)[];

/** An input of a node: for one sample, and for all of them if it differs between samples. */
export interface Operand {
  /** The input as the node of one sample reads it. */
  readonly single: GraphNode;
  /** The same for all samples, `[count, ...single.shape]`; `null` if all samples share `single`. */
  readonly all: GraphNode | null;
}

/**
 * Batches nodes of one sample, `[count, ...shape]` each.
 *
 * @param more further nodes of one sample with the same part of all samples
 */
export type BatchNodes = (
  nodes: readonly GraphNode[],
  more: ReadonlyMap<GraphNode, GraphNode>,
) => GraphNode[];

/**
 * The result of `node` for all samples, `[count, ...node.shape]`.
 *
 * @param batched batches other nodes of the same sample, also later on
 */
export type BatchingRule = (
  node: GraphNode,
  operands: readonly Operand[],
  count: number,
  batched: BatchNodes,
) => GraphNode;

/** The TF.js module, passed in so that ops load without it. */
export type Tfjs = typeof tfjs;

/** A tensor's shape and dtype. */
export interface TensorType {
  readonly shape: Shape;
  readonly dtype: DType;
}

/** An ONNX attribute: integer, float (marked), list of integers, or text. */
export type OnnxAttribute = number | { readonly float: number } | readonly number[] | string;

/** Writer for the ONNX nodes of an op; each method returns the name of a value. */
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

/** Rules of an op that exists only during tracing; the rules of other ops are found by name. */
export interface OwnRules {
  readonly gradient: GradientRule;
  readonly batching: BatchingRule;
  /** Whether the op is the slope at a kink, see `rules/kink.ts`. */
  readonly isKink: boolean;
}

/**
 * A primitive op: its result and how each runtime computes it. Its derivative, batching and linearity are in `rules/`,
 * since they are made of other ops.
 *
 * `evaluate` is the reference meaning, in float64; `onnx` and `tfjs` must agree with it.
 */
export interface Op {
  readonly name: string;
  /** `false` for an op whose nodes must not be merged even if they look equal. */
  readonly shareable?: boolean;
  /** Set for an op that returns its first input with its own derivative; it is removed after tracing. */
  readonly own?: OwnRules;
  /** Shape and dtype of the result; throws RangeError or TypeError if inputs do not fit. */
  infer(inputs: readonly GraphNode[], attributes: Attributes): TensorType;
  /** The same result from inputs closer to the graph's own, if there are any; see `simplify`. */
  simplified?(inputs: readonly GraphNode[], attributes: Attributes): GraphNode | undefined;
  /** Elements of the result, row-major. */
  evaluate(inputs: readonly Values[], node: GraphNode): Values;
  /** Append ONNX nodes that compute `node` from values of these names. */
  onnx(writer: OnnxWriter, inputs: readonly string[], node: GraphNode): string;
  /** Computes `node` with TF.js on its current backend. */
  tfjs(tf: Tfjs, inputs: readonly tfjs.Tensor[], node: GraphNode): tfjs.Tensor;
}
