/** Extension 2: what a practitioner can do about the jump, each from the same fitted network. */
import * as tf from "@tensorflow/tfjs-core";
import { experiment } from "../../lib/experiments/mod.ts";
import { constant } from "../../lib/graph/mod.ts";
import { adam } from "../../lib/optim/mod.ts";
import { type Collocation, evenCollocation } from "../../lib/pde/collocation.ts";
import { blendedLoss } from "../../lib/pde/losses/blended_loss.ts";
import { dataLoss } from "../../lib/pde/losses/data_loss.ts";
import type { TracedLoss } from "../../lib/pde/losses/loss.ts";
import { modelLoss } from "../../lib/pde/losses/model_loss.ts";
import { modeWeightedLoss } from "../../lib/pde/losses/mode_weighted_loss.ts";
import { poisson } from "../../lib/pde/problems/poisson.ts";
import { type RunContext, trainStages } from "../../lib/train/mod.ts";
import { Line, type LineNetwork, type LineRun } from "./line_training.ts";
import { type RatePieces, stepsOf } from "./piecewise_rate.ts";
import { switchReadings } from "./reading_steps.ts";
import { FULL_SWITCH } from "./switch_training.ts";

/** Numbers of the set-up; where they come from stands in the notebook. */
export interface CureSettings extends LineNetwork {
  frequencies: number[];
  fit: RatePieces;
  fitReadEvery: number;
  rate: number;
  steps: number;
  /** Weights of the data loss beside the model loss, one after the other for equally many steps, moments kept. */
  ramp: number[];
  /** Data points that remain in the blends, and their weight. */
  fewPoints: number;
  blendWeight: number;
  boundaryWeight: number;
  /** Sine modes of the weighted residuals. */
  modes: number;
}

/** The run after the switch, by cure; "none" is the plain model loss. */
export type CureRun = Record<CureName, LineRun>;

/** What is tried. */
export type CureName =
  | "none"
  | "ramp"
  | "blend"
  | "few points"
  | "boundary weight"
  | "H^-1"
  | "per mode"
  | "hard boundary";

const SPECTRA = [0, 1, 20, 200, 500, 1000, 2000];

/** Data loss on so many even points only. */
function fewPointsLoss(collocation: Collocation, count: number): TracedLoss {
  return dataLoss(evenCollocation(collocation.problem, count));
}

/** The data loss fades out in stages, of which the last one is the model loss alone. */
async function ramp(
  line: Line,
  settings: CureSettings,
  initial: Float64Array,
  context: RunContext,
): Promise<LineRun> {
  const each = settings.steps / settings.ramp.length, readings = line.readings();
  const at = switchReadings(settings.steps);
  const { stages } = await trainStages({
    parameters: line.model.parameters,
    initial,
    stages: settings.ramp.map((weight, k) => {
      const loss = weight === 0
        ? line.modelLoss
        : blendedLoss([[1, line.modelLoss], [weight, line.dataLoss]]);
      // A stage's last step is the next one's step 0.
      const readAt = at.map((step) => step - k * each).filter((step) =>
        step >= (k === 0 ? 0 : 1) && step <= each
      );
      return {
        name: `weight ${weight}`,
        loss: (parameters: tf.Tensor[]) => loss(line.solution(parameters)),
        optimizer: adam({ learningRate: settings.rate }),
        steps: each,
        ...readings,
        observeAt: readAt,
        snapshotAt: readAt,
        ...(k === 0 ? {} : { moments: "kept" as const }),
      };
    }),
    signal: context.signal,
    progress: (stage, progress) => context.progress(`ramp-${stage}`, progress),
    checkpoint: context.checkpoint("ramp"),
  });
  const records = Object.values(stages), first = records[0];
  const joined = {
    ...first,
    steps: records.flatMap((record, k) => record.steps.map((step) => step + k * each)),
    curves: Object.fromEntries(
      Object.keys(first.curves).map((name) => [name, records.flatMap(({ curves }) => curves[name])]),
    ),
    snapshots: records.flatMap(({ snapshots }, k) =>
      snapshots.map(({ step, values }) => ({ step: step + k * each, values }))
    ),
  };
  return line.summary(joined, { spectraAt: SPECTRA });
}

async function tryCures(settings: CureSettings, seed: number, context: RunContext): Promise<CureRun> {
  const { frequencies, fit, fitReadEvery, rate, steps, blendWeight, boundaryWeight, modes } = settings;
  const problem = poisson({ frequencies }), line = new Line(problem, settings), { collocation } = line;
  const fitted = await line.fitData(seed, fit, fitReadEvery, context);
  const go = async (name: CureName, loss: TracedLoss, on = line, initial = fitted.parameters) =>
    (await on.train({
      name,
      loss,
      optimizer: adam({ learningRate: rate }),
      steps,
      initial,
      readAt: switchReadings(steps),
      spectraAt: SPECTRA,
    }, context)).run;
  const [[from, to]] = problem.domain;
  // x(2π − x)/π², which is 1 in the middle.
  const envelope = (x: tf.Tensor) =>
    tf.mul(constant(4 / (to - from) ** 2), tf.mul(tf.sub(x, constant(from)), tf.sub(constant(to), x)));
  const hard = new Line(
    problem,
    settings,
    (x, output) => tf.mul(envelope(x), output),
  );
  const hardFitted = await hard.fitData(seed, fit, fitReadEvery, context, "fit-hard");
  return {
    none: await go("none", line.modelLoss),
    ramp: await ramp(line, settings, fitted.parameters, context),
    blend: await go("blend", blendedLoss([[1, line.modelLoss], [blendWeight, line.dataLoss]])),
    "few points": await go(
      "few points",
      blendedLoss([[1, line.modelLoss], [blendWeight, fewPointsLoss(collocation, settings.fewPoints)]]),
    ),
    "boundary weight": await go("boundary weight", modelLoss(collocation, { boundary: boundaryWeight })),
    "H^-1": await go("H^-1", modeWeightedLoss(collocation, { modes, weight: (k) => k ** -2 })),
    "per mode": await go("per mode", modeWeightedLoss(collocation, { modes, weight: (k) => k ** -4 })),
    "hard boundary": await go("hard boundary", hard.modelLoss, hard, hardFitted.parameters),
  };
}

const { hidden, activation, points, gridPoints, highestFrequency, frequencies, fit, fitReadEvery, rate } =
  FULL_SWITCH;
const full: CureSettings = {
  hidden,
  activation,
  points,
  gridPoints,
  highestFrequency,
  frequencies,
  fit,
  fitReadEvery,
  rate,
  steps: 2000,
  ramp: [1e6, 1e5, 1e4, 1e3, 1e2, 10, 1, 0],
  fewPoints: 10,
  blendWeight: 1e4,
  boundaryWeight: 1000,
  modes: 100,
};

export default experiment<CureSettings, CureRun>({
  at: import.meta,
  revision: 1,
  settings: full,
  seeds: [0, 1, 2, 3, 4],
  steps: ({ fit, steps }) => 2 * stepsOf(fit) + 8 * steps,
  run: tryCures,
});
