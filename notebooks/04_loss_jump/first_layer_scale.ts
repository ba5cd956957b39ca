/**
 * Extension 4: first-layer weights drawn c times larger; how do the fit, the jump and the preferred frequency change?
 */
import { experiment } from "../../lib/experiments/mod.ts";
import { parametersByName } from "../../lib/nn/mod.ts";
import { evenPoints, modeJacobian, modeRates } from "../../lib/pde/mod.ts";
import { everySteps } from "../../lib/train/mod.ts";
import { FIT, LINE, Line, type LineRun } from "./line_training.ts";
import { stepsOf } from "../../lib/pde/mod.ts";
import { rounded } from "../../lib/experiments/rounded.ts";

/** Stored result of one scale. */
export interface FirstLayerRun {
  scale: number;
  /** Rates at initialisation by frequency, for the data and the model loss. */
  rates: { data: number[]; model: number[] };
  fit: LineRun;
  model: LineRun;
  control: LineRun;
}

const SPECTRA = [0, 1, 20, 200, 500, 1000];

export default experiment({
  at: import.meta,
  revision: 1,
  settings: {
    ...LINE,
    scales: [1, 2, 4, 8],
    fit: FIT,
    rate: 1e-4,
    steps: { model: 1000, data: 200 },
    /** Points of the Jacobians, and frequencies of the rates. */
    ratePoints: 100,
    rateFrequencies: Array.from({ length: 31 }, (_, k) => k),
  },
  seeds: [0, 1, 2, 3, 4],
  steps: ({ scales, fit, steps }) => scales.length * (stepsOf(fit) + steps.model + steps.data),
  async run(settings, seed, context): Promise<FirstLayerRun[]> {
    const { fit: pieces, rate, steps } = settings, line = new Line(settings), [domain] = line.problem.domain;
    const at = evenPoints(domain, settings.ratePoints), runs: FirstLayerRun[] = [];
    for (const scale of settings.scales) {
      const initial = line.initial(seed), { weight1 } = parametersByName(initial, line.model.parameters);
      weight1.set(weight1.map((w) => scale * w));
      const rates = async (order: number) => {
        const jacobian = await modeJacobian(line.model, initial, at, order);
        return rounded(modeRates(jacobian, jacobian, domain, settings.rateFrequencies));
      };
      const readAt = everySteps(500, stepsOf(pieces));
      const { run: fit, parameters } = await line.train(
        { name: `fit-${scale}`, loss: line.dataLoss, rate: pieces, initial, readAt, spectraAt: [] },
        context,
      );
      const after = async (name: "model" | "data") => {
        const loss = name === "model" ? line.modelLoss : line.dataLoss;
        const stage = { name: `${name}-${scale}`, loss, rate, steps: steps[name], initial: parameters };
        return (await line.train({ ...stage, spectraAt: SPECTRA }, context)).run;
      };
      const both = { data: await rates(0), model: await rates(2) };
      runs.push({ scale, rates: both, fit, model: await after("model"), control: await after("data") });
    }
    return runs;
  },
});
