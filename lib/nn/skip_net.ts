/** The skip U-Net of the deep image prior (Ulyanov, Vedaldi and Lempitsky, 2018). */
import * as tf from "@tensorflow/tfjs-core";
import { type Activation, type ActivationName, activationOf } from "./activation.ts";
import { batchNorm } from "./batch_norm.ts";
import { chain } from "./chain.ts";
import { requireInteger } from "../checks.ts";
import { requireShape } from "./checks.ts";
import { conv2d } from "./conv.ts";
import { InnerTensors } from "./hooks.ts";
import { type Model, parametersOf, tensorsOfParts } from "./model.ts";
import { tensorsByName } from "./parameter.ts";

/** Settings of {@linkcode skipNet}. */
export interface SkipNetOptions {
  /** Channels of the input. */
  inputs: number;
  /** Channels of the result. */
  outputs: number;
  /** Channels of each scale, on the way down and up, finest first: `[128, 128, 128, 128, 128]`. */
  channels: readonly number[];
  /** Channels of the skip connection at each scale; 4 by default, 0 for none. */
  skip?: number;
  /** Length of the kernels; 3 by default. */
  kernel?: number;
  /** "leakyRelu" by default. */
  activation?: ActivationName | Activation;
  /** Whether batch norm comes after each convolution (default); without it the convolutions have biases. */
  normalize?: boolean;
}

/**
 * An hourglass. At each scale two convolutions, the first with stride 2, lead down. The result from below, resized
 * bilinearly to the scale's size, is concatenated with a 1×1 convolution of the scale's input, and passes through two
 * convolutions (`kernel` and 1×1). `[batch, height, width, inputs]` to `[batch, height, width, outputs]`, for any
 * height and width.
 *
 * Parts are `down1`, `skip1`, `up1`, `down2`, …, and `output`, a 1×1 convolution without activation. Inner tensors are
 * theirs as `down1.…`, and their results `down1`, `skip1`, `up1`, ….
 *
 * @throws {RangeError} for counts that are not positive integers, no scales, or an unknown activation
 */
export function skipNet(options: SkipNetOptions): Model {
  const owner = "skip net", { inputs, outputs, channels, skip = 4, kernel = 3, normalize = true } = options;
  const activate = activationOf(options.activation ?? "leakyRelu");
  requireInteger(owner, "inputs", inputs);
  requireInteger(owner, "outputs", outputs);
  if (channels.length === 0) {
    throw new RangeError("skip net: needs the channels of one scale or more, got none");
  }
  channels.forEach((count) => requireInteger(owner, "the channels of a scale", count));
  if (skip !== 0) requireInteger(owner, "skip", skip);

  // A batch norm would subtract a bias before it.
  const bias = !normalize;
  const block = (from: number, units: number, lengths: readonly number[], stride = 1) =>
    chain(Object.fromEntries(lengths.flatMap((kernel, k) => [
      [`conv${k + 1}`, conv2d({ inputs: k ? units : from, units, kernel, stride: k ? 1 : stride, bias })],
      ...(normalize ? [[`norm${k + 1}`, batchNorm({ channels: units })]] : []),
      [`activation${k + 1}`, activate],
    ])));
  const scales = channels.map((count, k) => {
    const from = k === 0 ? inputs : channels[k - 1];
    const below = k === channels.length - 1 ? count : channels[k + 1];
    return {
      down: block(from, count, [kernel, kernel], 2),
      ...(skip > 0 ? { skip: block(from, skip, [1]) } : {}),
      up: block(below + skip, count, [kernel, 1]),
    };
  });
  const parts: Record<string, Model> = Object.fromEntries([
    ...scales.flatMap((scale, k) =>
      Object.entries(scale).map(([name, part]) => [`${name}${k + 1}`, part] as const)
    ),
    ["output", conv2d({ inputs: channels[0], units: outputs, kernel: 1 })] as const,
  ]);
  const names = Object.keys(parts), models = Object.values(parts);
  const parameters = names.flatMap((name) => parametersOf(name, parts[name]));

  return {
    parameters,
    apply(tensors, x, hooks) {
      requireShape(owner, x, ["batch", "height", "width", inputs]);
      const inner = new InnerTensors(owner, hooks);
      tensorsByName(owner, tensors, parameters);
      const own = tensorsOfParts(tensors, models);
      const run = (name: string, value: tf.Tensor) =>
        inner.pass(name, parts[name].apply(own[names.indexOf(name)], value, inner.of(name)));
      const through = (scale: number, value: tf.Tensor): tf.Tensor => {
        const down = run(`down${scale}`, value);
        const below = scale === channels.length ? down : through(scale + 1, down);
        const [, height, width] = value.shape as number[];
        const resized = tf.image.resizeBilinear(below as tf.Tensor4D, [height, width], false, true);
        const joined = skip > 0 ? tf.concat([run(`skip${scale}`, value), resized], -1) : resized;
        return run(`up${scale}`, joined);
      };
      const result = run("output", through(1, x));
      inner.finish();
      return result;
    },
  };
}
