/** Which nodes are linear in others. */
import { smallest } from "../stats/extremes.ts";
import type { GraphNode } from "./graph.ts";
import { OP_RULES } from "./rules/mod.ts";
import { uniformValue } from "./uniform.ts";

/** The nodes through which `outputs` depend on `variables`, in computing order; the variables come first. */
export function nodesBetween(
  variables: readonly GraphNode[],
  outputs: readonly GraphNode[],
): ReadonlySet<GraphNode> {
  const first = smallest(variables.map(({ id }) => id)), above = new Set<GraphNode>(), open = [...outputs];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.id < first || above.has(node)) continue;
    above.add(node);
    for (const input of valueInputs(node)) open.push(input);
  }
  const depending = new Set(variables.toSorted((a, b) => a.id - b.id));
  for (const node of [...above].sort((a, b) => a.id - b.id)) {
    if (valueInputs(node).some((input) => depending.has(input))) depending.add(node);
  }
  return depending;
}

/** What a node's value is computed from. */
function valueInputs({ op, inputs }: GraphNode): readonly GraphNode[] {
  return op.own ? inputs.slice(0, 1) : inputs;
}

/** Whether a node is linear in those of its inputs that are `variable` nodes, with the others fixed. */
export function isLinear({ op, inputs }: GraphNode, variable: ReadonlySet<GraphNode>): boolean {
  if (op.own || inputs.length === 0) return true;
  const depends = inputs.map((input) => variable.has(input));
  const fits = (k: number) => depends[k] || uniformValue(inputs[k]) === 0;
  if (op.name === "where") return !depends[0] && fits(1) && fits(2);
  const linear = OP_RULES.get(op.name)?.linear;
  if (linear === "all") return inputs.every((_, k) => fits(k));
  if (linear === "each") return depends.filter(Boolean).length === 1;
  return linear === "first" && depends[0] && depends.lastIndexOf(true) === 0;
}
