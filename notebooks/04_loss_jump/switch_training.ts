/** A network is fitted to the solution of Poisson's equation, then its training goes on with other losses. */
import { adam } from "../../lib/optim/mod.ts";
import { blendedLoss } from "../../lib/pde/losses/blended_loss.ts";
import type { TracedLoss } from "../../lib/pde/losses/loss.ts";
import { modelLoss } from "../../lib/pde/losses/model_loss.ts";
import { ritzLoss } from "../../lib/pde/losses/ritz_loss.ts";
import { sobolevLoss } from "../../lib/pde/losses/sobolev_loss.ts";
import { poisson } from "../../lib/pde/problems/poisson.ts";
import { sines, sineSumDerivative } from "../../lib/pde/problems/sine_sum.ts";
import { trainWithSwitch } from "../../lib/pde/train_with_switch.ts";
import type { RunContext } from "../../lib/train/mod.ts";
import { Line, type LineNetwork, type LineRun } from "./line_training.ts";
import { piecewiseRate, type RatePieces, stepsOf } from "./piecewise_rate.ts";
import { switchReadings } from "./reading_steps.ts";

/** What training goes on with after the switch. */
export type Continuation =
  | "model"
  | "data"
  | "sobolev"
  | "ritz"
  | "blend"
  | "weighted"
  | "modelFast"
  | "dataFast"
  | "modelSlow"
  | "kept";

/** Numbers of the set-up; where they come from stands in the notebook. */
export interface SwitchSettings extends LineNetwork {
  /** Frequencies of the solution. */
  frequencies: number[];
  /** Learning rates and steps of the data stage. */
  fit: RatePieces;
  fitReadEvery: number;
  /** Learning rate after the switch; the fast and the slow continuations have their own. */
  rate: number;
  fastRate: number;
  slowRate: number;
  /** Steps of each continuation; those left out are not run. */
  steps: Partial<Record<Continuation, number>>;
  /** Weight of the data loss in the blend. */
  blendWeight: number;
  /** Weight of the boundary in the weighted model loss, and in the Ritz loss. */
  boundaryWeight: number;
  ritzBoundaryWeight: number;
  /** The network's outputs of this seed are kept at these steps. */
  shown: { seed: number; steps: number[] };
}

/** What is kept of one seed. */
export interface SwitchRun {
  /** The data stage: L4. */
  fit: LineRun;
  after: Partial<Record<Continuation, LineRun>>;
}

/** Steps whose spectra are kept of the controls. */
const CONTROL_SPECTRA = [0, 200];

async function keptMoments(
  line: Line,
  settings: SwitchSettings,
  seed: number,
  steps: number,
  context: RunContext,
): Promise<LineRun> {
  const before = stepsOf(settings.fit), readAt = switchReadings(steps);
  const stages = await trainWithSwitch({
    model: line.model,
    initial: line.initial(seed),
    before: { loss: line.dataLoss, optimizer: adam({ learningRate: piecewiseRate(settings.fit) }) },
    after: {
      loss: line.modelLoss,
      optimizer: adam({ learningRate: settings.rate }),
      ...line.readings(),
      observeAt: readAt,
      snapshotAt: readAt,
    },
    steps: before + steps,
    switchStep: before,
    moments: "kept",
    signal: context.signal,
    progress: (stage, progress) => context.progress(`kept-${stage}`, progress),
    checkpoint: context.checkpoint("kept"),
  });
  return line.summary(stages.stages.after, { spectraAt: CONTROL_SPECTRA });
}

/** One run: the data stage, and each continuation from the parameters that it leaves. */
export async function switchLosses(
  settings: SwitchSettings,
  seed: number,
  context: RunContext,
): Promise<SwitchRun> {
  const { frequencies, rate, fastRate, slowRate, shown } = settings;
  const line = new Line(poisson({ frequencies }), settings), { collocation } = line;
  const fitted = await line.fitData(seed, settings.fit, settings.fitReadEvery, context);
  const slope = ([x]: readonly number[]) => sineSumDerivative(sines(frequencies), 1, x);
  const continuations: Record<Exclude<Continuation, "kept">, [TracedLoss, number]> = {
    model: [line.modelLoss, rate],
    data: [line.dataLoss, rate],
    sobolev: [sobolevLoss(collocation, slope), rate],
    ritz: [ritzLoss(collocation, { boundary: settings.ritzBoundaryWeight }), rate],
    blend: [blendedLoss([[1, line.modelLoss], [settings.blendWeight, line.dataLoss]]), rate],
    weighted: [modelLoss(collocation, { boundary: settings.boundaryWeight }), rate],
    modelFast: [line.modelLoss, fastRate],
    dataFast: [line.dataLoss, fastRate],
    modelSlow: [line.modelLoss, slowRate],
  };
  const after: SwitchRun["after"] = {};
  for (const [name, [loss, learningRate]] of Object.entries(continuations)) {
    const steps = settings.steps[name as Continuation];
    if (steps === undefined) continue;
    const main = name === "model";
    const { run } = await line.train({
      name,
      loss,
      optimizer: adam({ learningRate }),
      steps,
      initial: fitted.parameters,
      readAt: switchReadings(steps),
      ...(main ? { gradients: true, sinesAt: shown.steps } : { spectraAt: CONTROL_SPECTRA }),
      ...(main && seed === shown.seed ? { shownAt: shown.steps } : {}),
    }, context);
    after[name as Continuation] = run;
  }
  const { kept } = settings.steps;
  if (kept !== undefined) after.kept = await keptMoments(line, settings, seed, kept, context);
  return { fit: fitted.run, after };
}

/** The paper's problem on the network of the paper file. */
export const FULL_SWITCH: SwitchSettings = {
  hidden: [100, 100, 100],
  activation: "tanh",
  points: 200,
  gridPoints: 1024,
  highestFrequency: 30,
  frequencies: [1, 10],
  fit: [[1e-3, 12_000], [3e-4, 3000], [1e-4, 3000], [1e-5, 1500]],
  fitReadEvery: 500,
  rate: 1e-4,
  fastRate: 1e-3,
  slowRate: 1e-5,
  steps: {
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
  },
  blendWeight: 1e4,
  boundaryWeight: 1000,
  ritzBoundaryWeight: 500,
  shown: { seed: 0, steps: [0, 1, 3, 10, 20, 60, 100, 200, 500, 1000, 2000, 3000] },
};

/** Steps of all stages of one run. */
export function switchSteps({ fit, steps }: SwitchSettings): number {
  const after = Object.values(steps).reduce((sum, count) => sum + count, 0);
  return (steps.kept === undefined ? 1 : 2) * stepsOf(fit) + after;
}
