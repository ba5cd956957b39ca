import { requireInteger } from "../../checks.ts";
import type { FlowEdge } from "./information_flow.ts";

/**
 * The edges on a path to one position after the last layer, for a picture of the flow to the output.
 *
 * With the residual stream (the default) a position keeps what it has from layer to layer, so a path may also pass a
 * layer without an edge.
 *
 * @param edges from {@linkcode informationFlow}
 * @param position where the output is read
 * @param options `residual: false` for a network without a residual stream; `layers`: number of layers, by default the
 *   highest layer of an edge
 * @throws {RangeError} for a position that is not an integer of 0 or more, or an edge above the last layer
 */
export function flowInto(
  edges: readonly FlowEdge[],
  position: number,
  options: { readonly residual?: boolean; readonly layers?: number } = {},
): FlowEdge[] {
  requireInteger("flowInto", "the position", position, 0, Infinity);
  const highest = edges.reduce((top, { layer }) => Math.max(top, layer), 0);
  const { residual = true, layers = highest } = options;
  requireInteger("flowInto", "the number of layers", layers, highest, Infinity);
  const kept = new Set<FlowEdge>();
  let wanted = new Set([position]);
  for (let layer = layers; layer >= 1; layer--) {
    const before = new Set(residual ? wanted : []);
    for (const edge of edges) {
      if (edge.layer !== layer || !wanted.has(edge.to)) continue;
      kept.add(edge);
      before.add(edge.from);
    }
    wanted = before;
  }
  return edges.filter((edge) => kept.has(edge));
}
