/** E4: dense, convolutional and local networks of growing width from tiny parameters. */
import { cases } from "../../lib/experiments/mod.ts";
import type { Architecture } from "../../lib/identifiability/mod.ts";
import { largest } from "../../lib/stats/mod.ts";
import type { RunContext } from "../../lib/train/mod.ts";
import { networkOf, targetSamples } from "./convolution_target.ts";
import { type SmallStartRun, smallStartRun, type SmallStartSettings } from "./small_start_training.ts";
import { ON_HOST } from "./recovery.ts";

/** A cell of the grid. */
export interface WidthSettings extends SmallStartSettings {
  architecture: Architecture;
  /** Width as a multiple of the width that the target needs. */
  times: number;
  testPoints: number;
}

/** Trains one network on all numbers of samples. */
export function trainNetwork(
  settings: WidthSettings,
  seed: number,
  context: RunContext,
): Promise<SmallStartRun> {
  const { architecture, times, sizes, testPoints } = settings;
  const all = targetSamples(seed, "training", largest(sizes)), test = targetSamples(seed, "test", testPoints);
  return smallStartRun(networkOf(architecture, times), settings, all, test, seed, context);
}

/** The settings of a cell. */
export const widthCell = (
  architecture: Architecture,
  times: number,
  changes: Partial<WidthSettings> = {},
): WidthSettings => ({
  architecture,
  times,
  // Close to the optimistic sizes 7, 15, 21 and to the sizes that a tiny start needs; coarser beyond.
  sizes: [5, 7, 9, 11, 13, 15, 17, 21, 25, 29, 33, 37, 41, 45],
  sigma: 1e-10,
  learningRates: [0.05, 0.1, 0.2, 0.5],
  trialSteps: 1000,
  stopBelow: 1e-9,
  maxSteps: 20_000,
  finish: 100,
  testPoints: 1000,
  ...changes,
});
/** Levenberg–Marquardt solves for all parameters at once, so wide networks go without. */
const cells = (times: number, finish: number) =>
  (["convolution", "local", "dense"] as const).map((one) => widthCell(one, times, { finish }));

export default cases<WidthSettings, SmallStartRun>({
  at: import.meta,
  revision: 1,
  ...ON_HOST,
  steps: ({ sizes, maxSteps, learningRates, trialSteps }) =>
    sizes.length * (maxSteps + learningRates.length * trialSteps),
  // Microseconds that a hidden unit takes at one sample, measured.
  seconds: ({ sizes, maxSteps, times }) =>
    sizes.reduce((sum, n) => sum + n, 0) * maxSteps * 3 * times * 25e-9,
  blocks: [
    { name: "widths 1 and 3", settings: [...cells(1, 100), ...cells(3, 100)], seeds: [0, 1, 2] },
    { name: "width 10", settings: cells(10, 10), seeds: [0, 1, 2] },
    { name: "width 34", settings: cells(34, 0), seeds: [0] },
    { name: "width 100", settings: cells(100, 0), seeds: [0] },
  ],
  run: trainNetwork,
});
