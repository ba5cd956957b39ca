/** Tensors without elements, which engines treat in different ways or not at all. */
import type { GraphNode } from "./graph.ts";

/**
 * What a node gives without an engine's kernel: "nothing" of no elements, "zeros" of the sums of nothing that ops make of
 * empty inputs; `undefined` if an engine is to compute it.
 *
 * Ops that give elements of an empty input have none (a maximum, say), and refuse it when their node is made; only
 * {@linkcode withoutEmpty} is more.
 */
export function knownWhenEmpty({ op, size, inputs }: GraphNode): "nothing" | "zeros" | undefined {
  if (size === 0) return "nothing";
  return op.name !== "concat" && inputs.some((input) => input.size === 0) ? "zeros" : undefined;
}

/** The values of a node's inputs that an engine computes with: of what is put one after another, those with elements. */
export function withoutEmpty<T>({ op, inputs }: GraphNode, values: readonly T[]): T[] {
  return values.filter((_, k) => op.name !== "concat" || inputs[k].size > 0);
}
