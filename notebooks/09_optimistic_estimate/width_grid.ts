/** E4: dense, convolutional and local networks of growing width from tiny parameters. */
import { cases } from "../../lib/experiments/mod.ts";
import type { Architecture, SmallStartRun, SmallStartSettings } from "../../lib/identifiability/mod.ts";
import { smallStartTraining } from "../../lib/identifiability/mod.ts";
import { largest } from "../../lib/stats/mod.ts";
import { betweenTrainings } from "../../lib/train/between_trainings.ts";
import type { RunContext } from "../../lib/train/mod.ts";
import { networkOf, targetSamples } from "./convolution_target.ts";
import { ON_HOST } from "./on_host.ts";

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
  return smallStartTraining(
    networkOf(architecture, times),
    settings,
    all,
    test,
    seed,
    betweenTrainings(settings, context),
  );
}

/** Close to the optimistic sizes 7, 15, 21 and to the sizes that a tiny start needs; coarser beyond. */
const NEAR_RANK = [5, 7, 9, 11, 13, 15, 17, 21, 25, 29, 33, 37, 41, 45];
/** The other numbers from 5 to 45. */
const BETWEEN = Array.from({ length: 41 }, (_, i) => 5 + i).filter((n) => !NEAR_RANK.includes(n));

/** The settings of a cell. */
export const widthCell = (
  architecture: Architecture,
  times: number,
  changes: Partial<WidthSettings> = {},
): WidthSettings => ({
  architecture,
  times,
  sizes: NEAR_RANK,
  sigma: 1e-10,
  learningRates: [0.05, 0.1, 0.2, 0.5],
  trialSteps: 1000,
  stopBelow: 1e-9,
  maxSteps: 20_000,
  finish: 100,
  testPoints: 1000,
  ...changes,
});
const cells = (times: number, changes: Partial<WidthSettings>) =>
  (["convolution", "local", "dense"] as const).map((one) => widthCell(one, times, changes));
/** Every number of samples: those near R, and those between. */
const everySize = (times: number, finish: number) =>
  [NEAR_RANK, BETWEEN].flatMap((sizes) => cells(times, { finish, sizes }));
/** More samples, and a second-order finish whose cost grows with n² instead of M². */
const wide = { finish: 30, inRowSpace: true, sizes: [...NEAR_RANK, 49, 53, 57, 61] };
const TEN = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

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
    { name: "widths 1 and 3", settings: [...everySize(1, 100), ...everySize(3, 100)], seeds: TEN },
    { name: "width 10", settings: cells(10, { finish: 10 }), seeds: TEN },
    {
      name: "width 10, between",
      settings: cells(10, { finish: 10, sizes: BETWEEN }),
      seeds: TEN.slice(0, 5),
    },
    { name: "width 34", settings: cells(34, wide), seeds: [0] },
    { name: "width 100", settings: cells(100, { finish: 0 }), seeds: [0] },
  ],
  run: trainNetwork,
});
