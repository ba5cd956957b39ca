/**
 * Extension 5: a network that solves the equation by the model loss is switched to the data loss; and the jump from
 * states that were prepared: fits of different length, and exact solutions with a ripple of one frequency.
 */
import { experiment } from "../../lib/experiments/mod.ts";
import { adam } from "../../lib/optim/mod.ts";
import { poisson } from "../../lib/pde/problems/poisson.ts";
import { linearOperator } from "../../lib/pde/problems/linear_operator.ts";
import { sines } from "../../lib/pde/problems/sine_sum.ts";
import { blendedLoss } from "../../lib/pde/losses/blended_loss.ts";
import type { TracedLoss } from "../../lib/pde/losses/loss.ts";
import type { RunContext } from "../../lib/train/mod.ts";
import { Line, type LineNetwork, type LineRun } from "./line_training.ts";
import { piecewiseRate, type RatePieces, stepsOf } from "./piecewise_rate.ts";
import { switchReadings } from "./reading_steps.ts";
import { FULL_SWITCH } from "./switch_training.ts";

/** Numbers of the set-up; where they come from stands in the notebook. */
export interface ReverseSettings extends LineNetwork {
  frequencies: number[];
  fit: RatePieces;
  /** Learning rates and steps of the model loss that solves the equation after the fit. */
  solve: RatePieces;
  /** The same from the solution to the solution with a ripple, by model loss and data loss together. */
  ripple: RatePieces;
  /** Weight of the data loss in that. */
  blendWeight: number;
  rate: number;
  steps: number;
  /** Steps at the first rate of shorter and longer fits; the later pieces stay. */
  fitLengths: number[];
  /** Mean squared ripple, and its frequencies. */
  rippleLoss: number;
  rippleFrequencies: number[];
}

/** What is kept of one seed. */
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
  settings: ReverseSettings,
  seed: number,
  context: RunContext,
): Promise<ReverseRun> {
  const { frequencies, fit, rate, steps } = settings;
  const problem = poisson({ frequencies }), line = new Line(problem, settings);
  const stage = (name: string, loss: TracedLoss, rates: RatePieces, initial: Float64Array, of = line) =>
    of.train({
      name,
      loss,
      optimizer: adam({ learningRate: piecewiseRate(rates) }),
      steps: stepsOf(rates),
      initial,
      readAt: switchReadings(stepsOf(rates)),
      spectraAt: SPECTRA,
    }, context);
  const from = async (name: string, loss: TracedLoss, initial: Float64Array) =>
    (await stage(name, loss, [[rate, steps]], initial)).run;

  const fitted = await line.fitData(seed, fit, 1000, context);
  const solved = (await stage("solve", line.modelLoss, settings.solve, fitted.parameters)).parameters;
  const fits: ReverseRun["fits"] = [];
  for (const length of settings.fitLengths) {
    const pieces: RatePieces = [[fit[0][0], length], ...fit.slice(1)];
    const { parameters } = await line.fitData(seed, pieces, 1000, context, `fit-${length}`);
    fits.push({
      steps: stepsOf(pieces),
      model: await from(`fit-${length}-model`, line.modelLoss, parameters),
    });
  }
  const ripples: ReverseRun["ripples"] = [];
  for (const frequency of settings.rippleFrequencies) {
    const ripple = { frequency, amplitude: Math.sqrt(2 * settings.rippleLoss) };
    const rippled = new Line(
      linearOperator({
        name: "rippled poisson",
        coefficients: [0, 0, 1],
        domain: problem.domain[0],
        solution: [...sines(frequencies), ripple],
      }),
      settings,
    );
    // The model loss alone would leave low-frequency errors beside the ripple.
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

const { hidden, activation, points, gridPoints, highestFrequency, frequencies, fit, rate } = FULL_SWITCH;
const full: ReverseSettings = {
  hidden,
  activation,
  points,
  gridPoints,
  highestFrequency,
  frequencies,
  fit,
  solve: [[1e-3, 4000], [3e-4, 2000], [1e-4, 1000], [1e-5, 500]],
  ripple: [[3e-4, 2000], [1e-4, 1000], [1e-5, 500]],
  blendWeight: 1e4,
  rate,
  steps: 500,
  fitLengths: [1000, 3000, 6000, 24_000],
  rippleLoss: 1e-4,
  rippleFrequencies: [1, 2, 4, 8, 16, 24, 32],
};

export default experiment<ReverseSettings, ReverseRun>({
  at: import.meta,
  revision: 1,
  settings: full,
  seeds: [0, 1, 2, 3, 4],
  steps: ({ fit, solve, ripple, steps, fitLengths, rippleFrequencies }) => {
    const tail = stepsOf(fit) - fit[0][1];
    return stepsOf(fit) + stepsOf(solve) + 2 * steps +
      fitLengths.reduce((sum, length) => sum + length + tail + steps, 0) +
      rippleFrequencies.length * (stepsOf(ripple) + 2 * steps);
  },
  run: prepareAndSwitch,
});
