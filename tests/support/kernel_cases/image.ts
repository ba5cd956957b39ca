/** Calls on images: convolution, pooling, resizing, batch normalisation. */
import * as tf from "@tensorflow/tfjs-core";
import fc from "fast-check";
import { drawTensor } from "../tensors.ts";
import { anywhere, type KernelCase, type KernelCases, positive, seed } from "./draw_call.ts";

const few = fc.integer({ min: 1, max: 2 });
type Explicit = [[number, number], [number, number], [number, number], [number, number]];

/** Image, filter, strides and padding of a convolution or a pool. */
const placed = fc.record({
  window: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
  more: fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 2 })),
  strides: fc.tuple(few, few),
  pad: fc.constantFrom<"same" | "valid" | Explicit>("same", "valid", [[0, 0], [1, 0], [0, 1], [0, 0]]),
  count: few,
  channels: few,
  outputs: few,
  seed,
}).map((drawn) => {
  const [rows, columns] = drawn.window;
  return { ...drawn, images: [drawn.count, rows + drawn.more[0], columns + drawn.more[1], drawn.channels] };
});

const conv2d: KernelCase = {
  what: "strides and pads",
  smooth: true,
  call: placed.map(({ window, images, strides, pad, channels, outputs, seed }) => ({
    inputs: {
      x: drawTensor(images, seed, anywhere),
      w: drawTensor([...window, channels, outputs], seed + 1, anywhere),
    },
    apply: ({ x, w }) => tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, strides, pad),
  })),
};

const channelsFirst: KernelCase = {
  what: "channels first",
  smooth: false,
  call: placed.map(({ window, images: [n, h, w, c], strides, channels, outputs, seed }) => ({
    inputs: {
      x: drawTensor([n, c, h, w], seed, anywhere),
      w: drawTensor([...window, channels, outputs], seed + 1, anywhere),
    },
    apply: ({ x, w }) => tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, strides, "valid", "NCHW"),
  })),
};

const dilated: KernelCase = {
  what: "dilated filters",
  smooth: true,
  call: fc.record({ pad: fc.constantFrom("same" as const, "valid" as const), seed }).map(({ pad, seed }) => ({
    inputs: { x: drawTensor([1, 5, 4, 2], seed, anywhere), w: drawTensor([2, 2, 2, 1], seed + 1, anywhere) },
    apply: ({ x, w }) => tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, pad, "NHWC", [2, 2]),
  })),
};

const conv1d: KernelCase = {
  what: "one dimension",
  smooth: true,
  call: placed.map((
    { window: [length], more: [more], strides: [stride], count, channels, outputs, seed },
  ) => ({
    inputs: {
      x: drawTensor([count, length + more, channels], seed, anywhere),
      w: drawTensor([length, channels, outputs], seed + 1, anywhere),
    },
    apply: ({ x, w }) => tf.conv1d(x as tf.Tensor3D, w as tf.Tensor3D, stride, "same"),
  })),
};

const transposed: KernelCase = {
  what: "transposed",
  smooth: true,
  call: fc.record({
    window: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
    size: fc.tuple(few, few),
    strides: fc.tuple(few, few),
    pad: fc.constantFrom("same" as const, "valid" as const),
    count: few,
    channels: few,
    outputs: few,
    seed,
  }).map(({ window, size, strides, pad, count, channels, outputs, seed }) => {
    const [height, width] = size.map((n, axis) =>
      pad === "same" ? n * strides[axis] : (n - 1) * strides[axis] + window[axis]
    );
    return {
      inputs: {
        y: drawTensor([count, ...size, outputs], seed, anywhere),
        w: drawTensor([...window, channels, outputs], seed + 1, anywhere),
      },
      apply: ({ y, w }) =>
        tf.conv2dTranspose(
          y as tf.Tensor4D,
          w as tf.Tensor4D,
          [count, height, width, channels],
          strides,
          pad,
        ),
    };
  }),
};

const depthwise: KernelCase = {
  what: "filters of each channel",
  smooth: true,
  call: placed.map(({ window, images, strides: [stride], pad, channels, outputs, seed }) => ({
    inputs: {
      x: drawTensor(images, seed, anywhere),
      w: drawTensor([...window, channels, outputs], seed + 1, anywhere),
    },
    apply: ({ x, w }) => tf.depthwiseConv2d(x as tf.Tensor4D, w as tf.Tensor4D, stride, pad),
  })),
};

type Pool = (
  x: tf.Tensor4D,
  size: [number, number],
  strides: [number, number],
  pad: "same" | "valid",
) => tf.Tensor;

const pool = (op: Pool): KernelCase[] =>
  [false, true].map((apart) => ({
    what: apart ? "windows side by side" : "strides and pads",
    smooth: true,
    call: placed.map(({ window, images, strides, pad, seed }) => ({
      inputs: { x: drawTensor(images, seed, anywhere) },
      apply: ({ x }) =>
        op(
          x as tf.Tensor4D,
          window,
          apart ? window : strides,
          apart || typeof pad !== "string" ? "valid" : pad,
        ),
    })),
  }));

type Resize = (x: tf.Tensor4D, size: [number, number], align: boolean, half: boolean) => tf.Tensor;

const resize = (op: Resize): KernelCase[] => [{
  what: "larger and smaller",
  smooth: true,
  call: fc.record({
    from: fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })),
    to: fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 })),
    grid: fc.constantFrom([false, false], [true, false], [false, true]),
    channels: few,
    seed,
  }).map(({ from, to, grid: [align, half], channels, seed }) => ({
    inputs: { x: drawTensor([2, ...from, channels], seed, anywhere) },
    apply: ({ x }) => op(x as tf.Tensor4D, to, align, half),
  })),
}];

const batchNorm: KernelCase = {
  what: "with and without scale and offset",
  smooth: true,
  call: fc.record({
    shape: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 2, maxLength: 4 }),
    hasScale: fc.boolean(),
    hasOffset: fc.boolean(),
    seed,
  }).map(({ shape, hasScale, hasOffset, seed }) => {
    const channels = shape.slice(-1);
    return {
      inputs: {
        x: drawTensor(shape, seed, anywhere),
        mean: drawTensor(channels, seed + 1, anywhere),
        variance: drawTensor(channels, seed + 2, positive),
        ...(hasOffset ? { offset: drawTensor(channels, seed + 3, anywhere) } : {}),
        ...(hasScale ? { scale: drawTensor(channels, seed + 4, positive) } : {}),
      },
      apply: ({ x, mean, variance, offset, scale }) =>
        tf.batchNorm(
          x,
          mean as tf.Tensor1D,
          variance as tf.Tensor1D,
          offset as tf.Tensor1D,
          scale as tf.Tensor1D,
        ),
    };
  }),
};

/** Cases of kernels on images. */
export const IMAGE_CASES: KernelCases = {
  AvgPool: pool((x, size, strides, pad) => tf.avgPool(x, size, strides, pad)),
  Conv2D: [conv2d, conv1d, dilated, channelsFirst],
  Conv2DBackpropInput: [transposed],
  DepthwiseConv2dNative: [depthwise],
  FusedBatchNorm: [batchNorm],
  MaxPool: pool((x, size, strides, pad) => tf.maxPool(x, size, strides, pad)),
  ResizeBilinear: resize((x, size, align, half) => tf.image.resizeBilinear(x, size, align, half)),
  ResizeNearestNeighbor: resize((x, size, align, half) =>
    tf.image.resizeNearestNeighbor(x, size, align, half)
  ),
};
