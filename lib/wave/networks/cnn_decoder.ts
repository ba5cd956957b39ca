/** A convolutional decoder of a fixed latent vector, the layout of Zhu et al. (2022) and ADFWI. */
import * as tf from "@tensorflow/tfjs-core";
import { requireInteger } from "../../checks.ts";
import { chain, conv2d, dense, type Model, uniformFanIn } from "../../nn/mod.ts";
import { type Generator, uniformArray } from "../../random/mod.ts";
import { fixedInputNetwork, type VelocityNetwork } from "./velocity_network.ts";

/** Settings of {@linkcode cnnDecoder}. */
export interface CnnDecoderOptions {
  nz: number;
  nx: number;
  /** Length of the latent vector, uniform in 0 … 1; 64 by default. */
  latent?: number;
  /** Channels after the dense layer, then after each doubling of the size; `[16, 32, 16]` by default. */
  channels?: readonly number[];
  /** Length of the kernels; 3 by default. */
  kernel?: number;
  /** `false` leaves the activations out: a linear decoder of the same layout, for comparison. */
  nonlinear?: boolean;
}

const leaky = (x: tf.Tensor) => tf.leakyRelu(x, 0.1), same = (x: tf.Tensor) => x;

/**
 * A latent vector through a dense layer to a small image, which is doubled in size (bilinearly) and convolved, once for each
 * of the further channels, then convolved to one channel and cropped in the middle to `[nz][nx]`.
 *
 * Parts are `spread`, `up1`, `conv1`, …, `output`; dropout may act on the channels of `conv1`, ….
 *
 * @param latentStream draws the latent vector
 * @throws {RangeError} for lengths or channels that are not positive integers, or fewer than two numbers of channels
 */
export function cnnDecoder(options: CnnDecoderOptions, latentStream: Generator): VelocityNetwork {
  const owner = "cnn decoder",
    { nz, nx, latent = 64, channels = [16, 32, 16], kernel = 3, nonlinear = true } = options;
  for (const [name, value] of Object.entries({ nz, nx, latent, kernel })) requireInteger(owner, name, value);
  channels.forEach((count) => requireInteger(owner, "channels", count));
  const levels = channels.length - 1, factor = 2 ** levels, activation = nonlinear ? leaky : same;
  if (levels < 1) {
    throw new RangeError(`${owner}: needs channels of two sizes or more, got [${channels}]`);
  }
  const rows = Math.ceil(nz / factor), columns = Math.ceil(nx / factor);
  const top = Math.floor((rows * factor - nz) / 2), left = Math.floor((columns * factor - nx) / 2);
  const parts: Record<string, Model | ((x: tf.Tensor) => tf.Tensor)> = {
    spread: dense({ inputs: latent, units: rows * columns * channels[0] }),
    image: (x) => tf.reshape(x, [1, rows, columns, channels[0]]),
  };
  for (let level = 1; level <= levels; level++) {
    const size: [number, number] = [rows * 2 ** level, columns * 2 ** level];
    parts[`up${level}`] = (x) => tf.image.resizeBilinear(x as tf.Tensor4D, size, false, true);
    parts[`conv${level}`] = conv2d({
      inputs: channels[level - 1],
      units: channels[level],
      kernel,
      activation,
    });
  }
  parts.output = conv2d({ inputs: channels[levels], units: 1, kernel });
  parts.crop = (x) => tf.slice(x, [0, top, left, 0], [1, nz, nx, 1]);
  const model = chain(parts), values = uniformArray(latentStream, latent, 0, 1);
  return fixedInputNetwork(model, { values, shape: [1, latent] }, {
    nodes: nz * nx,
    droppable: Object.fromEntries(channels.slice(1).map((count, k) => [`conv${k + 1}`, [1, 1, 1, count]])),
    initial: (stream) => uniformFanIn(model.parameters, stream),
  });
}
