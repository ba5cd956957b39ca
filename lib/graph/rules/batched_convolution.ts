/** Convolutions of all samples at once. */
import type { BatchingRule } from "../op.ts";
import type { GraphNode } from "../graph.ts";
import { everyTap, type Window } from "../kernels/image_taps.ts";
import { placementOf } from "../ops/convolution/geometry.ts";
import { add } from "../ops/elementwise_binary.ts";
import { concat, pad, reshape, slice, transpose } from "../ops/layout.ts";
import { matMul } from "../ops/matmul.ts";
import { spread } from "../ops/spread.ts";
import { type Shape, sizeOf } from "../shape.ts";
import { allSamples } from "./operand.ts";

/** Joins the samples along an axis of a single one: `[count, …, n, …]` to `[…, count·n, …]`. */
function joinedAlong(axis: number, all: GraphNode): GraphNode {
  const [count, ...single] = all.shape, order = single.map((_, i) => i + 1);
  order.splice(axis, 0, 0);
  return reshape(transpose(all, order), single.with(axis, count * single[axis]));
}

/** The reverse of {@linkcode joinedAlong}. */
function cutAlong(axis: number, joined: GraphNode, count: number): GraphNode {
  const { shape } = joined, apart = reshape(joined, shape.toSpliced(axis, 1, count, shape[axis] / count));
  const others = apart.shape.map((_, i) => i).filter((i) => i !== axis);
  return transpose(apart, [axis, ...others]);
}

/**
 * A rule for an op that treats entries along an axis of one operand independently, such as images or channels: if the
 * other operand is the same for all samples, the samples become further entries along this axis.
 *
 * @param axes for each operand: its axis, and the axis of the result with the same length
 * @param apart the rule for two operands that both differ between samples
 */
function joining(
  axes: readonly (readonly [own: number, result: number])[],
  apart: BatchingRule,
): BatchingRule {
  return (node, operands, count, batched) => {
    if (operands.every(({ all }) => all)) return apart(node, operands, count, batched);
    const [own, result] = axes[operands.findIndex(({ all }) => all)];
    const inputs = operands.map(({ single, all }) => (all ? joinedAlong(own, all) : single));
    const { shape } = node, longer = shape.with(result, count * shape[result]);
    const attributes = "shape" in node.attributes ? { ...node.attributes, shape: longer } : node.attributes;
    return cutAlong(result, node.graph.apply(node.op, inputs, attributes), count);
  };
}

/** Lengths of one sample's convolution, with padded images. */
interface Lengths extends Window {
  readonly window: readonly [number, number];
  /** Padding before and after each axis of the images of all samples. */
  readonly before: Shape;
  readonly after: Shape;
  /** Placements of the filter on all images of a sample. */
  readonly places: number;
}

function lengthsOf(node: GraphNode, filters: Shape, results: Shape): Lengths {
  const { strides, pads: [top, bottom, left, right] } = placementOf(node.attributes);
  return {
    window: [filters[0], filters[1]],
    strides,
    size: results.slice(1, 3),
    before: [0, top, left, 0],
    after: [0, bottom, right, 0],
    places: sizeOf(results.slice(0, 3)),
  };
}

/** The elements that each position of the filter sees in each sample: matrices `[count, places, C]`. */
function tapsOf(images: GraphNode, lengths: Lengths): GraphNode[] {
  const [count, n, ...image] = images.shape, { before, after, places } = lengths;
  const padded = pad(reshape(images, [count * n, ...image]), before, after);
  return everyTap(padded, lengths).map((tap) => reshape(tap, [count, places, image[2]]));
}

/** The weights of each position of each sample's filter: matrices `[count, C, O]`. */
function weightsOf(filters: GraphNode): GraphNode[] {
  const [count, rows, columns, channels, outputs] = filters.shape;
  const list = reshape(filters, [count, rows * columns, channels, outputs]);
  return Array.from({ length: rows * columns }, (_, k) => {
    const one = slice(list, [0, k, 0, 0], [count, 1, channels, outputs]);
    return reshape(one, [count, channels, outputs]);
  });
}

/** Σ over the filter's positions of (seen elements)·(weight). */
const convolution: BatchingRule = (node, [x, w], count) => {
  const weights = weightsOf(w.all!);
  const products = tapsOf(x.all!, lengthsOf(node, w.single.shape, node.shape))
    .map((tap, k) => matMul(tap, weights[k]));
  return reshape(products.reduce((sum, product) => add(sum, product)), [count, ...node.shape]);
};

/** Σ over the filter's positions of (gradient)·(weight)ᵀ, added at the elements that the position sees. */
const imageGradient: BatchingRule = (node, [y, w], count) => {
  const lengths = lengthsOf(node, w.single.shape, y.single.shape);
  const { window: [, columns], strides, size, before, after, places } = lengths;
  const [n, ...image] = node.shape, images = [count * n, ...image];
  const padded = images.map((length, axis) => before[axis] + length + after[axis]);
  const gradient = reshape(y.all!, [count, places, y.single.shape[3]]);
  const parts = weightsOf(w.all!).map((weight, k) => {
    const seen = reshape(matMul(gradient, weight, false, true), [count * n, ...size, image[2]]);
    return spread(seen, [0, Math.floor(k / columns), k % columns, 0], [1, ...strides, 1], padded);
  });
  return reshape(slice(parts.reduce((sum, part) => add(sum, part)), before, images), [count, ...node.shape]);
};

/** (Seen elements)ᵀ·(gradient), for each position of the filter. */
const filterGradient: BatchingRule = (node, [x, y], count) => {
  const lengths = lengthsOf(node, node.shape, y.single.shape);
  const gradient = reshape(y.all!, [count, lengths.places, y.single.shape[3]]);
  const products = tapsOf(x.all!, lengths).map((tap) => matMul(tap, gradient, true));
  return reshape(concat(products, 1), [count, ...node.shape]);
};

/**
 * The channels of all samples side by side, each with its filters; if only the images differ, they become further
 * images.
 */
export const depthwiseConv2d: BatchingRule = (node, operands, count, batched) => {
  const [x, w] = operands, { op, attributes, graph } = node;
  if (!w.all) return joining([[0, 0], [0, 0]], depthwiseConv2d)(node, operands, count, batched);
  const images = joinedAlong(3, allSamples(x, count)), filters = joinedAlong(2, w.all);
  return cutAlong(3, graph.apply(op, [images, filters], attributes), count);
};

/** Convolution of `[N, H, W, C]` with `[h, w, C, O]`. */
export const conv2d: BatchingRule = joining([[0, 0], [3, 3]], convolution);
/** The gradient with respect to its images. */
export const conv2dImageGradient: BatchingRule = joining([[0, 0], [2, 3]], imageGradient);
/** The gradient with respect to its filters. */
export const conv2dFilterGradient: BatchingRule = joining([[3, 2], [3, 3]], filterGradient);
