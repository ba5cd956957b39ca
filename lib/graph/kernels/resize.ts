/**
 * TF.js's kernels that resize images [N, H, W, C], as products with weight matrices; they are linear, so all
 * derivatives exist.
 */
import type { GraphNode } from "../graph.ts";
import { reshape } from "../ops/layout.ts";
import { matMul } from "../ops/matmul.ts";
import type { Kernels } from "./kernel.ts";

interface Grid {
  readonly alignCorners: boolean;
  readonly halfPixelCenters: boolean;
}

/** The weights of old elements in a new one: pairs of position and weight. */
type Weights = (position: number, length: number, grid: Grid) => [at: number, weight: number][];

const bilinear: Weights = (position, length, { halfPixelCenters }) => {
  const source = halfPixelCenters ? position - 0.5 : position;
  const below = Math.max(0, Math.floor(source)), above = Math.min(length - 1, Math.ceil(source));
  // At the border both are the same element.
  return below === above ? [[below, 1]] : [[below, 1 - (source - below)], [above, source - below]];
};

const nearest: Weights = (position, length, { alignCorners }) => {
  const source = alignCorners ? Math.round(position) : Math.floor(position);
  return [[Math.max(0, Math.min(length - 1, source)), 1]];
};

/** Matrix `[to, from]` that resizes an axis. */
function matrix(x: GraphNode, from: number, to: number, grid: Grid, weights: Weights): GraphNode {
  const inner = grid.alignCorners && to > 1, ratio = inner ? (from - 1) / (to - 1) : from / to;
  const values = new Float64Array(to * from);
  for (let i = 0; i < to; i++) {
    const position = ratio * (grid.halfPixelCenters ? i + 0.5 : i);
    for (const [at, weight] of weights(position, from, grid)) values[i * from + at] += weight;
  }
  return x.graph.constant(values, [to, from], "float");
}

function resized(x: GraphNode, attributes: Record<string, unknown>, weights: Weights): GraphNode {
  const [count, height, width, channels] = x.shape, [down, across] = attributes.size as [number, number];
  const grid: Grid = {
    alignCorners: Boolean(attributes.alignCorners),
    halfPixelCenters: Boolean(attributes.halfPixelCenters),
  };
  const rows = matMul(
    matrix(x, height, down, grid, weights),
    reshape(x, [count, height, width * channels]),
  );
  const both = matMul(
    matrix(x, width, across, grid, weights),
    reshape(rows, [count * down, width, channels]),
  );
  return reshape(both, [count, down, across, channels]);
}

/** Resizing kernels. */
export const RESIZE: Kernels = {
  ResizeBilinear: ({ images }, attributes) => resized(images, attributes, bilinear),
  ResizeNearestNeighbor: ({ images }, attributes) => resized(images, attributes, nearest),
};
