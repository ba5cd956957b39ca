/** Extension 2: remedies for the jump, each from the same fitted network. */
import * as tf from "@tensorflow/tfjs-core";
import { experiment } from "../../lib/experiments/mod.ts";
import { constant } from "../../lib/graph/mod.ts";
import * as pde from "../../lib/pde/mod.ts";
import type { RunContext } from "../../lib/train/mod.ts";
import { FIT, LINE, Line } from "./line_training.ts";

/** Numbers of the set-up; the notebook says where they come from. */
export const CURE = {
  ...LINE,
  fit: FIT,
  fitReadEvery: 500,
  rate: 1e-4,
  steps: 2000,
  /**
   * Weights of the data loss next to the model loss, one after the other for the same number of steps, moments kept.
   */
  ramp: [1e6, 1e5, 1e4, 1e3, 1e2, 10, 1, 0],
  /** Data points that remain in the blends, and their weight. */
  fewPoints: 10,
  blendWeight: 1e4,
  boundaryWeight: 1000,
  /** Sine modes of the weighted residuals. */
  modes: 100,
};
type Settings = typeof CURE;

const SPECTRA = [0, 1, 20, 200, 500, 1000, 2000];

async function tryCures(settings: Settings, seed: number, context: RunContext) {
  const { fit, fitReadEvery, rate, steps, blendWeight, modes } = settings;
  const line = new Line(settings), { collocation, problem, dataLoss, modelLoss } = line;
  const fitted = await line.fit(seed, fit, fitReadEvery, context);
  const go = async (name: string, loss: pde.TracedLoss, on = line, { parameters: initial } = fitted) =>
    (await on.train({ name, loss, rate, steps, initial, spectraAt: SPECTRA }, context)).run;
  const [[from, to]] = problem.domain;
  // x(2π − x)/π², which is 1 in the middle.
  const envelope = (x: tf.Tensor) =>
    tf.mul(constant(4 / (to - from) ** 2), tf.mul(tf.sub(x, constant(from)), tf.sub(constant(to), x)));
  const hard = new Line(settings, problem, (x, output) => tf.mul(envelope(x), output));
  const hardFitted = await hard.fit(seed, fit, fitReadEvery, context, "fit-hard");
  const beside = (loss: pde.TracedLoss) => pde.blendedLoss([[1, modelLoss], [blendWeight, loss]]);
  const fewPoints = pde.dataLoss(pde.evenCollocation(problem, settings.fewPoints));
  const weighted = (weight: (k: number) => number) => pde.modeWeightedLoss(collocation, { modes, weight });
  const heavy = pde.modelLoss(collocation, { boundary: settings.boundaryWeight });
  return {
    none: await go("none", modelLoss),
    ramp: await pde.fadeOut(line, settings, fitted.parameters, context, { spectraAt: SPECTRA }),
    blend: await go("blend", beside(dataLoss)),
    "few points": await go("few points", beside(fewPoints)),
    "boundary weight": await go("boundary weight", heavy),
    "H^-1": await go("H^-1", weighted((k) => k ** -2)),
    "per mode": await go("per mode", weighted((k) => k ** -4)),
    "hard boundary": await go("hard boundary", hard.modelLoss, hard, hardFitted),
  };
}

/** The run after the switch, by cure; "none" is the plain model loss. */
export type CureRun = Awaited<ReturnType<typeof tryCures>>;
export type CureName = keyof CureRun;

export default experiment<Settings, CureRun>({
  at: import.meta,
  revision: 1,
  settings: CURE,
  seeds: [0, 1, 2, 3, 4],
  steps: ({ fit, steps }) => 2 * pde.stepsOf(fit) + 8 * steps,
  run: tryCures,
});
