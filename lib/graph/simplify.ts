/** Removes superfluous steps between ops after tracing. */
import { Graph, type GraphNode, INPUT, liveNodes } from "./graph.ts";
import type { Program } from "./program.ts";

/**
 * The same program in a new graph with only the nodes that its outputs need. Ops skip input steps that do not matter
 * for them: a reshape before a reshape, a broadcast before an op that broadcasts, a factor before a factor.
 *
 * This is not possible during tracing: the function may still ask for a gradient with respect to such a step, and an op
 * that skips the step would be missing in that gradient.
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
