/** Extension 1: the same fitted network, switched to the residual of d^m u/dx^m = f for m = 0 … 4. */
import { experiment } from "../../lib/experiments/mod.ts";
import { adam } from "../../lib/optim/mod.ts";
import { linearOperator } from "../../lib/pde/problems/linear_operator.ts";
import { poisson } from "../../lib/pde/problems/poisson.ts";
import { sines } from "../../lib/pde/problems/sine_sum.ts";
import { Line, type LineNetwork, type LineRun } from "./line_training.ts";
import { type RatePieces, stepsOf } from "./piecewise_rate.ts";
import { switchReadings } from "./reading_steps.ts";
import { FULL_SWITCH } from "./switch_training.ts";

/** Numbers of the set-up; where they come from stands in the notebook. */
export interface OperatorOrderSettings extends LineNetwork {
  frequencies: number[];
  orders: number[];
  fit: RatePieces;
  fitReadEvery: number;
  rate: number;
  steps: number;
}

/** The run after the switch, by order. */
export type OperatorOrderRun = { order: number; run: LineRun }[];

const { hidden, activation, points, gridPoints, highestFrequency, frequencies, fit, fitReadEvery, rate } =
  FULL_SWITCH;
const full: OperatorOrderSettings = {
  hidden,
  activation,
  points,
  gridPoints,
  highestFrequency,
  frequencies,
  orders: [0, 1, 2, 3, 4],
  fit,
  fitReadEvery,
  rate,
  steps: 1000,
};

const SPECTRA = [0, 1, 5, 20, 100, 200, 500, 1000];

export default experiment<OperatorOrderSettings, OperatorOrderRun>({
  at: import.meta,
  revision: 1,
  settings: full,
  seeds: [0, 1, 2, 3, 4],
  steps: ({ fit, orders, steps }) => stepsOf(fit) + orders.length * steps,
  async run(settings, seed, context) {
    const { frequencies, fit, orders, rate, steps } = settings, { domain: [domain] } = poisson();
    const fitted = await new Line(poisson({ frequencies }), settings)
      .fitData(seed, fit, settings.fitReadEvery, context);
    const runs: OperatorOrderRun = [];
    for (const order of orders) {
      const coefficients = Array.from({ length: order + 1 }, (_, j) => (j === order ? 1 : 0));
      const line = new Line(linearOperator({ coefficients, domain, solution: sines(frequencies) }), settings);
      const { run } = await line.train({
        name: `order-${order}`,
        loss: line.modelLoss,
        optimizer: adam({ learningRate: rate }),
        steps,
        initial: fitted.parameters,
        readAt: switchReadings(steps),
        spectraAt: SPECTRA,
      }, context);
      runs.push({ order, run });
    }
    return runs;
  },
});
