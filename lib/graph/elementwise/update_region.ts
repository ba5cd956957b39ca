/**
 * The part of a step program after the gradient: it computes the next value of each element of the carried vectors from
 * that element, the gradient's element and a few numbers. Optimizers consist of such updates.
 */
import { type GraphNode, INPUT } from "../graph.ts";
import type { Program } from "../program.ts";
import { ELEMENTWISE } from "./instructions.ts";

/** An element of a per-step input, by its position. */
export interface PerStepNumber {
  readonly input: string;
  readonly index: number;
}

/** An update: what it reads and what it computes. */
export interface UpdateRegion {
  /** Elements of each carried vector. */
  readonly length: number;
  /** Next value of each carried vector, by name. */
  readonly next: Readonly<Record<string, GraphNode>>;
  /** Nodes that are computed here, in computing order: vectors of `length`, and scalars. */
  readonly nodes: readonly GraphNode[];
  /** Carried vectors that it reads. */
  readonly carried: ReadonlyMap<GraphNode, string>;
  /** Scalars that are passed in for the step. */
  readonly numbers: ReadonlyMap<GraphNode, PerStepNumber>;
  /** Vectors of `length` and scalars that the rest of the program computes, such as the gradient or its norm. */
  readonly given: readonly GraphNode[];
}

/**
 * The update of a step program that carries `state`; `null` if its vectors differ in length or shape, or a next
 * value is not computed element by element.
 */
export function updateRegion(program: Program, state: readonly string[]): UpdateRegion | null {
  const next = Object.fromEntries(state.map((name) => [name, program.outputs[name]]));
  const lengths = new Set(state.map((name) => `${next[name].shape}`)), [length] = next[state[0]].shape;
  const fits = state.every((name) => next[name].shape.length === 1 && next[name].dtype === "float");
  if (lengths.size !== 1 || !fits) return null;

  const nodes = new Set<GraphNode>(), given = new Set<GraphNode>();
  const carried = new Map<GraphNode, string>(), numbers = new Map<GraphNode, PerStepNumber>();
  const open: GraphNode[] = Object.values(next);
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const seen = nodes.has(node) || given.has(node) || carried.has(node) || numbers.has(node);
    if (seen || (node.values && node.size === 1)) continue;
    const name = node.op === INPUT ? node.attributes.name as string : null;
    const number = node.shape.length === 0 ? perStepNumber(node, state) : null;
    if (name !== null && state.includes(name)) carried.set(node, name);
    else if (number) numbers.set(node, number);
    else if (isElementwise(node, length)) {
      nodes.add(node);
      for (const input of node.inputs) open.push(input);
    } else given.add(node);
  }
  const ends = Object.values(next);
  if (ends.some((node) => !nodes.has(node) && !carried.has(node))) return null;
  return {
    length,
    next,
    nodes: [...nodes].sort((a, b) => a.id - b.id),
    carried,
    numbers,
    given: [...given].sort((a, b) => a.id - b.id),
  };
}

/** Whether a node is a vector of `length` or a scalar, computed from such nodes by an elementwise op. */
function isElementwise(node: GraphNode, length: number): boolean {
  const fits = ({ shape, dtype }: GraphNode) =>
    dtype === "float" && (shape.length === 0 || (shape.length === 1 && shape[0] === length));
  return node.op.name in ELEMENTWISE && !node.values && fits(node) &&
    node.inputs.every((input) => fits(input) && (!input.values || input.size === 1));
}

/** The per-step input for a scalar, or the element of such a vector, as `tf.unstack` gives it. */
function perStepNumber(node: GraphNode, state: readonly string[]): PerStepNumber | null {
  if (node.dtype !== "float") return null;
  const slice = node.op.name === "reshape" ? node.inputs[0] : null;
  const whole = slice?.op.name === "slice" ? slice.inputs[0] : node;
  if (whole.op !== INPUT || whole.shape.length > 1) return null;
  const input = whole.attributes.name as string;
  if (state.includes(input)) return null;
  return { input, index: whole === node ? 0 : (slice!.attributes.begin as readonly number[])[0] };
}
