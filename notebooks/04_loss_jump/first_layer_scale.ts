/** Extension 4: first-layer weights drawn c times larger; what becomes of the fit, the jump and the preferred frequency? */
import { experiment } from "../../lib/experiments/mod.ts";
import { parametersByName } from "../../lib/nn/mod.ts";
import { adam } from "../../lib/optim/mod.ts";
import { evenPoints } from "../../lib/pde/points.ts";
import { poisson } from "../../lib/pde/problems/poisson.ts";
import { modeJacobian, modeRates } from "../../lib/pde/theory/mode_rates.ts";
import { everySteps } from "../../lib/train/mod.ts";
import { Line, type LineNetwork, type LineRun } from "./line_training.ts";
import { piecewiseRate, type RatePieces, stepsOf } from "./piecewise_rate.ts";
import { switchReadings } from "./reading_steps.ts";
import { rounded } from "./rounded.ts";
import { FULL_SWITCH } from "./switch_training.ts";

/** Numbers of the set-up; where they come from stands in the notebook. */
export interface FirstLayerSettings extends LineNetwork {
  frequencies: number[];
  scales: number[];
  fit: RatePieces;
  rate: number;
  steps: { model: number; data: number };
  /** Points of the Jacobians, and frequencies of the rates. */
  ratePoints: number;
  rateFrequencies: number[];
}

/** What is kept of one scale. */
export interface FirstLayerRun {
  scale: number;
  /** Rates at initialisation by frequency, for the data and the model loss. */
  rates: { data: number[]; model: number[] };
  fit: LineRun;
  model: LineRun;
  control: LineRun;
}

const { hidden, activation, points, gridPoints, highestFrequency, frequencies, fit, rate } = FULL_SWITCH;
const full: FirstLayerSettings = {
  hidden,
  activation,
  points,
  gridPoints,
  highestFrequency,
  frequencies,
  scales: [1, 2, 4, 8],
  fit,
  rate,
  steps: { model: 1000, data: 200 },
  ratePoints: 100,
  rateFrequencies: Array.from({ length: 31 }, (_, k) => k),
};

const SPECTRA = [0, 1, 20, 200, 500, 1000];

export default experiment<FirstLayerSettings, FirstLayerRun[]>({
  at: import.meta,
  revision: 1,
  settings: full,
  seeds: [0, 1, 2, 3, 4],
  steps: ({ scales, fit, steps }) => scales.length * (stepsOf(fit) + steps.model + steps.data),
  async run(settings, seed, context) {
    const { frequencies, scales, fit, rate, steps, rateFrequencies } = settings;
    const line = new Line(poisson({ frequencies }), settings), [domain] = line.problem.domain;
    const at = evenPoints(domain, settings.ratePoints), runs: FirstLayerRun[] = [];
    for (const scale of scales) {
      const initial = line.initial(seed), { weight1 } = parametersByName(initial, line.model.parameters);
      weight1.set(weight1.map((w) => scale * w));
      const rates = async (order: number) => {
        const jacobian = await modeJacobian(line.model, initial, at, order);
        return rounded(modeRates(jacobian, jacobian, domain, rateFrequencies));
      };
      const fitted = await line.train({
        name: `fit-${scale}`,
        loss: line.dataLoss,
        optimizer: adam({ learningRate: piecewiseRate(fit) }),
        steps: stepsOf(fit),
        initial,
        readAt: everySteps(500, stepsOf(fit)),
        spectraAt: [],
      }, context);
      const after = async (name: "model" | "data") =>
        (await line.train({
          name: `${name}-${scale}`,
          loss: name === "model" ? line.modelLoss : line.dataLoss,
          optimizer: adam({ learningRate: rate }),
          steps: steps[name],
          initial: fitted.parameters,
          readAt: switchReadings(steps[name]),
          spectraAt: SPECTRA,
        }, context)).run;
      runs.push({
        scale,
        rates: { data: await rates(0), model: await rates(2) },
        fit: fitted.run,
        model: await after("model"),
        control: await after("data"),
      });
    }
    return runs;
  },
});
