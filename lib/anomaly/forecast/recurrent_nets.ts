import * as tf from "@tensorflow/tfjs-core";
import { requireInteger } from "../../checks.ts";
import { chain, dense, recurrent } from "../../nn/mod.ts";
import { NET_DEFAULTS, type NetOptions } from "../nets/net_options.ts";
import type { DetectorFactory } from "../detector.ts";
import { forecastDetector } from "./forecast_net.ts";

/** Settings of {@link rnn}, {@link gru} and {@link lstm}. */
export interface RecurrentOptions extends NetOptions {
  /** length of the state */
  readonly units: number;
}

const detector = (
  number: number,
  name: string,
  cell: "tanh" | "gru" | "lstm",
): DetectorFactory<RecurrentOptions> =>
  forecastDetector<RecurrentOptions>({
    number,
    name,
    shortest: 2,
    defaults: { ...NET_DEFAULTS, units: 32, epochs: 15 },
    check: ({ units }, where) => void requireInteger(where, "units", units),
    model: (_inputs, { units }) =>
      chain({
        points: (x: tf.Tensor) => tf.reshape(x, [...x.shape, 1]),
        layer: recurrent({ cell, inputs: 1, units }),
        output: dense({ inputs: units, units: 1 }),
      }),
  });

/** Forecast by a layer of Elman's units from a zero state at the start of each window: |error| at the last point. */
export const rnn: DetectorFactory<RecurrentOptions> = detector(4, "RNN", "tanh");
/** Forecast by gated recurrent units from a zero state at the start of each window: |error| at the last point. */
export const gru: DetectorFactory<RecurrentOptions> = detector(5, "GRU", "gru");
/** Forecast by long short-term memory from a zero state at the start of each window: |error| at the last point. */
export const lstm: DetectorFactory<RecurrentOptions> = detector(6, "LSTM", "lstm");
