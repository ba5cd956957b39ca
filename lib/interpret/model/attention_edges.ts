/** Sets of attention edges as masks for knock-outs. */

/** One entry of an attention map. */
export interface AttentionEdge {
  /** Layer, from 1. */
  readonly layer: number;
  /** Position that reads. */
  readonly query: number;
  /** Position that is read. */
  readonly key: number;
  /** Head, from 0; all heads if absent. */
  readonly head?: number;
}

/** Edges of all sequences of a batch, or a list for each sequence. */
export type EdgesOfBatch = readonly AttentionEdge[] | readonly (readonly AttentionEdge[])[];

/** Which positions a query sees, as in `nn`. */
export type SeenPositions = "causal" | "none";

/** Whether there is a list for each sequence. */
export function isPerSequence(edges: EdgesOfBatch): edges is readonly (readonly AttentionEdge[])[] {
  return edges.length > 0 && Array.isArray(edges[0]);
}

/**
 * Layers of edges, ascending.
 *
 * @throws {RangeError} for no edges, or a layer that is not a positive integer
 */
export function layersOf(caller: string, edges: EdgesOfBatch): number[] {
  const all: readonly AttentionEdge[] = isPerSequence(edges) ? edges.flat() : edges;
  if (all.length === 0) throw new RangeError(`${caller}: needs one edge or more, got none`);
  const bad = all.find(({ layer }) => !Number.isInteger(layer) || layer < 1);
  if (bad) throw new RangeError(`${caller}: layer ${bad.layer} is unknown, allowed are 1, 2, …`);
  return [...new Set(all.map(({ layer }) => layer))].sort((a, b) => a - b);
}

/**
 * 1 at the edges of one layer and 0 elsewhere, `[1 or batch, heads, queries, keys]`, row-major.
 *
 * @param shape shape of the layer's attention, `[batch, heads, queries, keys]`
 * @throws {RangeError} for a number of lists that differs from the batch, or an edge that the layer does not have
 */
export function edgeMask(
  caller: string,
  edges: EdgesOfBatch,
  layer: number,
  shape: readonly number[],
  mask: SeenPositions,
): { readonly shape: [number, number, number, number]; readonly values: Float32Array } {
  const [batch, heads, queries, keys] = shape, first = keys - queries;
  if (isPerSequence(edges) && edges.length !== batch) {
    throw new RangeError(`${caller}: got ${edges.length} lists of edges for ${batch} sequences`);
  }
  const lists: readonly (readonly AttentionEdge[])[] = isPerSequence(edges) ? edges : [edges];
  const values = new Float32Array(lists.length * heads * queries * keys);
  lists.forEach((list, sequence) => {
    for (const { layer: own, query, key, head } of list) {
      if (own !== layer) continue;
      const inside = (value: number, low: number, high: number) =>
        Number.isInteger(value) && value >= low && value < high;
      const seen = mask === "causal" ? query + 1 : keys;
      if (!inside(query, first, keys) || !inside(key, 0, seen)) {
        throw new RangeError(
          `${caller}: layer ${layer} has no edge from position ${key} to ${query}; it asks at ${first} … ` +
            `${keys - 1}` + (mask === "causal" ? ", and a query sees itself and earlier positions" : ""),
        );
      }
      if (head !== undefined && !inside(head, 0, heads)) {
        throw new RangeError(`${caller}: layer ${layer} has heads 0 … ${heads - 1}, got ${head}`);
      }
      for (let h = head ?? 0; h <= (head ?? heads - 1); h++) {
        values[((sequence * heads + h) * queries + query - first) * keys + key] = 1;
      }
    }
  });
  return { shape: [lists.length, heads, queries, keys], values };
}
