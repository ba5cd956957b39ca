/** Tensors without elements, which engines handle differently or not at all. */
import type { GraphNode } from "./graph.ts";

/**
 * What a node gives without an engine's kernel: "nothing" if it has no elements, "zeros" if it sums over empty inputs;
 * `undefined` if an engine must compute it.
 *
 * Ops without a value for empty inputs (such as a maximum) already throw when their node is made.
 */
export function knownWhenEmpty({ op, size, inputs }: GraphNode): "nothing" | "zeros" | undefined {
  if (size === 0) return "nothing";
  return op.name !== "concat" && inputs.some((input) => input.size === 0) ? "zeros" : undefined;
}

/** The input values that an engine computes with: a concatenation leaves out empty tensors. */
export function withoutEmpty<T>({ op, inputs }: GraphNode, values: readonly T[]): T[] {
  return values.filter((_, k) => op.name !== "concat" || inputs[k].size > 0);
}
