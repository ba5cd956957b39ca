import * as tf from "@tensorflow/tfjs-core";
import { requireInteger } from "../../checks.ts";
import { chain, conv1d, dense } from "../../nn/mod.ts";
import { NET_DEFAULTS, type NetOptions } from "../nets/net_options.ts";
import type { DetectorFactory } from "../detector.ts";
import { forecastDetector } from "./forecast_net.ts";

/** Settings of {@link cnn}. */
export interface CnnOptions extends NetOptions {
  /** channels of both convolutions */
  readonly channels: number;
}

const KERNEL = 3;

/** Forecast by two convolutions of length 3 with ReLU and a dense layer: |error| at the last point. */
export const cnn: DetectorFactory<CnnOptions> = forecastDetector<CnnOptions>({
  number: 3,
  name: "CNN",
  shortest: 2 * KERNEL,
  defaults: { ...NET_DEFAULTS, channels: 32, epochs: 15 },
  check: ({ channels }, where) => void requireInteger(where, "channels", channels),
  model(inputs, { channels }) {
    const layer = { kernel: KERNEL, units: channels, activation: "relu", padding: "valid" } as const;
    const flat = (inputs - 2 * (KERNEL - 1)) * channels;
    return chain({
      points: (x: tf.Tensor) => tf.reshape(x, [...x.shape, 1]),
      first: conv1d({ ...layer, inputs: 1 }),
      second: conv1d({ ...layer, inputs: channels }),
      flat: (x: tf.Tensor) => tf.reshape(x, [x.shape[0], flat]),
      output: dense({ inputs: flat, units: 1 }),
    });
  },
});
