/** Convolutional layers, with channels last. */
import * as tf from "@tensorflow/tfjs-core";
import { type Activation, type ActivationName, activationOf } from "./activation.ts";
import { requireInteger, requireOneOf } from "../checks.ts";
import { requireShape } from "./checks.ts";
import { InnerTensors } from "./hooks.ts";
import type { Model } from "./model.ts";
import { type ParameterSpec, tensorsByName } from "./parameter.ts";

/** Settings that all convolutions share. */
export interface ConvolutionOptions {
  /** Length of the kernel along each axis, or one number for all axes. */
  kernel: number | readonly number[];
  /** Stride of the kernel along every axis; 1 by default. */
  stride?: number;
  /** "same" (default) pads with zeros, so a stride of 1 keeps the lengths; "valid" does not pad. */
  padding?: "same" | "valid";
  /** "identity" by default. */
  activation?: ActivationName | Activation;
  /** Whether there is a bias (default). */
  bias?: boolean;
}

/** Settings of {@linkcode conv1d} and {@linkcode conv2d}. */
export interface ConvOptions extends ConvolutionOptions {
  /** Channels of the input. */
  inputs: number;
  /** Channels of the result. */
  units: number;
}

/** Settings of {@linkcode depthwiseConv2d}. */
export interface DepthwiseOptions extends ConvolutionOptions {
  /** Channels of input and result. */
  channels: number;
}

/** Differences between the kinds of convolution. */
interface Kind {
  owner: string;
  axes: readonly string[];
  channels: number;
  kernel: ParameterSpec;
  units: number;
  apply(x: tf.Tensor, kernel: tf.Tensor, stride: number, padding: "same" | "valid"): tf.Tensor;
}

function convolution(kind: Kind, options: ConvolutionOptions): Model {
  const { owner, axes, channels, kernel, units } = kind, { padding = "same", bias = true } = options;
  const activate = activationOf(options.activation ?? "identity");
  const stride = requireInteger(owner, "stride", options.stride ?? 1);
  requireOneOf(owner, "padding", padding, ["same", "valid"]);
  const parameters: ParameterSpec[] = [
    kernel,
    ...(bias ? [{ ...kernel, name: "bias", shape: [units] }] : []),
  ];
  return {
    parameters,
    apply(tensors, x, hooks) {
      const named = tensorsByName(owner, tensors, parameters), inner = new InnerTensors(owner, hooks);
      requireShape(owner, x, ["batch", ...axes, channels]);
      const short = kernel.shape.findIndex((length, k) => k < axes.length && length > x.shape[k + 1]!);
      if (padding === "valid" && short >= 0) {
        throw new RangeError(
          `${owner}: a kernel of length ${kernel.shape[short]} does not fit into the ${axes[short]} ${
            x.shape[short + 1]
          } of the input [${x.shape}] without padding`,
        );
      }
      const sum = kind.apply(x, named.kernel, stride, padding);
      const linear = inner.pass("linear", bias ? tf.add(sum, named.bias) : sum);
      inner.finish();
      return activate(linear);
    },
  };
}

function kernelLengths(owner: string, axes: number, kernel: number | readonly number[]): number[] {
  const lengths = typeof kernel === "number" ? new Array<number>(axes).fill(kernel) : [...kernel];
  if (lengths.length !== axes) {
    throw new RangeError(`${owner}: the kernel has ${lengths.length} lengths [${lengths}], needs ${axes}`);
  }
  return lengths.map((length) => requireInteger(owner, "the kernel's length", length));
}

function kernelSpec(lengths: readonly number[], inputs: number, units: number): ParameterSpec {
  const area = lengths.reduce((product, length) => product * length, 1);
  return { name: "kernel", shape: [...lengths, inputs, units], fanIn: area * inputs, fanOut: area * units };
}

/** A convolution that sums over the channels. */
function summing(owner: string, axes: readonly string[], apply: Kind["apply"], options: ConvOptions): Model {
  const { inputs, units } = options;
  requireInteger(owner, "inputs", inputs);
  requireInteger(owner, "units", units);
  const kernel = kernelSpec(kernelLengths(owner, axes.length, options.kernel), inputs, units);
  return convolution({ owner, axes, channels: inputs, kernel, units, apply }, options);
}

/**
 * σ(kernel ∗ x + b) along one axis: `[batch, steps, inputs]` to `[batch, steps', units]`.
 *
 * Parameters are `kernel [length, inputs, units]` and `bias [units]`; the inner tensor `linear` is the result before σ.
 *
 * @throws {RangeError} for counts or lengths that are not positive integers and for unknown names; on application, for
 *   an input that is too short for a kernel without padding
 */
export function conv1d(options: ConvOptions): Model {
  return summing(
    "conv1d",
    ["steps"],
    (x, kernel, stride, padding) => tf.conv1d(x as tf.Tensor3D, kernel as tf.Tensor3D, stride, padding),
    options,
  );
}

/**
 * σ(kernel ∗ x + b) along two axes: `[batch, height, width, inputs]` to `[batch, height', width', units]`.
 *
 * Parameters are `kernel [h, w, inputs, units]` and `bias [units]`; the inner tensor `linear` is the result before σ.
 *
 * @throws {RangeError} as {@linkcode conv1d} does
 */
export function conv2d(options: ConvOptions): Model {
  return summing(
    "conv2d",
    ["height", "width"],
    (x, kernel, stride, padding) => tf.conv2d(x as tf.Tensor4D, kernel as tf.Tensor4D, stride, padding),
    options,
  );
}

/**
 * σ(kernel ∗ x + b) for each channel separately: `[batch, height, width, channels]` to the same number of channels.
 *
 * Parameters are `kernel [h, w, channels, 1]` and `bias [channels]`; the inner tensor `linear` is the result before σ.
 *
 * @throws {RangeError} as {@linkcode conv1d} does
 */
export function depthwiseConv2d(options: DepthwiseOptions): Model {
  const owner = "depthwise conv2d", { channels } = options;
  requireInteger(owner, "channels", channels);
  const lengths = kernelLengths(owner, 2, options.kernel), area = lengths[0] * lengths[1];
  return convolution({
    owner,
    axes: ["height", "width"],
    channels,
    kernel: { name: "kernel", shape: [...lengths, channels, 1], fanIn: area, fanOut: area },
    units: channels,
    apply: (x, weights, stride, padding) =>
      tf.depthwiseConv2d(x as tf.Tensor4D, weights as tf.Tensor4D, stride, padding),
  }, options);
}
