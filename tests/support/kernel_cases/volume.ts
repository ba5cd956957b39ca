/** Calls of convolutions in three dimensions. */
import * as tf from "@tensorflow/tfjs-core";
import fc from "fast-check";
import { drawTensor } from "../tensors.ts";
import { anywhere, type KernelCase, type KernelCases, seed } from "./draw_call.ts";

const few = fc.integer({ min: 1, max: 2 });
type Three = [number, number, number];

/** Volume, filter, strides and padding; TF.js pads "same" wrongly where a stride is longer than the filter. */
const placed = fc.record({
  window: fc.tuple(few, few, few),
  more: fc.tuple(fc.nat(1), fc.nat(1), fc.nat(1)),
  strides: fc.tuple(few, few, few),
  pad: fc.constantFrom("same" as const, "valid" as const),
  count: few,
  channels: few,
  outputs: few,
  seed,
}).map(({ strides, ...drawn }) => ({
  ...drawn,
  strides: strides.map((stride, axis) => Math.min(stride, drawn.window[axis])) as Three,
}));

const conv3d: KernelCase = {
  what: "strides and pads",
  smooth: true,
  call: placed.map(({ window, more, strides, pad, count, channels, outputs, seed }) => ({
    inputs: {
      x: drawTensor([count, ...window.map((n, axis) => n + more[axis]), channels], seed, anywhere),
      w: drawTensor([...window, channels, outputs], seed + 1, anywhere),
    },
    apply: ({ x, w }) => tf.conv3d(x as tf.Tensor5D, w as tf.Tensor5D, strides, pad),
  })),
};

const dilated: KernelCase = {
  what: "dilated filters",
  smooth: true,
  call: fc.record({
    dilations: fc.tuple(few, few, few),
    pad: fc.constantFrom("same" as const, "valid" as const),
    seed,
  }).map(({ dilations, pad, seed }) => ({
    inputs: {
      x: drawTensor([1, 3, 4, 3, 1], seed, anywhere),
      w: drawTensor([2, 2, 2, 1, 2], seed + 1, anywhere),
    },
    apply: ({ x, w }) => tf.conv3d(x as tf.Tensor5D, w as tf.Tensor5D, 1, pad, "NDHWC", dilations),
  })),
};

const transposed: KernelCase = {
  what: "transposed",
  smooth: true,
  call: placed.map(({ window, more, strides, pad, count, channels, outputs, seed }) => {
    const places = more.map((n) => n + 1);
    const volume = places.map((n, axis) =>
      pad === "same" ? n * strides[axis] : (n - 1) * strides[axis] + window[axis]
    );
    return {
      inputs: {
        y: drawTensor([count, ...places, outputs], seed, anywhere),
        w: drawTensor([...window, channels, outputs], seed + 1, anywhere),
      },
      apply: ({ y, w }) =>
        tf.conv3dTranspose(
          y as tf.Tensor5D,
          w as tf.Tensor5D,
          [count, ...volume, channels] as [number, number, number, number, number],
          strides,
          pad,
        ),
    };
  }),
};

/** Cases of kernels on volumes. */
export const VOLUME_CASES: KernelCases = {
  Conv3D: [conv3d, dilated],
  Conv3DBackpropInputV2: [transposed],
};
