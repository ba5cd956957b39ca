/** Convolution of each channel with filters of its own, and its gradients in terms of it and of other ops. */
import type { GraphNode } from "../../graph.ts";
import type { Op } from "../../op.ts";
import type { Shape } from "../../shape.ts";
import { mul } from "../elementwise_binary.ts";
import { concat, pad, reshape, slice } from "../layout.ts";
import { sum } from "../reduce.ts";
import { spread } from "../spread.ts";
import { reverse, stridedSlice } from "../strided_slice.ts";
import { paddedTensor, requireFloats } from "./conv2d.ts";
import { convolve, type Geometry, geometryOf, type Placement, placementOf } from "./geometry.ts";
import { lowerDepthwise } from "./lowering.ts";

const op: Op = {
  name: "depthwiseConv2d",
  infer(inputs, attributes) {
    requireFloats("depthwiseConv2d", inputs);
    const [x, w] = inputs, placement = placementOf(attributes);
    return {
      shape: geometryOf("depthwiseConv2d", x.shape, w.shape, placement, true).results,
      dtype: "float",
    };
  },
  evaluate: ([x, w], node) => convolve(depthwiseGeometry(node), x, w),
  onnx: (writer, [x, w], node) => lowerDepthwise(writer, x, w, depthwiseGeometry(node)),
  tfjs(tf, [x, w], { attributes }) {
    const placement = placementOf(attributes);
    return tf.depthwiseConv2d(
      paddedTensor(tf, x, placement) as never,
      w as never,
      [...placement.strides] as [number, number],
      "valid",
    );
  },
};

/** Lengths of a depthwiseConv2d node. */
export function depthwiseGeometry({ inputs: [x, w], attributes }: GraphNode): Geometry {
  return geometryOf("depthwiseConv2d", x.shape, w.shape, placementOf(attributes), true);
}

/**
 * Results `[N, H', W', C·M]` of images `[N, H, W, C]` and filters `[h, w, C, M]`: channel by channel, `M` results each.
 *
 * @throws {RangeError} for shapes, strides and pads that do not fit
 */
export function depthwiseConv2d(x: GraphNode, w: GraphNode, { strides, pads }: Placement): GraphNode {
  return x.graph.apply(op, [x, w], { strides: [...strides], pads: [...pads] });
}

/** Rows or columns put before and after an axis; negative ones are cut off. */
function reframed(x: GraphNode, [top, bottom, left, right]: readonly number[]): GraphNode {
  const [count, height, width, channels] = x.shape, cut = (n: number) => Math.max(0, -n);
  const inner = [height - cut(top) - cut(bottom), width - cut(left) - cut(right)];
  const kept = slice(x, [0, cut(top), cut(left), 0], [count, ...inner, channels]);
  const put = (n: number) => Math.max(0, n);
  return pad(kept, [0, put(top), put(left), 0], [0, put(bottom), put(right), 0]);
}

/** The gradient of {@linkcode depthwiseConv2d} by its images, of the given shape, from that by its results. */
export function depthwiseImageGradient(
  y: GraphNode,
  w: GraphNode,
  [count, height, width, channels]: Shape,
  { strides, pads: [top, , left] }: Placement,
): GraphNode {
  const [rows, columns, , multiplier] = w.shape, outputs = channels * multiplier;
  const reached = [0, 1].map((axis) => (y.shape[axis + 1] - 1) * strides[axis] + 1);
  const apart = spread(y, [0, 0, 0, 0], [1, ...strides, 1], [count, ...reached, outputs]);
  // Each image element sees the results through the filter turned round.
  const pads = [rows - 1 - top, height - reached[0] + top, columns - 1 - left, width - reached[1] + left];
  const turned = reshape(reverse(w, [0, 1]), [rows, columns, outputs, 1]);
  const seen = pads.every((n) => n >= 0)
    ? depthwiseConv2d(apart, turned, { strides: [1, 1], pads: pads as [number, number, number, number] })
    : depthwiseConv2d(reframed(apart, pads), turned, { strides: [1, 1], pads: [0, 0, 0, 0] });
  return multiplier === 1 ? seen : sum(reshape(seen, [count, height, width, channels, multiplier]), [4]);
}

/** The gradient of {@linkcode depthwiseConv2d} by its filters, of the given shape, from that by its results. */
export function depthwiseFilterGradient(
  x: GraphNode,
  y: GraphNode,
  [rows, columns, channels, multiplier]: Shape,
  { strides, pads }: Placement,
): GraphNode {
  const [count, ...size] = y.shape.slice(0, 3), around = reframed(x, pads);
  const results = multiplier === 1 ? y : reshape(y, [count, ...size, channels, multiplier]);
  const sums = Array.from({ length: rows * columns }, (_, k) => {
    const begin = [0, Math.floor(k / columns), k % columns, 0];
    const tap = stridedSlice(around, begin, [count, ...size, channels], [1, ...strides, 1]);
    const products = mul(multiplier === 1 ? tap : reshape(tap, [count, ...size, channels, 1]), results);
    return reshape(sum(products, [0, 1, 2]), [1, channels, multiplier]);
  });
  return reshape(concat(sums, 0), [rows, columns, channels, multiplier]);
}
