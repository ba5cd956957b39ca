import * as tf from "@tensorflow/tfjs-core";
import { requireInteger } from "../../checks.ts";
import { constant } from "../../graph/mod.ts";
import {
  chain,
  dense,
  meanSquaredError,
  type Model,
  multilayerPerceptron,
  parametersOf,
  tensorsOfParts,
} from "../../nn/mod.ts";
import { normalArray } from "../../random/mod.ts";
import { defineDetector } from "../define_detector.ts";
import type { DetectorFactory } from "../detector.ts";
import { compiledScores } from "../nets/compiled_scores.ts";
import { checkNetOptions, NET_DEFAULTS, NET_OPTIONAL, type NetOptions } from "../nets/net_options.ts";
import { requireUnits } from "../nets/require_units.ts";
import { rowErrors } from "../nets/row_errors.ts";
import { trainNet } from "../nets/train_net.ts";

/** Settings of {@link vae}. */
export interface VaeOptions extends NetOptions {
  /** units of the encoder's layers before the latent ones; the decoder mirrors them */
  readonly hidden: readonly number[];
  /** latent dimensions */
  readonly latent: number;
  /** weight of the divergence from the normal distribution */
  readonly beta: number;
}

/** Encoder, mean, log variance and decoder as one list of parameters. */
function parts(length: number, { hidden, latent }: Readonly<VaeOptions>) {
  const last = hidden[hidden.length - 1], relu = { activation: "relu" } as const;
  const widths = [length, ...hidden];
  const encoder = chain(Object.fromEntries(
    hidden.map((units, i) => [`layer${i + 1}`, dense({ inputs: widths[i], units, ...relu })]),
  ));
  const models: Record<string, Model> = {
    encoder,
    mean: dense({ inputs: last, units: latent }),
    logVariance: dense({ inputs: last, units: latent }),
    decoder: multilayerPerceptron({ widths: [latent, ...[...hidden].reverse(), length], ...relu }),
  };
  const named = Object.entries(models), list = named.map(([, model]) => model);
  return {
    parameters: named.flatMap(([name, model]) => parametersOf(name, model)),
    of(tensors: tf.Tensor[]) {
      const own = tensorsOfParts(tensors, list);
      return (name: keyof typeof models, x: tf.Tensor) => {
        const at = named.findIndex(([known]) => known === name);
        return list[at].apply(own[at], x);
      };
    },
  };
}

/**
 * Reconstruction by a variational autoencoder from the mean of the latent distribution, without noise: ‖x − x̂‖²/d.
 *
 * PyOD's `VAE` draws noise when it scores, so that its scores change from call to call.
 */
export const vae: DetectorFactory<VaeOptions> = defineDetector<VaeOptions>({
  number: 10,
  name: "VAE",
  family: "reconstruction",
  seedable: true,
  defaults: { ...NET_DEFAULTS, hidden: [128, 64, 32], latent: 2, beta: 1, epochs: 30 },
  optional: NET_OPTIONAL,
  check(options, where) {
    checkNetOptions(options, where);
    requireUnits(where, "hidden", options.hidden);
    requireInteger(where, "latent", options.latent);
    if (!(options.beta >= 0)) throw new RangeError(`${where}: beta must be 0 or more, got ${options.beta}`);
  },
  async fit({ values, count, length }, options) {
    const { latent, beta, draws } = options, { parameters, of } = parts(length, options);
    let step = 0;
    const trained = await trainNet({
      where: "VAE",
      parameters,
      rows: { values, count, width: length },
      loss(tensors, rows, { noise }) {
        const net = of(tensors), inner = net("encoder", rows);
        const mean = net("mean", inner), logVariance = net("logVariance", inner);
        const variance = tf.exp(logVariance);
        const z = tf.add(mean, tf.mul(tf.exp(tf.mul(constant(0.5), logVariance)), noise));
        const divergence = tf.sum(
          tf.sub(tf.add(tf.square(mean), variance), tf.add(logVariance, constant(1))),
          1,
        );
        return tf.add(
          meanSquaredError(net("decoder", z), rows),
          tf.mul(constant(0.5 * beta), tf.mean(divergence)),
        ) as tf.Scalar;
      },
      drawn: (batch) => ({
        noise: {
          shape: [batch, latent],
          settings: {},
          draw: (stream) =>
            draws?.noise ? Float64Array.from(draws.noise[step++]) : normalArray(stream, batch * latent, 0, 1),
        },
      }),
    }, options);
    const net = await compiledScores(
      { parameters, trained, precision: options.precision },
      length,
      (tensors, rows) => {
        const net = of(tensors);
        return { error: rowErrors(net("decoder", net("mean", net("encoder", rows))), rows) };
      },
    );
    return { score: async (windows) => (await net.read(windows)).error, dispose: net.dispose };
  },
});
