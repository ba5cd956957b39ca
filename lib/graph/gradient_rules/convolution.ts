/** Rules of convolution: it and its two gradients are the three gradients of one sum of products of three factors. */
import { conv2d, conv2dFilterGradient, conv2dImageGradient } from "../ops/convolution/conv2d.ts";
import { depthwiseFilterGradient, depthwiseImageGradient } from "../ops/convolution/depthwise.ts";
import { placementOf } from "../ops/convolution/geometry.ts";
import type { GradientRules } from "./rule.ts";

/** Rules of convolutions. */
export const CONVOLUTION_RULES: GradientRules = {
  conv2d: (y, dy) => {
    const [x, w] = y.inputs, placement = placementOf(y.attributes);
    return [
      () => conv2dImageGradient(dy, w, x.shape, placement),
      () => conv2dFilterGradient(x, dy, w.shape, placement),
    ];
  },
  conv2dImageGradient: (x, dx) => {
    const [y, w] = x.inputs, placement = placementOf(x.attributes);
    return [() => conv2d(dx, w, placement), () => conv2dFilterGradient(dx, y, w.shape, placement)];
  },
  conv2dFilterGradient: (w, dw) => {
    const [x, y] = w.inputs, placement = placementOf(w.attributes);
    return [() => conv2dImageGradient(y, dw, x.shape, placement), () => conv2d(x, dw, placement)];
  },
  depthwiseConv2d: (y, dy) => {
    const [x, w] = y.inputs, placement = placementOf(y.attributes);
    return [
      () => depthwiseImageGradient(dy, w, x.shape, placement),
      () => depthwiseFilterGradient(x, dy, w.shape, placement),
    ];
  },
};
