/** The parts of an image that the positions of a moving window see. */
import type { GraphNode } from "../graph.ts";
import { stridedSlice } from "../ops/strided_slice.ts";

/** A window that moves over an image. */
export interface Window {
  /** Its height and width. */
  readonly window: readonly [number, number];
  readonly strides: readonly [number, number];
  /** Number of its positions down and across. */
  readonly size: readonly number[];
}

/**
 * For each position in the window, row by row, the image elements that it sees at all placements: `[N, …size, C]` of
 * images `[N, H, W, C]`.
 */
export function everyTap(images: GraphNode, { window: [rows, columns], strides, size }: Window): GraphNode[] {
  return Array.from({ length: rows * columns }, (_, k) =>
    stridedSlice(
      images,
      [0, Math.floor(k / columns), k % columns, 0],
      [images.shape[0], ...size, images.shape[3]],
      [1, ...strides, 1],
    ));
}
