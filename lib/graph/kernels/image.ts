/** TF.js's kernels on images [N, H, W, C]: convolution, pooling, resizing, batch normalisation. */
import type { GraphNode } from "../graph.ts";
import { conv2d, conv2dImageGradient } from "../ops/convolution/conv2d.ts";
import { depthwiseConv2d } from "../ops/convolution/depthwise.ts";
import { add, div, mul, sub } from "../ops/elementwise_binary.ts";
import { sqrt } from "../ops/elementwise_unary.ts";
import { transpose } from "../ops/layout.ts";
import { spread } from "../ops/spread.ts";
import type { Shape } from "../shape.ts";
import type { Kernels } from "./kernel.ts";
import { type WindowPlaces, windowPlaces } from "./window.ts";

type Attributes = Record<string, unknown>;

function placesOf(op: string, attributes: Attributes, images: Shape, filters: Shape): WindowPlaces {
  return windowPlaces(op, attributes, images, [filters[0], filters[1]], `a filter of [${filters}]`);
}

const CHANNELS_FIRST = [0, 3, 1, 2], CHANNELS_LAST = [0, 2, 3, 1];

/** Filters with the zeros that dilation inserts between their positions. */
export function dilated(filters: GraphNode, dilations: unknown): GraphNode {
  const [down, across] = typeof dilations === "number"
    ? [dilations, dilations]
    : (dilations as number[] | undefined) ?? [1, 1];
  if (down === 1 && across === 1) return filters;
  const [rows, columns, ...rest] = filters.shape;
  const to = [(rows - 1) * down + 1, (columns - 1) * across + 1, ...rest];
  return spread(filters, [0, 0, 0, 0], [down, across, 1, 1], to);
}

/** Runs `body` on images with channels last, whatever format the user chose. */
function channelsLast(x: GraphNode, dataFormat: unknown, body: (x: GraphNode) => GraphNode): GraphNode {
  return dataFormat === "NCHW" ? transpose(body(transpose(x, CHANNELS_LAST)), CHANNELS_FIRST) : body(x);
}

/** Kernels of convolution and of batch normalisation. */
export const IMAGE: Kernels = {
  Conv2D: ({ x, filter }, attributes) =>
    channelsLast(x, attributes.dataFormat, (x) => {
      const filters = dilated(filter, attributes.dilations);
      return conv2d(x, filters, placesOf("conv2d", attributes, x.shape, filters.shape));
    }),
  Conv2DBackpropInput: ({ dy, filter }, attributes) => {
    const shape = attributes.inputShape as Shape;
    return conv2dImageGradient(
      dy,
      filter,
      shape,
      placesOf("conv2dTranspose", attributes, shape, filter.shape),
    );
  },
  DepthwiseConv2dNative: ({ x, filter }, attributes) =>
    channelsLast(x, attributes.dataFormat, (x) => {
      const filters = dilated(filter, attributes.dilations);
      return depthwiseConv2d(x, filters, placesOf("depthwiseConv2d", attributes, x.shape, filters.shape));
    }),
  FusedBatchNorm: ({ x, mean, variance, offset, scale }, { varianceEpsilon }) => {
    const deviation = sqrt(add(variance, x.graph.scalar(varianceEpsilon as number)));
    const slope = div(scale ?? x.graph.scalar(1), deviation), scaled = mul(sub(x, mean), slope);
    return offset ? add(scaled, offset) : scaled;
  },
};
