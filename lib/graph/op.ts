/** What nodes of a graph and their ops are: shape, value, and how each runtime computes them. */
import type * as tfjs from "@tensorflow/tfjs-core";
import type { Shape } from "./shape.ts";

/** Floating-point type that a graph computes in. */
export type Precision = "float32" | "float64";

/** Type of a node's elements; `float` is the graph's {@linkcode Precision}. */
export type DType = "float" | "int32" | "bool";

/** Elements of a tensor on the host, row-major; always float64 for `float`. */
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
  /** The elements, for a constant and for what is computed from constants alone. */
  readonly values?: Values | undefined;
  /** Number of elements. */
  readonly size: number;
}

/**
 * Gradients of a scalar with respect to each input of `node`, given the gradient `dy` with respect to its result.
 *
 * An input that no derivative passes to has `null`. The functions are called only for those that are needed.
 */
export type GradientRule = (node: GraphNode, dy: GraphNode) => ((() => GraphNode) | null)[];

/** An input of a node: of one sample, and of all of them where it differs between samples. */
export interface Operand {
  /** As the node of one sample reads it. */
  readonly single: GraphNode;
  /** The same for all samples, `[count, ...single.shape]`; `null` if all samples share `single`. */
  readonly all: GraphNode | null;
}

/**
 * Nodes of one sample for all of them, `[count, ...shape]` each.
 *
 * @param more what else stands for a part of one sample, and that part of all samples
 */
export type BatchNodes = (
  nodes: readonly GraphNode[],
  more: ReadonlyMap<GraphNode, GraphNode>,
) => GraphNode[];

/**
 * The result of `node` for all samples, `[count, ...node.shape]`.
 *
 * @param batched makes batched nodes of others of the same sample, also later on
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
  /** Whether it is the slope at a kink, see `rules/kink.ts`. */
  readonly isKink: boolean;
}

/**
 * A primitive op: its result and how each runtime computes it. Its derivative, its batching and where it is linear stand
 * together in `rules/`, since these are made of other ops.
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
