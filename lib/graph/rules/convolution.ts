/** Rules of convolution: it and its two gradients are the three gradients of one trilinear sum. */
import { conv2d, conv2dFilterGradient, conv2dImageGradient } from "../ops/convolution/conv2d.ts";
import { depthwiseFilterGradient, depthwiseImageGradient } from "../ops/convolution/depthwise.ts";
import { placementOf } from "../ops/convolution/geometry.ts";
import * as batched from "./batched_convolution.ts";
import type { RulesByOp } from "./rule.ts";

/** Rules of convolutions. */
export const CONVOLUTION_RULES: RulesByOp = {
  conv2d: {
    gradient: (y, dy) => {
      const [x, w] = y.inputs, placement = placementOf(y.attributes);
      return [
        () => conv2dImageGradient(dy, w, x.shape, placement),
        () => conv2dFilterGradient(x, dy, w.shape, placement),
      ];
    },
    batching: batched.conv2d,
    linear: "each",
  },
  conv2dImageGradient: {
    gradient: (x, dx) => {
      const [y, w] = x.inputs, placement = placementOf(x.attributes);
      return [() => conv2d(dx, w, placement), () => conv2dFilterGradient(dx, y, w.shape, placement)];
    },
    batching: batched.conv2dImageGradient,
    linear: "each",
  },
  conv2dFilterGradient: {
    gradient: (w, dw) => {
      const [x, y] = w.inputs, placement = placementOf(w.attributes);
      return [() => conv2dImageGradient(y, dw, x.shape, placement), () => conv2d(x, dw, placement)];
    },
    batching: batched.conv2dFilterGradient,
    linear: "each",
  },
  depthwiseConv2d: {
    gradient: (y, dy) => {
      const [x, w] = y.inputs, placement = placementOf(y.attributes);
      return [
        () => depthwiseImageGradient(dy, w, x.shape, placement),
        () => depthwiseFilterGradient(x, dy, w.shape, placement),
      ];
    },
    batching: batched.depthwiseConv2d,
    linear: "each",
  },
};
