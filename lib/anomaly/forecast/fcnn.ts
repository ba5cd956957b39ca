import { multilayerPerceptron } from "../../nn/mod.ts";
import { NET_DEFAULTS, type NetOptions } from "../nets/net_options.ts";
import { requireUnits } from "../nets/require_units.ts";
import type { DetectorFactory } from "../detector.ts";
import { forecastDetector } from "./forecast_net.ts";

/** Settings of {@link fcnn}. */
export interface FcnnOptions extends NetOptions {
  /** units of the hidden layers */
  readonly hidden: readonly number[];
}

/** Forecast by a fully connected net with ReLU: |error| at the last point; as scikit-learn's `MLPRegressor`. */
export const fcnn: DetectorFactory<FcnnOptions> = forecastDetector<FcnnOptions>({
  number: 2,
  name: "FCNN",
  shortest: 2,
  defaults: { ...NET_DEFAULTS, hidden: [64, 64], epochs: 60, learningRate: 3e-3 },
  check: ({ hidden }, where) => requireUnits(where, "hidden", hidden),
  model: (inputs, { hidden }) => multilayerPerceptron({ widths: [inputs, ...hidden, 1], activation: "relu" }),
});
