/** A network is fitted to the solution of Poisson's equation, then its training continues with other losses. */
import * as pde from "../../lib/pde/mod.ts";
import type { RunContext } from "../../lib/train/mod.ts";
import { FIT, LINE, Line, type LineRun } from "./line_training.ts";

/** Steps of the continuations after the switch. */
const STEPS = {
  model: 3000,
  data: 500,
  sobolev: 1000,
  ritz: 1000,
  blend: 1000,
  weighted: 2000,
  modelFast: 3000,
  dataFast: 500,
  modelSlow: 3000,
  kept: 500,
};

/** Continuations of the training after the switch. */
export type Continuation = keyof typeof STEPS;

/** The paper's problem; the notebook says where the numbers come from. */
export const FULL_SWITCH = {
  ...LINE,
  /** Learning rates and steps of the data stage. */
  fit: FIT,
  fitReadEvery: 500,
  /** Learning rate after the switch; the fast and the slow continuation have their own. */
  rate: 1e-4,
  fastRate: 1e-3,
  slowRate: 1e-5,
  /** Continuations that are left out are not run. */
  steps: STEPS as Partial<Record<Continuation, number>>,
  /** Weight of the data loss in the blend. */
  blendWeight: 1e4,
  /** Weight of the boundary in the weighted model loss, and in the Ritz loss. */
  boundaryWeight: 1000,
  ritzBoundaryWeight: 500,
  /** The network's outputs of this seed are kept at these steps. */
  shown: { seed: 0, steps: [0, 1, 3, 10, 20, 60, 100, 200, 500, 1000, 2000, 3000] },
};
export type SwitchSettings = typeof FULL_SWITCH;

/** Stored result of one seed. */
export interface SwitchRun {
  /** The data stage: L4. */
  fit: LineRun;
  after: Partial<Record<Continuation, LineRun>>;
}

/** Steps of the controls whose spectra are kept. */
const CONTROL_SPECTRA = [0, 200];

/** One run: the data stage, and each continuation from its final parameters. */
async function switchLosses(settings: SwitchSettings, seed: number, context: RunContext): Promise<SwitchRun> {
  const { frequencies, rate, fastRate, slowRate, shown } = settings;
  const line = new Line(settings), { collocation, modelLoss, dataLoss } = line;
  const fitted = await line.fit(seed, settings.fit, settings.fitReadEvery, context);
  const slope = ([x]: readonly number[]) => pde.sineSumDerivative(pde.sines(frequencies), 1, x);
  const continuations: [Continuation, pde.TracedLoss, number][] = [
    ["model", modelLoss, rate],
    ["data", dataLoss, rate],
    ["sobolev", pde.sobolevLoss(collocation, slope), rate],
    ["ritz", pde.ritzLoss(collocation, { boundary: settings.ritzBoundaryWeight }), rate],
    ["blend", pde.blendedLoss([[1, modelLoss], [settings.blendWeight, dataLoss]]), rate],
    ["weighted", pde.modelLoss(collocation, { boundary: settings.boundaryWeight }), rate],
    ["modelFast", modelLoss, fastRate],
    ["dataFast", dataLoss, fastRate],
    ["modelSlow", modelLoss, slowRate],
  ];
  const after: SwitchRun["after"] = {};
  for (const [name, loss, rate] of continuations) {
    const steps = settings.steps[name], initial = fitted.parameters;
    if (steps === undefined) continue;
    const kept = name !== "model"
      ? { spectraAt: CONTROL_SPECTRA }
      : { gradients: true, sinesAt: shown.steps, ...(seed === shown.seed && { shownAt: shown.steps }) };
    after[name] = (await line.train({ name, loss, rate, steps, initial, ...kept }, context)).run;
  }
  if (settings.steps.kept !== undefined) {
    const kept = { rate, steps: settings.steps.kept, spectraAt: CONTROL_SPECTRA };
    after.kept = await line.switchKept(seed, settings.fit, kept, context);
  }
  return { fit: fitted.run, after };
}

/** The same for another network: fewer continuations, no outputs. */
export const OTHER_NETWORK: SwitchSettings = {
  ...FULL_SWITCH,
  steps: { model: 2000, data: 500, sobolev: 500 },
  shown: { seed: 0, steps: [] },
};

/** Common parts of the experiments with a switch on the line. */
export const switching = {
  revision: 1,
  steps: ({ fit, steps }: SwitchSettings): number => {
    const after = Object.values(steps).reduce((sum, count) => sum + count, 0);
    return (steps.kept === undefined ? 1 : 2) * pde.stepsOf(fit) + after;
  },
  run: switchLosses,
};
