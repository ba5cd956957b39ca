/** Leaving out steps between ops, once a function is traced. */
import { Graph, type GraphNode, INPUT, liveNodes } from "./graph.ts";
import type { Program } from "./program.ts";

/**
 * The same program in a new graph of the nodes that its outputs need, in which ops read past steps that change nothing for them: a
 * reshape before a reshape, a broadcast before an op that broadcasts, a factor before a factor.
 *
 * This cannot be done while the function is traced: a gradient may still be asked for with respect to such a step, and
 * an op that has read past it would be missing in that gradient.
 */
export function simplify({ precision, inputs, outputs }: Program): Program {
  const graph = new Graph(precision), simpler = new Map<GraphNode, GraphNode>();
  const inputsByName = Object.entries(inputs).map(([name, node]) => {
    const input = graph.input(name, node.shape, node.dtype);
    simpler.set(node, input);
    return [name, input];
  });
  for (const node of liveNodes(Object.values(outputs))) {
    if (node.op === INPUT) continue;
    if (node.values) {
      simpler.set(node, graph.constant(node.values, node.shape, node.dtype));
      continue;
    }
    const given = node.inputs.map((input) => simpler.get(input)!);
    const shorter = node.op.simplified?.(given, node.attributes);
    simpler.set(node, shorter ?? graph.apply(node.op, given, node.attributes));
  }
  return {
    graph,
    precision,
    inputs: Object.fromEntries(inputsByName),
    outputs: Object.fromEntries(Object.entries(outputs).map(([name, node]) => [name, simpler.get(node)!])),
  };
}
