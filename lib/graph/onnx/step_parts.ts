/**
 * A step program in two parts: what ONNX Runtime computes, up to the gradient, and the update, which is one pass of its
 * own. The runtime reads parameters and writes gradients where the update has them, without a copy.
 */
import type { GraphNode } from "../graph.ts";
import { liveNodes } from "../graph.ts";
import type { UpdateRegion } from "../elementwise/update_region.ts";
import type { LoopNames } from "../executable.ts";
import type { Program } from "../program.ts";
import type { ProgramPart } from "./lower.ts";

/** Elements from which on a copy of a tensor costs more than handing it over by itself, some microseconds. */
const LONG = 65_536;

/** A tensor that lies inside a vector. */
export interface View {
  readonly node: GraphNode;
  /** Its first element in the vector; its others follow, row-major. */
  readonly begin: number;
}

/** What the runtime computes of a step. */
export interface GradientPart extends ProgramPart {
  /** Inputs that lie in carried vectors: vector and place, by input. */
  readonly parameters: ReadonlyMap<string, { readonly vector: string; readonly begin: number }>;
  /** Outputs that lie in vectors and numbers which the update is given: those and place, by output. */
  readonly gradients: ReadonlyMap<string, { readonly vector: GraphNode; readonly begin: number }>;
  /** Per-step inputs that it reads. */
  readonly perStep: readonly string[];
}

/** The part of a step program before its update. */
export function gradientPart(program: Program, names: LoopNames, region: UpdateRegion): GradientPart {
  const metrics = names.metrics.map((name) => [name, program.outputs[name]] as const);
  const gradients = new Map<string, { vector: GraphNode; begin: number }>();
  const outputs: Record<string, GraphNode> = Object.fromEntries(metrics);
  const elsewhere = usersOf(metrics.map(([, node]) => node).concat(region.given));
  for (const vector of region.given) {
    const free = !elsewhere.has(vector) && !metrics.some(([, node]) => node === vector);
    for (const { node, begin } of free ? joinedViews(vector) : [{ node: vector, begin: 0 }]) {
      const output = `given ${gradients.size}`;
      gradients.set(output, { vector, begin });
      outputs[output] = node;
    }
  }

  const ends = Object.values(outputs), users = usersOf(ends), live = new Set(liveNodes(ends));
  const parameters = new Map<string, { vector: string; begin: number }>();
  const inputs: Record<string, GraphNode> = {};
  for (const vector of names.state) {
    const whole = program.inputs[vector];
    if (!live.has(whole)) continue;
    for (const { node, begin } of slicedViews(whole, users, ends)) {
      const input = `carried ${parameters.size}`;
      parameters.set(input, { vector, begin });
      inputs[input] = node;
    }
  }
  const perStep = names.perStep.filter((name) => live.has(program.inputs[name]));
  for (const name of perStep) inputs[name] = program.inputs[name];
  return { precision: program.precision, inputs, outputs, parameters, gradients, perStep };
}

/** The nodes that take a node as an input, of those that `ends` need. */
function usersOf(ends: readonly GraphNode[]): Map<GraphNode, GraphNode[]> {
  const users = new Map<GraphNode, GraphNode[]>();
  for (const node of liveNodes(ends)) {
    for (const input of node.values ? [] : node.inputs) {
      const known = users.get(input);
      if (known) known.push(node);
      else users.set(input, [node]);
    }
  }
  return users;
}

/**
 * The tensors that a vector is joined of, without their reshaping: long ones by themselves, those between them joined;
 * the vector itself where it is not joined of tensors.
 */
function joinedViews(vector: GraphNode): View[] {
  if (vector.op.name !== "concat") return [{ node: unshaped(vector), begin: 0 }];
  const views: View[] = [];
  let begin = 0, short: GraphNode[] = [];
  const endShort = () => {
    if (short.length === 0) return;
    const node = short.length === 1
      ? unshaped(short[0])
      : vector.graph.apply(vector.op, short, vector.attributes);
    views.push({ node, begin: begin - node.size });
    short = [];
  };
  for (const part of vector.inputs) {
    if (part.size < LONG) short.push(part);
    else {
      endShort();
      views.push({ node: unshaped(part), begin });
    }
    begin += part.size;
  }
  endShort();
  return views;
}

function unshaped(node: GraphNode): GraphNode {
  return node.op.name === "reshape" && !node.values ? unshaped(node.inputs[0]) : node;
}

/** The long tensors that are cut from a vector, and the vector itself where anything else is made of it. */
function slicedViews(
  vector: GraphNode,
  users: ReadonlyMap<GraphNode, readonly GraphNode[]>,
  ends: readonly GraphNode[],
): View[] {
  const own = [...new Set(users.get(vector) ?? [])];
  const long = own.filter(({ op, size }) => op.name === "slice" && size >= LONG);
  const whole = ends.includes(vector) || long.length < own.length ? [{ node: vector, begin: 0 }] : [];
  return whole.concat(long.flatMap((slice) => {
    const [begin] = slice.attributes.begin as readonly number[], shaped = users.get(slice) ?? [];
    const onlyShaped = !ends.includes(slice) && shaped.every(({ op }) => op.name === "reshape");
    return onlyShaped ? [...new Set(shaped)].map((node) => ({ node, begin })) : [{ node: slice, begin }];
  }));
}
