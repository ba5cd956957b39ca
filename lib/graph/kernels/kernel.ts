/** What a TF.js kernel means in the engine's own ops. */
import type { GraphNode, NodeMaker } from "../graph.ts";

/**
 * Nodes that compute a TF.js kernel, from its inputs (by TF.js's names) and attributes.
 *
 * Inputs of kernels that take a list of tensors are named "0", "1", ….
 */
export type Kernel = (
  inputs: Record<string, GraphNode>,
  attributes: Record<string, unknown>,
  graph: NodeMaker,
) => GraphNode | GraphNode[];

/** Kernels by TF.js's kernel name. */
export type Kernels = Record<string, Kernel>;
