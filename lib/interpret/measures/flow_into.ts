import { requireInteger } from "../../checks.ts";
import type { FlowEdge } from "./information_flow.ts";

/**
 * The edges that lie on a way to one position after the last layer: what a picture of the flow to the output needs.
 *
 * With the residual stream (the default) a position keeps what it has from layer to layer, so that a layer may also be
 * passed without an edge.
 *
 * @param edges of {@linkcode informationFlow}
 * @param position where the output is read
 * @param options `residual: false` for a network without a residual stream; `layers`: number of layers, by default the
 *   highest that an edge has
 * @throws {RangeError} for a position that is no integer of 0 or more, or an edge above the last layer
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
