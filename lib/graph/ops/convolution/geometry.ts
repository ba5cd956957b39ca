/** Where a filter lies on an image, and all products that a convolution sums. */
import type { Attributes } from "../../graph.ts";
import { type Shape, sizeOf } from "../../shape.ts";

/** How a filter moves over an image, and the zeros around the image. */
export interface Placement {
  /** Steps between neighbouring results, along height and width. */
  readonly strides: readonly [number, number];
  /** Zeros above, below, left and right of the image. */
  readonly pads: readonly [number, number, number, number];
}

/**
 * Lengths of a two-dimensional convolution: images `[N, H, W, C]`, filters `[h, w, C, O]`, results `[N, H', W', O]`, or
 * `[N, H', W', C·O]` where each channel has filters of its own.
 */
export interface Geometry extends Placement {
  /** Whether each channel has filters of its own. */
  readonly depthwise: boolean;
  readonly images: Shape;
  readonly filters: Shape;
  readonly results: Shape;
}

/** The placement that a node's attributes hold. */
export function placementOf(attributes: Attributes): Placement {
  return attributes as unknown as Placement;
}

/**
 * Lengths of a convolution of these images and filters.
 *
 * @throws {RangeError} where shapes are not of rank 4, channels differ, the filter is larger than the padded image, or
 * strides and pads are not whole numbers
 */
export function geometryOf(
  op: string,
  images: Shape,
  filters: Shape,
  placement: Placement,
  depthwise = false,
): Geometry {
  const { strides, pads } = placement;
  const whole = strides.length === 2 && pads.length === 4 &&
    strides.every((n) => Number.isInteger(n) && n >= 1) && pads.every((n) => Number.isInteger(n) && n >= 0);
  if (!whole) {
    throw new RangeError(
      `${op}: strides [${strides}] and pads [${pads}], allowed two whole numbers ≥ 1, four ≥ 0`,
    );
  }
  if (images.length !== 4 || filters.length !== 4 || images[3] !== filters[2]) {
    throw new RangeError(
      `${op}: images [${images}] and filters [${filters}] need the shapes [N, H, W, C] and [h, w, C, O]`,
    );
  }
  const results = [0, 1].map((axis) => {
    const padded = images[axis + 1] + pads[2 * axis] + pads[2 * axis + 1];
    if (filters[axis] > padded || filters[axis] < 1) {
      throw new RangeError(
        `${op}: filters [${filters}] do not lie on images [${images}] with pads [${pads}]`,
      );
    }
    return Math.floor((padded - filters[axis]) / strides[axis]) + 1;
  });
  const outputs = depthwise ? filters[2] * filters[3] : filters[3];
  return { strides, pads, images, filters, depthwise, results: [images[0], ...results, outputs] };
}

/**
 * Calls `visit` with the offsets (in images, filters and results) of the factors of each product of a convolution.
 *
 * The three tensors enter alike: summed at the result it is the convolution, at the image its gradient by the image,
 * at the filter its gradient by the filter.
 *
 * @param outside is called where the filter lies on padding instead, whose zeros engines multiply like other numbers: with NaN and
 * infinities they are NaN
 */
export function forEachProduct(
  { images, filters, results, strides, pads, depthwise }: Geometry,
  visit: (image: number, filter: number, result: number) => void,
  outside?: (filter: number, result: number) => void,
): void {
  const [count, height, width, channels] = images, [rows, columns, , outputs] = filters;
  for (let n = 0; n < count; n++) {
    for (let i = 0; i < results[1]; i++) {
      for (let j = 0; j < results[2]; j++) {
        for (let r = 0; r < rows; r++) {
          for (let c = 0; c < columns; c++) {
            const y = i * strides[0] + r - pads[0], x = j * strides[1] + c - pads[2];
            const isOutside = y < 0 || y >= height || x < 0 || x >= width;
            const image = ((n * height + y) * width + x) * channels;
            const filter = (r * columns + c) * channels * outputs;
            const first = ((n * results[1] + i) * results[2] + j) * results[3];
            for (let k = 0; k < channels; k++) {
              const result = depthwise ? first + k * outputs : first;
              for (let o = 0; o < outputs; o++) {
                if (isOutside) outside?.(filter + k * outputs + o, result + o);
                else visit(image + k, filter + k * outputs + o, result + o);
              }
            }
          }
        }
      }
    }
  }
}

/** Results of a convolution of `images` with `filters`, product by product. */
export function convolve(
  geometry: Geometry,
  images: ArrayLike<number>,
  filters: ArrayLike<number>,
): Float64Array {
  const result = new Float64Array(sizeOf(geometry.results));
  forEachProduct(
    geometry,
    (image, filter, at) => result[at] += images[image] * filters[filter],
    (filter, at) => result[at] += 0 * filters[filter],
  );
  return result;
}
