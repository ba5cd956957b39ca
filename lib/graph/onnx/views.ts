/** Tensors inside a vector, which ONNX Runtime reads or writes in place. */
import { type GraphNode, liveNodes, type Precision } from "../graph.ts";

/** Size from which on copying a tensor costs more than passing it separately, which takes some microseconds. */
const LONG_BYTES = 256 * 1024;

/** A tensor that lies inside a vector. */
export interface View {
  readonly node: GraphNode;
  /** Its first element in the vector; the others follow, row-major. */
  readonly begin: number;
}

function isLong({ size }: GraphNode, precision: Precision): boolean {
  return size * (precision === "float64" ? 8 : 4) >= LONG_BYTES;
}

/** The nodes with a given node as an input, among those that `ends` need. */
export function usersOf(ends: readonly GraphNode[]): Map<GraphNode, GraphNode[]> {
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
 * The tensors that a vector is concatenated from, before reshaping: long ones separately, those between them joined;
 * the vector itself if it is not a concatenation.
 */
export function joinedViews(vector: GraphNode, precision: Precision): View[] {
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
    if (!isLong(part, precision)) short.push(part);
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

/** The long tensors that are sliced from a vector, and the vector itself if anything else reads it. */
export function slicedViews(
  vector: GraphNode,
  precision: Precision,
  users: ReadonlyMap<GraphNode, readonly GraphNode[]>,
  ends: readonly GraphNode[],
): View[] {
  const own = [...new Set(users.get(vector) ?? [])];
  const long = own.filter((node) =>
    vector.shape.length === 1 && node.op.name === "slice" && isLong(node, precision)
  );
  const whole = ends.includes(vector) || long.length < own.length ? [{ node: vector, begin: 0 }] : [];
  return whole.concat(long.flatMap((slice) => {
    const [begin] = slice.attributes.begin as readonly number[], shaped = users.get(slice) ?? [];
    const onlyShaped = !ends.includes(slice) && shaped.every(({ op }) => op.name === "reshape");
    return onlyShaped ? [...new Set(shaped)].map((node) => ({ node, begin })) : [{ node: slice, begin }];
  }));
}
