/**
 * How far a query reaches along a chain in L attention layers if layers pass on everything they can, without training.
 */
import { requireInteger } from "../../checks.ts";

/** Items first … last of the chain that a position knows. */
export interface KnownInterval {
  readonly first: number;
  readonly last: number;
}

/** What positions know after a layer. */
export interface PropagationLayer {
  /** By link, in chain order: what the position of the link's target knows. */
  readonly nodes: readonly KnownInterval[];
  /** What the last token knows. */
  readonly query: KnownInterval;
  /** Number of items that the query has advanced. */
  readonly steps: number;
}

/** Settings of {@linkcode propagationSimulation}. */
export interface PropagationOptions {
  /**
   * "one": a position takes in what the one link knows that begins where its own interval ends (matching); "all": it
   * takes in what all positions know whose interval shares an item with its own.
   */
  readonly partners: "one" | "all";
  /** "causal": a position sees only links that are listed before it; the query sees all. */
  readonly mask: "none" | "causal";
}

/**
 * Layers of the propagation model (paper 02, claim C9; bound of arXiv 2509.23178 between O(2^{L−1}) and O(3^{L−1})).
 *
 * The chain is x_0 → x_1 → … → x_m, the query x_0. Layer 1 shifts: link i knows items i … i + 1, the query item 0. In
 * every later layer all positions merge at once with what their partners knew before it. Without a mask, an interval of
 * w links becomes 2w ("one") or 3w ("all"), and the query advances by w; so after L layers it has made
 * Σ_{l=0}^{L−2} 2^l = 2^{L−1} − 1 or Σ_{l=0}^{L−2} 3^l = (3^{L−1} − 1)/2 steps, as long as the chain continues.
 *
 * @param order the links 0 … m − 1 of the chain as the sequence lists them, m or more links than steps to be made
 * @param layers L, 2 or more
 * @returns one entry per layer
 * @throws {RangeError} for fewer than 2 layers, an order that is not a permutation, or unknown options
 */
export function propagationSimulation(
  order: ArrayLike<number>,
  layers: number,
  { partners, mask }: PropagationOptions,
): PropagationLayer[] {
  const where = "propagationSimulation";
  requireInteger(where, "the number of layers", layers, 2, 1000);
  if (partners !== "one" && partners !== "all") {
    throw new RangeError(`${where}: partners "${partners}" are unknown, allowed one, all`);
  }
  if (mask !== "none" && mask !== "causal") {
    throw new RangeError(`${where}: mask "${mask}" is unknown, allowed none, causal`);
  }
  const place = placesOf(where, order),
    links = place.length,
    merge = partners === "one" ? mergeOne : mergeAll;
  let nodes: readonly KnownInterval[] = Array.from({ length: links }, (_, i) => ({ first: i, last: i + 1 }));
  let query: KnownInterval = { first: 0, last: 0 };
  const result = [{ nodes, query, steps: 0 }];
  for (let layer = 2; layer <= layers; layer++) {
    const before = nodes;
    const sees = (i: number) => (j: number) => mask === "none" || place[j] <= place[i];
    query = merge(query, before, () => true);
    nodes = before.map((own, i) => merge(own, before, sees(i)));
    result.push({ nodes, query, steps: query.last });
  }
  return result;
}

type Merge = (
  own: KnownInterval,
  nodes: readonly KnownInterval[],
  sees: (j: number) => boolean,
) => KnownInterval;

/** Under this rule link j always begins at item j. */
const mergeOne: Merge = (own, nodes, sees) =>
  own.last < nodes.length && sees(own.last) ? { first: own.first, last: nodes[own.last].last } : own;

const mergeAll: Merge = (own, nodes, sees) => {
  let { first, last } = own;
  nodes.forEach((other, j) => {
    if (other.first > own.last || other.last < own.first || !sees(j)) return;
    first = Math.min(first, other.first);
    last = Math.max(last, other.last);
  });
  return { first, last };
};

/** Position of each link in the list. */
function placesOf(where: string, order: ArrayLike<number>): Int32Array {
  if (order.length === 0) throw new RangeError(`${where}: needs one link or more, got none`);
  const place = new Int32Array(order.length).fill(-1);
  for (let i = 0; i < order.length; i++) {
    requireInteger(where, `entry ${i} of the order`, order[i], 0, order.length - 1);
    if (place[order[i]] >= 0) throw new RangeError(`${where}: link ${order[i]} is listed twice`);
    place[order[i]] = i;
  }
  return place;
}

/** Steps of L layers without a mask: 2^{L−1} − 1 with one partner, (3^{L−1} − 1)/2 with all. */
export function propagationBound(layers: number, partners: "one" | "all"): number {
  requireInteger("propagationBound", "the number of layers", layers, 2, 32);
  return partners === "one" ? 2 ** (layers - 1) - 1 : (3 ** (layers - 1) - 1) / 2;
}
