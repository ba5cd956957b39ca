/**
 * Extension 5: a network that solves the equation by the model loss is switched to the data loss; and the jump from
 * states that were prepared: fits of different length, and exact solutions with a ripple of one frequency.
 */
import { experiment } from "../../lib/experiments/mod.ts";
import { blendedLoss, linearOperator, sines, type TracedLoss } from "../../lib/pde/mod.ts";
import type { RunContext } from "../../lib/train/mod.ts";
import { FIT, LINE, Line, type LineRun } from "./line_training.ts";
import { type RatePieces, stepsOf } from "../../lib/pde/mod.ts";

/** Numbers of the set-up; the notebook says where they come from. */
const settings = {
  ...LINE,
  fit: FIT,
  /** Learning rates and steps of the model loss that solves the equation after the fit. */
  solve: [[1e-3, 4000], [3e-4, 2000], [1e-4, 1000], [1e-5, 500]] as RatePieces,
  /** The same from the solution to the solution with a ripple, by model loss and data loss together. */
  ripple: [[3e-4, 2000], [1e-4, 1000], [1e-5, 500]] as RatePieces,
  /** Weight of the data loss in it. */
  blendWeight: 1e4,
  rate: 1e-4,
  steps: 500,
  /** Steps at the first rate of shorter and longer fits; the later pieces do not change. */
  fitLengths: [1000, 3000, 6000, 24_000],
  /** Mean squared ripple, and its frequencies. */
  rippleLoss: 1e-4,
  rippleFrequencies: [1, 2, 4, 8, 16, 24, 32],
};
type Settings = typeof settings;

/** Stored result of one seed. */
export interface ReverseRun {
  /** The solved network under the data loss, and, as control, under the model loss with the same restart. */
  toData: LineRun;
  stayModel: LineRun;
  /** Jumps after fits of different length. */
  fits: { steps: number; model: LineRun }[];
  /** Jumps from a ripple of one frequency. */
  ripples: { frequency: number; model: LineRun; data: LineRun }[];
}

const SPECTRA = [0, 1, 20, 200, 500];

async function prepareAndSwitch(
  settings: Settings,
  seed: number,
  context: RunContext,
): Promise<ReverseRun> {
  const { frequencies, fit, rate, steps } = settings, line = new Line(settings), { problem } = line;
  const stage = (name: string, loss: TracedLoss, rate: RatePieces, initial: Float64Array, of = line) =>
    of.train({ name, loss, rate, initial, spectraAt: SPECTRA }, context);
  const from = async (name: string, loss: TracedLoss, initial: Float64Array) =>
    (await stage(name, loss, [[rate, steps]], initial)).run;

  const fitted = await line.fit(seed, fit, 1000, context);
  const { parameters: solved } = await stage("solve", line.modelLoss, settings.solve, fitted.parameters);
  const fits: ReverseRun["fits"] = [];
  for (const length of settings.fitLengths) {
    const pieces: RatePieces = [[fit[0][0], length], ...fit.slice(1)], name = `fit-${length}`;
    const { parameters } = await line.fit(seed, pieces, 1000, context, name);
    fits.push({ steps: stepsOf(pieces), model: await from(`${name}-model`, line.modelLoss, parameters) });
  }
  const ripples: ReverseRun["ripples"] = [];
  for (const frequency of settings.rippleFrequencies) {
    const ripple = { frequency, amplitude: Math.sqrt(2 * settings.rippleLoss) };
    const rippled = new Line(
      settings,
      linearOperator({
        name: "rippled poisson",
        coefficients: [0, 0, 1],
        domain: problem.domain[0],
        solution: [...sines(frequencies), ripple],
      }),
    );
    // The model loss alone would leave low-frequency errors in addition to the ripple.
    const both = blendedLoss([[1, rippled.modelLoss], [settings.blendWeight, rippled.dataLoss]]);
    const name = `ripple-${frequency}`;
    const { parameters } = await stage(name, both, settings.ripple, solved, rippled);
    ripples.push({
      frequency,
      model: await from(`${name}-model`, line.modelLoss, parameters),
      data: await from(`${name}-data`, line.dataLoss, parameters),
    });
  }
  return {
    toData: await from("to-data", line.dataLoss, solved),
    stayModel: await from("stay-model", line.modelLoss, solved),
    fits,
    ripples,
  };
}

export default experiment<Settings, ReverseRun>({
  at: import.meta,
  revision: 1,
  settings,
  seeds: [0, 1, 2, 3, 4],
  steps: ({ fit, solve, ripple, steps, fitLengths, rippleFrequencies }) => {
    const tail = stepsOf(fit) - fit[0][1];
    return stepsOf(fit) + stepsOf(solve) + 2 * steps +
      fitLengths.reduce((sum, length) => sum + length + tail + steps, 0) +
      rippleFrequencies.length * (stepsOf(ripple) + 2 * steps);
  },
  run: prepareAndSwitch,
});
