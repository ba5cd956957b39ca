/**
 * Extension 1: does the mismatch predict the rise and the delay? Training sets of different sizes and fractions of
 * decoy points, each with a phantom of another strength.
 */
import type { DecoyCounts } from "../../lib/data/mod.ts";
import { experiment } from "../../lib/experiments/mod.ts";
import { smallest } from "../../lib/stats/mod.ts";
import { delayShare, rise } from "./sine_measures.ts";
import { evenReadings, PAPER_NETWORK, type SineSample, trainOnSine } from "./sine_training.ts";

/** One training set and its result. */
export interface SweepPoint {
  n: number;
  decoys: DecoyCounts;
  rest: "even" | "random";
  /** A_low of the training set. */
  mismatch: number;
  /** R, largest early test loss over the first. */
  rise: number;
  /** Steps from learning the training set to learning the test set over the former; a lower bound where cut off. */
  delayShare: number | null;
  /** Smallest training and test loss. */
  train: number;
  test: number;
}

const ALL: DecoyCounts = { sinX: 20, sin3X: 10 };

const full = {
  ...PAPER_NETWORK,
  learningRate: 2e-5,
  /** Sizes with all 30 decoys. */
  sizes: [40, 50, 65, 100, 150, 300],
  /** Decoys among `decoySize` points. */
  decoys: [{ sinX: 0, sin3X: 0 }, { sinX: 4, sin3X: 2 }, { sinX: 10, sin3X: 5 }],
  decoySize: 65,
  rests: ["even", "random"] as ("even" | "random")[],
  steps: 5000,
  readings: { lossEvery: 50, spectrumEvery: 500 },
};

/** The training sets of a sweep, in the order in which they are trained. */
export function sweepSamples({ sizes, decoys, decoySize, rests }: typeof full): Required<SineSample>[] {
  const sets = [
    ...sizes.map((n) => ({ n, decoys: ALL })),
    ...decoys.map((counts) => ({ n: decoySize, decoys: counts })),
  ];
  return rests.flatMap((rest) => sets.map((set) => ({ ...set, rest, kind: "non-uniform" as const })));
}

export default experiment({
  at: import.meta,
  revision: 1,
  settings: full,
  seeds: [0, 1, 2],
  steps: (settings) => sweepSamples(settings).length * settings.steps,
  async run(settings, seed, context): Promise<SweepPoint[]> {
    const points: SweepPoint[] = [];
    for (const sample of sweepSamples(settings)) {
      const { n, decoys, rest } = sample, name = `${rest}-${n}-${decoys.sinX}-${decoys.sin3X}`;
      const { run } = await trainOnSine(
        { ...settings, ...evenReadings(settings.readings, settings.steps), name, sample },
        seed,
        context,
      );
      points.push({
        n,
        decoys,
        rest,
        mismatch: run.mismatch,
        rise: rise(run).ratio,
        delayShare: delayShare(run),
        train: smallest(run.train),
        test: smallest(run.test),
      });
    }
    return points;
  },
});
