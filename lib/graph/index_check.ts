/** Finds the index of a look-up that is outside its table, from the program's inputs, before or after a run. */
import { InputError } from "./errors.ts";
import { type GraphNode, INPUT, liveNodes, type Values } from "./graph.ts";
import { checkedAgainst, outsideTable } from "./ops/gather.ts";
import type { HostArrays, Program } from "./program.ts";

/** A look-up or a sum at indices. */
const TABLES: Readonly<Record<string, (node: GraphNode) => number>> = {
  gatherRows: ({ inputs: [table] }) => table.shape[0],
  scatterAddRows: ({ shape }) => shape[0],
};

/** Indices that are computed from inputs by integer ops, and the number of rows of their table. */
interface Lookup {
  readonly indices: GraphNode;
  readonly rows: number;
  readonly nodes: readonly GraphNode[];
}

/**
 * A check of the indices that follow from a program's inputs. The returned function throws the error that every engine
 * gives for an index outside its table, with the given index and the allowed range.
 *
 * Indices that are computed from floats are not checked.
 *
 * @param given names of the inputs that will be passed in; all by default
 */
export function indexCheck(
  program: Program,
  given: readonly string[] = Object.keys(program.inputs),
): (inputs: HostArrays) => void {
  const lookups = liveNodes(Object.values(program.outputs)).flatMap((node): Lookup[] => {
    const rows = TABLES[node.op.name]?.(node);
    if (rows === undefined) return [];
    const [, indices] = node.inputs, nodes = liveNodes([indices]);
    return nodes.every((one) => isKnown(one, given)) ? [{ indices, rows, nodes }] : [];
  });
  return (inputs) => {
    const results = new Map<GraphNode, Values>();
    for (const lookup of lookups) checkLookup(lookup, inputs, results);
  };
}

function isKnown({ op, dtype, attributes }: GraphNode, given: readonly string[]): boolean {
  return dtype !== "float" && (op !== INPUT || given.includes(attributes.name as string));
}

function checkLookup({ indices, rows, nodes }: Lookup, inputs: HostArrays, results: Map<GraphNode, Values>) {
  for (const node of nodes) {
    if (results.has(node)) continue;
    if (node.op === INPUT) results.set(node, inputs[node.attributes.name as string] as Values);
    else if (node.values) results.set(node, node.values);
    else {
      const block = checkedAgainst(node);
      if (block) {
        const found = results.get(block.indices)!, limits = results.get(block.limits)!;
        refuse(outsideTable(found, block.indices.shape, limits, block.limits.shape));
      }
      results.set(node, node.op.evaluate(node.inputs.map((input) => results.get(input)!), node));
    }
  }
  refuse(outsideTable(results.get(indices)!, indices.shape, Int32Array.of(rows), []));
}

function refuse(outside: { index: number; rows: number } | undefined): void {
  if (outside) throw new InputError(outsideMessage(outside.index, outside.rows));
}

/** The message about an index, with the number of rows of its table. */
export function outsideMessage(index: number, rows: number): string {
  return `look-up: an index is outside its tensor, got ${index}, allowed 0…${rows - 1}`;
}
