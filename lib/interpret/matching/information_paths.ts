/** Paths of information through the layers, and the edges to cut to test each. */
import type { AttentionEdge } from "../model/attention_edges.ts";
import { requireInteger } from "../../checks.ts";
import { flowInto } from "../measures/flow_into.ts";
import type { FlowEdge } from "../measures/information_flow.ts";

/** One path from a position before layer 1 to the output's position. */
export interface InformationPath {
  /** Position before layer 1, after layer 1, …, after the last layer; `[layers + 1]`. */
  readonly positions: readonly number[];
  /** Edges where the position changes, by layer; elsewhere the path follows the residual stream. */
  readonly edges: readonly FlowEdge[];
  /** Product of the edges' weights; 1 if nothing moves. */
  readonly weight: number;
}

/** Settings of {@linkcode informationPaths}. */
export interface InformationPathOptions {
  /** Number of layers; by default the highest layer of an edge. */
  readonly layers?: number;
  /** Maximum number of paths; 10 000 by default. */
  readonly most?: number;
}

/**
 * All paths along attention edges above a threshold into a position (paper 02, section 2, coupling of tokens).
 *
 * Attention of a position to itself is left out: if nothing moves, the path follows the residual stream.
 *
 * @param edges from {@linkcode informationFlow}, with its threshold
 * @param position where the output is read
 * @returns the paths, heaviest first, including the path that stays at the position
 * @throws {RangeError} for what {@linkcode flowInto} rejects, or too many paths, which a higher threshold would reduce
 */
export function informationPaths(
  edges: readonly FlowEdge[],
  position: number,
  { layers, most = 10_000 }: InformationPathOptions = {},
): InformationPath[] {
  const where = "informationPaths";
  requireInteger(where, "the number of ways allowed", most, 1, Infinity);
  const depth = layers ?? edges.reduce((top, { layer }) => Math.max(top, layer), 0);
  const moving = flowInto(edges, position, { layers: depth }).filter(({ from, to }) => from !== to);
  let paths: InformationPath[] = [{ positions: [position], edges: [], weight: 1 }];
  for (let layer = depth; layer >= 1; layer--) {
    paths = paths.flatMap((path) => {
      const at = path.positions[0];
      const moved = moving.filter((edge) => edge.layer === layer && edge.to === at);
      return [
        { ...path, positions: [at, ...path.positions] },
        ...moved.map((edge) => ({
          positions: [edge.from, ...path.positions],
          edges: [edge, ...path.edges],
          weight: edge.weight * path.weight,
        })),
      ];
    });
    if (paths.length > most) {
      throw new RangeError(
        `${where}: ${paths.length} ways from layer ${layer} on, allowed ${most}; raise the threshold of the flow`,
      );
    }
  }
  return paths.sort((a, b) => b.weight - a.weight);
}

/** Edges to cut for one ablation, for `knockOutEdges`. */
export interface PathAblation {
  /** E.g. "3 → 12 (layer 1), 12 → 13 (layer 3)". */
  readonly name: string;
  readonly edges: readonly AttentionEdge[];
}

/**
 * Ablations of paths, one list of edges each: all edges of a path ("path"), or each different edge alone ("edge").
 * Paths without edges are left out.
 *
 * @param unit what is cut at once
 * @throws {RangeError} for an unknown unit
 */
export function pathAblations(
  paths: readonly InformationPath[],
  unit: "path" | "edge" = "path",
): PathAblation[] {
  if (unit !== "path" && unit !== "edge") {
    throw new RangeError(`pathAblations: unit "${unit}" is unknown, allowed path, edge`);
  }
  const sets = paths.flatMap(({ edges }) => unit === "path" ? [edges] : edges.map((edge) => [edge]));
  const byName = new Map<string, PathAblation>();
  for (const edges of sets) {
    const name = edges.map(({ layer, from, to }) => `${from} → ${to} (layer ${layer})`).join(", ");
    if (edges.length === 0 || byName.has(name)) continue;
    byName.set(name, { name, edges: edges.map(({ layer, from, to }) => ({ layer, query: to, key: from })) });
  }
  return [...byName.values()];
}
