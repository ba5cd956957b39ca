import * as tf from "@tensorflow/tfjs-core";
import { meanSquaredError, multilayerPerceptron } from "../../nn/mod.ts";
import { dropoutMask } from "../../train/mod.ts";
import { defineDetector } from "../define_detector.ts";
import type { DetectorFactory } from "../detector.ts";
import { compiledScores } from "../nets/compiled_scores.ts";
import { checkNetOptions, NET_DEFAULTS, NET_OPTIONAL, type NetOptions } from "../nets/net_options.ts";
import { requireUnits } from "../nets/require_units.ts";
import { rowErrors } from "../nets/row_errors.ts";
import { trainNet } from "../nets/train_net.ts";

/** Settings of {@link autoEncoder}. */
export interface AutoEncoderOptions extends NetOptions {
  /** units of the encoder's layers, the last one the bottleneck; the decoder mirrors them */
  readonly hidden: readonly number[];
  /** share of hidden units that a training step leaves out, in [0, 1) */
  readonly dropout: number;
}

/**
 * Reconstruction by a fully connected net with a bottleneck and ReLU: ‖x − x̂‖²/d. As `pyod.models.auto_encoder` without
 * batch normalisation; PyOD scores the norm, which gives the same order.
 */
export const autoEncoder: DetectorFactory<AutoEncoderOptions> = defineDetector<AutoEncoderOptions>({
  number: 9,
  name: "AutoEncoder",
  family: "reconstruction",
  seedable: true,
  defaults: { ...NET_DEFAULTS, hidden: [64, 32], epochs: 10, dropout: 0.2 },
  optional: NET_OPTIONAL,
  check(options, where) {
    checkNetOptions(options, where);
    requireUnits(where, "hidden", options.hidden);
    if (!(options.dropout >= 0 && options.dropout < 1)) {
      throw new RangeError(`${where}: dropout must lie in [0, 1), got ${options.dropout}`);
    }
  },
  async fit({ values, count, length }, options) {
    const { hidden, dropout } = options, inner = [...hidden, ...hidden.slice(0, -1).reverse()];
    const model = multilayerPerceptron({ widths: [length, ...inner, length], activation: "relu" });
    const trained = await trainNet({
      where: "AutoEncoder",
      parameters: model.parameters,
      rows: { values, count, width: length },
      loss(tensors, rows, masks) {
        const drop = Object.fromEntries(
          Object.entries(masks).map(([name, mask]) => [name, (units: tf.Tensor) => tf.mul(units, mask)]),
        );
        return meanSquaredError(model.apply(tensors, rows, drop), rows);
      },
      ...(dropout === 0 ? {} : {
        drawn: (batch) =>
          Object.fromEntries(inner.map((units, i) => [
            `hidden${i + 1}`,
            dropoutMask({ shape: [batch, units], keep: 1 - dropout }),
          ])),
      }),
    }, options);
    const net = await compiledScores(
      { parameters: model.parameters, trained, precision: options.precision },
      length,
      (tensors, rows) => ({ error: rowErrors(model.apply(tensors, rows), rows) }),
    );
    return { score: async (windows) => (await net.read(windows)).error, dispose: net.dispose };
  },
});
