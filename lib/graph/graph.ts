/** The graph that tracing makes: nodes, shared where they compute the same thing. */
import type { Attributes, DType, GraphNode, NodeMaker, Op, Precision, Values } from "./op.ts";
import { type Shape, sizeOf } from "./shape.ts";

export type { Attributes, DType, GraphNode, NodeMaker, Precision, Values };

class Node implements GraphNode {
  constructor(
    readonly graph: Graph,
    readonly id: number,
    readonly op: Op,
    readonly inputs: readonly GraphNode[],
    readonly attributes: Attributes,
    readonly shape: Shape,
    readonly dtype: DType,
    readonly values?: Values,
  ) {}

  get size(): number {
    return sizeOf(this.shape);
  }
}

/** Largest result, in elements, that is computed when the graph is built even though it is larger than its inputs. */
const FOLD_LIMIT = 16;
/** Largest constant, in elements, that is compared with earlier ones. */
const SHARE_LIMIT = 16;

/**
 * An append-only list of nodes in computing order.
 *
 * If a node would repeat an earlier one (same op, inputs and attributes), the earlier one is used; a node whose inputs
 * are all constants is computed at once.
 */
export class Graph implements NodeMaker {
  readonly nodes: GraphNode[] = [];
  readonly #shared = new Map<string, GraphNode>();

  /**
   * @param differentiable whether a node that was computed at once remembers its inputs, so that derivatives with
   *   respect to a constant pass through it
   */
  constructor(readonly precision: Precision = "float32", readonly differentiable = false) {}

  /** The node of `op` on `inputs`: an earlier equal one, a constant, or a new one. */
  apply(op: Op, inputs: readonly GraphNode[], attributes: Attributes = {}): GraphNode {
    for (const input of inputs) {
      if (input.graph !== this) throw new TypeError(`${op.name}: an input belongs to another graph`);
    }
    const key = `${op.name}|${inputs.map((input) => input.id)}|${JSON.stringify(attributes)}`;
    const earlier = op.shareable === false ? undefined : this.#shared.get(key);
    if (earlier) return earlier;
    const { shape, dtype } = op.infer(inputs, attributes);
    const node = new Node(this, this.nodes.length, op, inputs, attributes, shape, dtype);
    if (inputs.length > 0 && inputs.every((input) => input.values) && worthFolding(sizeOf(shape), inputs)) {
      const values = op.evaluate(inputs.map((input) => input.values!), node);
      const folded = this.differentiable
        ? this.#append(new Node(this, node.id, op, inputs, attributes, shape, dtype, values))
        : this.constant(values, shape, dtype);
      this.#shared.set(key, folded);
      return folded;
    }
    this.#shared.set(key, node);
    return this.#append(node);
  }

  #append(node: GraphNode): GraphNode {
    this.nodes.push(node);
    return node;
  }

  /** A constant with these elements, which the graph keeps without copying. */
  constant(values: Values, shape: Shape, dtype: DType): GraphNode {
    requireFilled(values, shape);
    const key = values.length <= SHARE_LIMIT
      ? `constant|${dtype}|${shape}|${Array.from(values, exactText)}`
      : null;
    const earlier = key === null ? undefined : this.#shared.get(key);
    if (earlier) return earlier;
    const node = this.#append(new Node(this, this.nodes.length, CONSTANT, [], {}, shape, dtype, values));
    if (key !== null) this.#shared.set(key, node);
    return node;
  }

  /** A user's constant. It is never merged with another node, since derivatives with respect to it are possible. */
  given(values: Values, shape: Shape, dtype: DType): GraphNode {
    requireFilled(values, shape);
    return this.#append(
      new Node(this, this.nodes.length, CONSTANT, [], { given: true }, shape, dtype, values),
    );
  }

  /** A constant scalar of dtype float. */
  scalar(value: number): GraphNode {
    return this.constant(Float64Array.of(value), [], "float");
  }

  /** A value that is passed in when the graph runs. */
  input(name: string, shape: Shape, dtype: DType = "float"): GraphNode {
    return this.#append(new Node(this, this.nodes.length, INPUT, [], { name }, shape, dtype));
  }
}

function requireFilled(values: Values, shape: Shape): void {
  if (values.length === sizeOf(shape)) return;
  throw new RangeError(`constant: ${values.length} values do not fill shape [${shape}]`);
}

/** A repeated constant is stored short: broadcasting it at run time is cheaper than storing it. */
function worthFolding(size: number, inputs: readonly GraphNode[]): boolean {
  return size <= FOLD_LIMIT || inputs.some((input) => input.size >= size);
}

/** Text that distinguishes −0 from 0, as common-subexpression elimination must. */
function exactText(value: number): string {
  return Object.is(value, -0) ? "-0" : String(value);
}

function leaf(name: string): Op {
  const refuse = () => {
    throw new Error(`op ${name}: its nodes are not computed`);
  };
  return { name, infer: refuse, evaluate: refuse, onnx: refuse, tfjs: refuse };
}

/** Op of constants. */
export const CONSTANT: Op = leaf("constant");
/** Op of inputs. */
export const INPUT: Op = leaf("input");

/**
 * The nodes that are computed or read for `outputs`, including `outputs`, in computing order.
 *
 * @param known nodes whose values are given, so their inputs are not needed
 */
export function liveNodes(outputs: readonly GraphNode[], known?: ReadonlySet<GraphNode>): GraphNode[] {
  return reachable(outputs, (node) => node.values || known?.has(node) ? [] : node.inputs);
}

/** The nodes that `outputs` depend on, including `outputs`, even those whose values are known beforehand. */
export function ancestors(outputs: readonly GraphNode[]): GraphNode[] {
  return reachable(outputs, (node) => node.inputs);
}

function reachable(
  outputs: readonly GraphNode[],
  needed: (node: GraphNode) => readonly GraphNode[],
): GraphNode[] {
  const found = new Set<GraphNode>(), open = [...outputs];
  while (open.length > 0) {
    const node = open.pop()!;
    if (found.has(node)) continue;
    found.add(node);
    for (const input of needed(node)) open.push(input);
  }
  return [...found].sort((a, b) => a.id - b.id);
}
