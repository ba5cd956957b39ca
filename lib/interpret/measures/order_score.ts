import { type AttentionMap, attentionWeight } from "./attention_map.ts";

/** Positions of the parts of a composite anchor task in a sequence. */
export interface CompositePositions {
  /** Position of the key x. */
  readonly key: number;
  /** Positions of the anchors a₁, a₂. */
  readonly anchors: readonly [number, number];
  /** Position e at which the answer is read; the last by default. */
  readonly last?: number;
}

/**
 * O: which of key and anchors a two-layer network joins first (paper 03, section 2):
 * ½(A¹_{a₁,x} + A¹_{a₂,x}) A²_{e,{a₁,a₂}} − A¹_{e,{a₁,a₂}} A²_{e,x}.
 *
 * 1 if the key goes to both anchors and these to the end (inferential), −1 if the anchors go to the end and then the
 * key (symmetric). If the second anchor is itself the last position, the two paths share edges and O says less.
 *
 * @param first attention of layer 1, at all positions
 * @param second attention of layer 2, at all positions or only the last
 * @returns a number in [−1, 1]
 * @throws {RangeError} for maps of different numbers of positions, a map without a required row, or positions that are
 *   outside the sequence or equal
 */
export function orderScore(first: AttentionMap, second: AttentionMap, positions: CompositePositions): number {
  if (first.keys !== second.keys) {
    throw new RangeError(`orderScore: layer 1 has ${first.keys} positions, layer 2 has ${second.keys}`);
  }
  const { key, anchors: [a1, a2], last = first.keys - 1 } = positions;
  if (new Set([key, a1, a2]).size < 3 || key === last) {
    throw new RangeError(
      `orderScore: key ${key}, anchors ${a1} and ${a2} must stand at different positions, the key not at ${last}`,
    );
  }
  const toAnchors = (attentionWeight(first, a1, key) + attentionWeight(first, a2, key)) / 2;
  const fromAnchors = attentionWeight(second, last, a1) + attentionWeight(second, last, a2);
  const anchorsFirst = attentionWeight(first, last, a1) + attentionWeight(first, last, a2);
  return toAnchors * fromAnchors - anchorsFirst * attentionWeight(second, last, key);
}
