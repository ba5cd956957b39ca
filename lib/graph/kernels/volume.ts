/**
 * TF.js's convolutions of volumes [N, D, H, W, C], as convolutions of images whose channels hold the slices around
 * them.
 */
import type { GraphNode } from "../graph.ts";
import { conv2d, conv2dImageGradient } from "../ops/convolution/conv2d.ts";
import type { Placement } from "../ops/convolution/geometry.ts";
import { add } from "../ops/elementwise_binary.ts";
import { concat, pad, reshape, slice, transpose } from "../ops/layout.ts";
import { spread } from "../ops/spread.ts";
import { stridedSlice } from "../ops/strided_slice.ts";
import type { Shape } from "../shape.ts";
import { dilated } from "./image.ts";
import type { Kernels } from "./kernel.ts";

type Attributes = Record<string, unknown>;

/** How a filter moves over a volume, along its three axes. */
interface Places {
  readonly strides: readonly number[];
  readonly dilations: readonly number[];
  /** Zeros before and after each axis. */
  readonly margins: readonly (readonly [number, number])[];
  /** Number of positions of the filter. */
  readonly size: readonly number[];
}

function threefold(setting: unknown): readonly number[] {
  return Array.isArray(setting) ? setting : new Array<number>(3).fill(Number(setting ?? 1));
}

/** Pads like TensorFlow; if strides are longer than filters, TF.js itself would cut off the beginning. */
function placesOf(op: string, attributes: Attributes, volumes: Shape, filters: Shape): Places {
  const strides = threefold(attributes.strides), dilations = threefold(attributes.dilations);
  const axes = [0, 1, 2].map((axis) => {
    const length = volumes[axis + 1],
      stride = strides[axis],
      reach = (filters[axis] - 1) * dilations[axis] + 1;
    if (attributes.pad === "same") {
      const size = Math.ceil(length / stride), zeros = Math.max(0, (size - 1) * stride + reach - length);
      return { size, margins: [zeros >> 1, zeros - (zeros >> 1)] as const };
    }
    const around = attributes.pad === "valid" ? 0 : Number(attributes.pad);
    return {
      size: Math.floor((length + 2 * around - reach) / stride) + 1,
      margins: [around, around] as const,
    };
  });
  if (axes.some(({ size }) => !(size >= 1))) {
    throw new RangeError(
      `${op}: filters [${filters}] do not lie on volumes [${volumes}] with padding ${attributes.pad}`,
    );
  }
  return {
    strides,
    dilations,
    margins: axes.map(({ margins }) => margins),
    size: axes.map(({ size }) => size),
  };
}

function requireFloats(op: string, tensors: readonly GraphNode[]): void {
  if (tensors.every(({ dtype }) => dtype === "float")) return;
  throw new TypeError(`${op}: needs float tensors, found ${tensors.map(({ dtype }) => dtype).join(" and ")}`);
}

/** The filter's slices side by side as channels: `[d, h, w, C, O]` to `[h, w, d·C, O]`. */
function flatFilters(filters: GraphNode, { dilations }: Places): GraphNode {
  const [depth, rows, columns, channels, outputs] = filters.shape;
  const list = reshape(filters, [depth, rows * columns, channels, outputs]);
  const flat = reshape(transpose(list, [1, 0, 2, 3]), [rows, columns, depth * channels, outputs]);
  return dilated(flat, dilations.slice(1));
}

function placementOf({ strides, margins: [, [top, bottom], [left, right]] }: Places): Placement {
  return { strides: [strides[1], strides[2]], pads: [top, bottom, left, right] };
}

/** Convolution `[N, D', H', W', O]` of volumes `[N, D, H, W, C]` and filters `[d, h, w, C, O]`. */
function conv3d(x: GraphNode, filters: GraphNode, places: Places): GraphNode {
  const [count, depth, height, width, channels] = x.shape, { margins: [[front, back]], size } = places;
  // Every engine can transpose at most four axes.
  const slices = pad(reshape(x, [count, depth, height * width, channels]), [0, front, 0, 0], [0, back, 0, 0]);
  const seen = Array.from({ length: filters.shape[0] }, (_, k) => {
    const begin = [0, k * places.dilations[0], 0, 0], lengths = [count, size[0], height * width, channels];
    return reshape(stridedSlice(slices, begin, lengths, [1, places.strides[0], 1, 1]), [
      count * size[0],
      height,
      width,
      channels,
    ]);
  });
  const images = conv2d(concat(seen, 3), flatFilters(filters, places), placementOf(places));
  return reshape(images, [count, ...size, filters.shape[4]]);
}

/**
 * The gradient of {@linkcode conv3d} with respect to its volumes (of the given shape), from that with respect to its
 * results.
 */
function volumeGradient(y: GraphNode, filters: GraphNode, shape: Shape, places: Places): GraphNode {
  const [count, depth, height, width, channels] = shape, { margins: [[front, back]], size } = places;
  const images = conv2dImageGradient(
    reshape(y, [count * size[0], size[1], size[2], y.shape[4]]),
    flatFilters(filters, places),
    [count * size[0], height, width, filters.shape[0] * channels],
    placementOf(places),
  );
  const parts = Array.from({ length: filters.shape[0] }, (_, k) => {
    const part = slice(images, [0, 0, 0, k * channels], [...images.shape.slice(0, 3), channels]);
    return spread(
      reshape(part, [count, size[0], height * width, channels]),
      [0, k * places.dilations[0], 0, 0],
      [1, places.strides[0], 1, 1],
      [count, front + depth + back, height * width, channels],
    );
  });
  return reshape(slice(parts.reduce(add), [0, front, 0, 0], [count, depth, height * width, channels]), shape);
}

/** Kernels of three-dimensional convolution; derivatives come from the two-dimensional one. */
export const VOLUME: Kernels = {
  Conv3D: ({ x, filter }, attributes) => {
    requireFloats("conv3d", [x, filter]);
    return conv3d(x, filter, placesOf("conv3d", attributes, x.shape, filter.shape));
  },
  Conv3DBackpropInputV2: ({ dy, filter }, attributes) => {
    requireFloats("conv3dTranspose", [dy, filter]);
    const shape = attributes.inputShape as Shape;
    return volumeGradient(dy, filter, shape, placesOf("conv3dTranspose", attributes, shape, filter.shape));
  },
};
