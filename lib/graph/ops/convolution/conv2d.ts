/** Two-dimensional convolution and its gradients by images and by filters, which are closed under differentiation. */
import type { Tensor } from "@tensorflow/tfjs-core";
import type { GraphNode } from "../../graph.ts";
import type { Op, Tfjs } from "../../op.ts";
import { sameShape, type Shape, sizeOf } from "../../shape.ts";
import {
  convolve,
  forEachProduct,
  type Geometry,
  geometryOf,
  type Placement,
  placementOf,
} from "./geometry.ts";
import { lowerConvolution, lowerFilterGradient, lowerImageGradient } from "./lowering.ts";

/** @throws {TypeError} for a tensor that holds no floats */
export function requireFloats(op: string, inputs: readonly GraphNode[]): void {
  if (inputs.some(({ dtype }) => dtype !== "float")) {
    throw new TypeError(
      `${op}: needs float tensors, found ${inputs.map(({ dtype }) => dtype).join(" and ")}`,
    );
  }
}

function requireResults(op: string, { results }: Geometry, given: Shape): void {
  if (!sameShape(results, given)) {
    throw new RangeError(
      `${op}: results [${given}] do not belong to images and filters, whose are [${results}]`,
    );
  }
}

/** The image with its zeros around it, since not every TF.js backend takes explicit pads. */
export function paddedTensor(tf: Tfjs, x: Tensor, { pads: [top, bottom, left, right] }: Placement): Tensor {
  return tf.pad(x, [[0, 0], [top, bottom], [left, right], [0, 0]]);
}

const convOp: Op = {
  name: "conv2d",
  infer(inputs, attributes) {
    requireFloats("conv2d", inputs);
    const [x, w] = inputs;
    return { shape: geometryOf("conv2d", x.shape, w.shape, placementOf(attributes)).results, dtype: "float" };
  },
  evaluate: ([x, w], node) => convolve(convolutionGeometry(node), x, w),
  onnx: (writer, [x, w], node) => lowerConvolution(writer, x, w, convolutionGeometry(node)),
  tfjs(tf, [x, w], { attributes }) {
    const placement = placementOf(attributes), padded = paddedTensor(tf, x, placement);
    // wasm's kernel for a filter of one weight gives −∞ for NaN.
    if (w.size === 1 && tf.getBackend() === "wasm") {
      return tf.stridedSlice(tf.mul(padded, w), [0, 0, 0, 0], padded.shape, [1, ...placement.strides, 1]);
    }
    return tf.conv2d(
      padded as never,
      w as never,
      [...placement.strides] as [number, number],
      "valid",
    );
  },
};

/** Lengths of a conv2d node. */
export function convolutionGeometry({ inputs: [x, w], attributes }: GraphNode): Geometry {
  return geometryOf("conv2d", x.shape, w.shape, placementOf(attributes));
}

/**
 * Results `[N, H', W', O]` of images `[N, H, W, C]` and filters `[h, w, C, O]`: the sum over the filter's positions,
 * without turning it round.
 *
 * @throws {RangeError} for shapes, strides and pads that do not fit
 */
export function conv2d(x: GraphNode, w: GraphNode, { strides, pads }: Placement): GraphNode {
  return x.graph.apply(convOp, [x, w], { strides: [...strides], pads: [...pads] });
}

const imageOp: Op = {
  name: "conv2dImageGradient",
  infer(inputs, attributes) {
    requireFloats("conv2dImageGradient", inputs);
    const [y, w] = inputs, shape = attributes.shape as Shape;
    const geometry = geometryOf("conv2dImageGradient", shape, w.shape, placementOf(attributes));
    requireResults("conv2dImageGradient", geometry, y.shape);
    return { shape, dtype: "float" };
  },
  evaluate([y, w], node) {
    const result = new Float64Array(node.size);
    forEachProduct(imageGradient(node), (at, filter, from) => result[at] += y[from] * w[filter]);
    return result;
  },
  onnx: (writer, [y, w], node) => lowerImageGradient(writer, y, w, imageGradient(node)),
  tfjs(tf, [y, w], { attributes, shape }) {
    const { strides, pads: [top, bottom, left, right] } = placementOf(attributes);
    const whole = [shape[0], shape[1] + top + bottom, shape[2] + left + right, shape[3]];
    const found = tf.conv2dTranspose(
      y as never,
      w as never,
      whole as [number, number, number, number],
      [...strides] as [number, number],
      "valid",
    );
    return tf.slice(found, [0, top, left, 0], [...shape]);
  },
};

function imageGradient({ inputs: [, w], attributes, shape }: GraphNode): Geometry {
  return geometryOf("conv2dImageGradient", shape, w.shape, placementOf(attributes));
}

/**
 * The gradient of {@linkcode conv2d} by its images, of the given shape, from that by its results; also called a
 * transposed convolution.
 */
export function conv2dImageGradient(
  y: GraphNode,
  w: GraphNode,
  shape: Shape,
  placement: Placement,
): GraphNode {
  const { strides, pads } = placement;
  return y.graph.apply(imageOp, [y, w], { strides: [...strides], pads: [...pads], shape: [...shape] });
}

const filterOp: Op = {
  name: "conv2dFilterGradient",
  infer(inputs, attributes) {
    requireFloats("conv2dFilterGradient", inputs);
    const [x, y] = inputs, shape = attributes.shape as Shape;
    const geometry = geometryOf("conv2dFilterGradient", x.shape, shape, placementOf(attributes));
    requireResults("conv2dFilterGradient", geometry, y.shape);
    return { shape, dtype: "float" };
  },
  evaluate([x, y], node) {
    const result = new Float64Array(node.size);
    forEachProduct(
      filterGradient(node),
      (image, at, from) => result[at] += x[image] * y[from],
      (at, from) => result[at] += 0 * y[from],
    );
    return result;
  },
  onnx: (writer, [x, y], node) => lowerFilterGradient(writer, x, y, filterGradient(node)),
  // TF.js's own kernel is not public, and wasm lacks it: one product for each position of the filter, as on ONNX.
  tfjs(tf, [x, y], node) {
    const { strides, filters: [rows, columns, channels, outputs], results } = filterGradient(node);
    const padded = paddedTensor(tf, x, placementOf(node.attributes));
    const positions = sizeOf(results.slice(0, 3)), flat = tf.reshape(y, [positions, outputs]);
    const products = Array.from({ length: rows * columns }, (_, k) => {
      const begin = [0, Math.floor(k / columns), k % columns, 0];
      const end = [
        results[0],
        begin[1] + (results[1] - 1) * strides[0] + 1,
        begin[2] + (results[2] - 1) * strides[1] + 1,
        channels,
      ];
      const tap = tf.stridedSlice(padded, begin, end, [1, ...strides, 1]);
      return tf.matMul(tf.reshape(tap, [positions, channels]), flat, true);
    });
    return tf.reshape(tf.concat(products, 0), [...node.shape]);
  },
};

function filterGradient({ inputs: [x], attributes, shape }: GraphNode): Geometry {
  return geometryOf("conv2dFilterGradient", x.shape, shape, placementOf(attributes));
}

/** The gradient of {@linkcode conv2d} by its filters, of the given shape, from that by its results. */
export function conv2dFilterGradient(
  x: GraphNode,
  y: GraphNode,
  shape: Shape,
  placement: Placement,
): GraphNode {
  const { strides, pads } = placement;
  return x.graph.apply(filterOp, [x, y], { strides: [...strides], pads: [...pads], shape: [...shape] });
}
