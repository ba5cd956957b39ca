import * as tf from "@tensorflow/tfjs-core";
import { meanSquaredError, type Model } from "../../nn/mod.ts";
import { defineDetector } from "../define_detector.ts";
import type { DetectorFactory } from "../detector.ts";
import { compiledScores } from "../nets/compiled_scores.ts";
import { checkNetOptions, NET_OPTIONAL, type NetOptions } from "../nets/net_options.ts";
import { trainNet } from "../nets/train_net.ts";

/** A net that forecasts the last point of a window from the others. */
export interface ForecastNet<Options extends NetOptions> {
  readonly number: number;
  readonly name: string;
  readonly defaults: Options;
  /** Refuses settings of its own. */
  check?(options: Readonly<Options>, where: string): void;
  /** Shortest window. */
  readonly shortest: number;
  /** From `[batch, inputs]` to `[batch, 1]`. */
  model(inputs: number, options: Readonly<Options>): Model;
}

/** Detectors whose score is |x_d − x̂_d|, with x̂_d from the first d − 1 points of the window. */
export function forecastDetector<Options extends NetOptions>(
  { number, name, defaults, check, shortest, model: modelOf }: ForecastNet<Options>,
): DetectorFactory<Options> {
  return defineDetector<Options>({
    number,
    name,
    family: "forecast",
    seedable: true,
    defaults,
    optional: NET_OPTIONAL,
    check(options, where) {
      checkNetOptions(options, where);
      check?.(options, where);
    },
    async fit({ values, count, length }, options) {
      if (length < shortest) {
        throw new RangeError(`${name}: needs windows of ${shortest} points or more, got ${length}`);
      }
      const model = modelOf(length - 1, options), { parameters } = model;
      const split = (rows: tf.Tensor2D) => ({
        past: tf.slice(rows, [0, 0], [-1, length - 1]),
        next: tf.slice(rows, [0, length - 1], [-1, 1]),
      });
      const trained = await trainNet({
        where: name,
        parameters,
        rows: { values, count, width: length },
        loss(tensors, rows) {
          const { past, next } = split(rows);
          return meanSquaredError(model.apply(tensors, past), next);
        },
      }, options);
      const net = await compiledScores(
        { parameters, trained, precision: options.precision },
        length,
        (tensors, rows) => {
          const { past, next } = split(rows);
          return { error: tf.reshape(tf.abs(tf.sub(model.apply(tensors, past), next)), [rows.shape[0]]) };
        },
      );
      return { score: async (windows) => (await net.read(windows)).error, dispose: net.dispose };
    },
  });
}
