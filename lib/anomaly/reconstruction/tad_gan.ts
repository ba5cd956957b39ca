import * as tf from "@tensorflow/tfjs-core";
import { requireInteger } from "../../checks.ts";
import { normalArray, uniformArray } from "../../random/mod.ts";
import { quantile } from "../../stats/mod.ts";
import { defineDetector } from "../define_detector.ts";
import type { DetectorFactory } from "../detector.ts";
import { compiledScores } from "../nets/compiled_scores.ts";
import { checkNetOptions, NET_DEFAULTS, NET_OPTIONAL, type NetOptions } from "../nets/net_options.ts";
import { trainNet } from "../nets/train_net.ts";
import { tadGanGames, tadGanModel } from "./tad_gan_nets.ts";

/** Settings of {@link tadGan}. */
export interface TadGanOptions extends Omit<NetOptions, "epochs"> {
  /** 0 scores with the initial nets */
  readonly epochs: number;
  /** units of the hidden layer of each net */
  readonly hidden: number;
  /** latent dimensions */
  readonly latent: number;
}

/** The same tensor, through which no gradient passes. */
const heldFixed = tf.customGrad((...given: unknown[]) => {
  const [x] = given as [tf.Tensor];
  return { value: tf.clone(x), gradFunc: (dy: tf.Tensor) => tf.zerosLike(dy) };
});

/**
 * Reconstruction error times critic's doubt of an adversarial autoencoder (TadGAN, Geiger et al. 2020), with dense nets:
 * (|c − m|/s + 1)(max((e − ē)/s_e, 0) + 1), all scales from the standard windows.
 *
 * The three games are played at once, one step of Adam each, and not five steps of the critics to one of the others.
 */
export const tadGan: DetectorFactory<TadGanOptions> = defineDetector<TadGanOptions>({
  number: 12,
  name: "TadGAN",
  family: "reconstruction",
  seedable: true,
  defaults: { ...NET_DEFAULTS, hidden: 64, latent: 20, epochs: 30 },
  optional: NET_OPTIONAL,
  check(options, where) {
    checkNetOptions({ ...options, epochs: Math.max(1, options.epochs) }, where);
    requireInteger(where, "epochs", options.epochs, 0);
    requireInteger(where, "hidden", options.hidden);
    requireInteger(where, "latent", options.latent);
  },
  async fit(standard, options) {
    const { values, count, length } = standard, { hidden, latent } = options;
    const { parameters, nets } = tadGanModel(length, hidden, latent);
    const own = (tensors: tf.Tensor[], critic: boolean) =>
      nets(
        tensors.map((tensor, i) =>
          parameters[i].name.startsWith("critic") === critic ? tensor : heldFixed(tensor)
        ),
      );
    const trained = await trainNet({
      where: "TadGAN",
      parameters,
      rows: { values, count, width: length },
      loss(tensors, rows, drawn) {
        const games = tadGanGames(own(tensors, true), own(tensors, false), rows, {
          latent: drawn.latent,
          mix: drawn.mix,
        });
        return tf.addN(Object.values(games)) as tf.Scalar;
      },
      drawn: (batch) => ({
        latent: {
          shape: [batch, latent],
          settings: {},
          draw: (stream) => normalArray(stream, batch * latent, 0, 1),
        },
        mix: { shape: [batch, 1], settings: {}, draw: (stream) => uniformArray(stream, batch, 0, 1) },
      }),
    }, options);
    const net = await compiledScores(
      { parameters, trained, precision: options.precision },
      length,
      (tensors, rows) => {
        const { encoder, generator, critic_x } = nets(tensors);
        return {
          error: tf.mean(tf.abs(tf.sub(generator(encoder(rows)), rows)), 1),
          critic: tf.reshape(critic_x(rows), [rows.shape[0]]),
        };
      },
    );
    const { error, critic } = await net.read(standard);
    const low = quantile(critic, 0.25), high = quantile(critic, 0.75);
    const errors = moments(error), centre = moments(critic.filter((c) => c >= low && c <= high)).mean;
    const spread = moments(critic).deviation;
    return {
      async score(windows) {
        const { error, critic } = await net.read(windows);
        return error.map((e, i) =>
          (Math.abs(critic[i] - centre) / spread + 1) *
          (Math.max((e - errors.mean) / errors.deviation, 0) + 1)
        );
      },
      dispose: net.dispose,
    };
  },
});

/** Mean and population deviation; 1 where nothing varies. */
function moments(values: Float64Array): { mean: number; deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.sqrt(variance) || 1 };
}
