import * as tf from "@tensorflow/tfjs-core";
import { constant, grad } from "../../graph/mod.ts";
import { meanSquaredError, multilayerPerceptron, parametersOf, tensorsOfParts } from "../../nn/mod.ts";

const PARTS = ["encoder", "generator", "critic_x", "critic_z"] as const;

/** Weight of the gradient penalty and of the cycle's error, as in the original. */
const PENALTY = 10;

/** What the nets compute from their parameters. */
export type TadGanNets = Readonly<Record<typeof PARTS[number], (x: tf.Tensor) => tf.Tensor>>;

/** Encoder, generator and both critics, each with one hidden layer of leaky ReLU, as one list of parameters. */
export function tadGanModel(length: number, hidden: number, latent: number) {
  const ends = {
    encoder: [length, latent],
    generator: [latent, length],
    critic_x: [length, 1],
    critic_z: [latent, 1],
  };
  const models = PARTS.map((part) =>
    multilayerPerceptron({
      widths: [ends[part][0], hidden, ends[part][1]],
      activation: (x) => tf.leakyRelu(x, 0.2),
    })
  );
  return {
    parameters: models.flatMap((model, i) => parametersOf(PARTS[i], model)),
    nets(tensors: readonly tf.Tensor[]): TadGanNets {
      const own = tensorsOfParts(tensors, models);
      return Object.fromEntries(
        PARTS.map((part, i) => [part, (x: tf.Tensor) => models[i].apply(own[i], x)]),
      ) as TadGanNets;
    },
  };
}

/** The random numbers of a step. */
export interface TadGanDraws {
  /** normal, `[batch, latent]` */
  readonly latent: tf.Tensor;
  /** uniform in [0, 1), `[batch, 1]` */
  readonly mix: tf.Tensor;
}

/** 10 (‖slope‖ − 1)² between real and false (Gulrajani et al. 2017). */
function penalty(
  critic: (x: tf.Tensor) => tf.Tensor,
  real: tf.Tensor,
  fake: tf.Tensor,
  mix: tf.Tensor,
): tf.Tensor {
  const between = tf.add(tf.mul(mix, real), tf.mul(tf.sub(constant(1), mix), fake));
  const slope = grad(tf.sum(critic(between)) as tf.Scalar, between);
  const size = tf.sqrt(tf.sum(tf.square(slope), 1));
  return tf.mul(constant(PENALTY), tf.mean(tf.square(tf.sub(size, constant(1)))));
}

/**
 * Losses of the three games (Geiger et al. 2020): of the critic of windows, of the critic of latent vectors, and of encoder
 * and generator with the squared error of the cycle. All scalars.
 *
 * @param critics the nets as the critics' games see them, where only the critics learn
 * @param makers the nets as the third game sees them, where only encoder and generator learn
 */
export function tadGanGames(
  critics: TadGanNets,
  makers: TadGanNets,
  windows: tf.Tensor,
  { latent, mix }: TadGanDraws,
): { critic_x: tf.Tensor; critic_z: tf.Tensor; encoder_generator: tf.Tensor } {
  const game = (critic: (x: tf.Tensor) => tf.Tensor, real: tf.Tensor, fake: tf.Tensor) =>
    tf.add(tf.sub(tf.mean(critic(fake)), tf.mean(critic(real))), penalty(critic, real, fake, mix));
  const code = makers.encoder(windows);
  const cycle = meanSquaredError(makers.generator(code), windows);
  const belief = tf.add(
    tf.mean(makers.critic_x(makers.generator(latent))),
    tf.mean(makers.critic_z(code)),
  );
  return {
    critic_x: game(critics.critic_x, windows, critics.generator(latent)),
    critic_z: game(critics.critic_z, latent, critics.encoder(windows)),
    encoder_generator: tf.sub(tf.mul(constant(PENALTY), cycle), belief),
  };
}
