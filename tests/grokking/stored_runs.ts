/**
 * Predictions beside the stored runs of paper 01: `deno run -A tests/grokking/stored_runs.ts` compares all 54 runs of
 * its sweep over training sets, at three horizons, and prints rank correlation and agreement in sign.
 *
 * @module
 */
import { runs } from "../../lib/experiments/mod.ts";
import { predictGrokking } from "../../lib/grokking/mod.ts";
import { multilayerPerceptron, uniformFanIn } from "../../lib/nn/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { linspace } from "../../lib/spectral/mod.ts";
import { largest, spearman } from "../../lib/stats/mod.ts";
import sweep, { sweepSamples } from "../../notebooks/01_grokking_frequency/sampling_sweep.ts";
import { PAPER_NETWORK, samplePoints } from "../../notebooks/01_grokking_frequency/sine_training.ts";

/** Rises up to this are none: the rule of rows C2 and X3 of the notebook. */
export const NO_RISE = 1.01;

/** The paper's network, with the initial parameters of a seed. */
export function paperStart(seed: number) {
  const { widths, activation } = PAPER_NETWORK, model = multilayerPerceptron({ widths, activation });
  return { model, parameters: uniformFanIn(model.parameters, generator(seed, "initial")) };
}

/** sin 6x at points. */
export function sixfold(x: Float64Array): { x: Float64Array; y: Float64Array } {
  return { x, y: x.map((value) => Math.sin(PAPER_NETWORK.targetFrequency * value)) };
}

/** A stored run and what was predicted for it. */
export interface ComparedRun {
  seed: number;
  set: string;
  /** A_low, stored and computed anew. */
  mismatch: readonly [stored: number, found: number];
  /** R, stored and predicted up to each horizon. */
  stored: number;
  predicted: readonly number[];
}

/**
 * Every run of the stored sweep for some seeds.
 *
 * @param horizons in steps of gradient descent at the largest stable rate, the last one longest
 */
export async function compareSweep(
  seeds: readonly number[],
  { testPoints, horizons }: { testPoints: number; horizons: readonly number[] },
): Promise<ComparedRun[]> {
  const { settings, results } = await runs(sweep, { profile: "full" }), compared: ComparedRun[] = [];
  const test = sixfold(linspace(-Math.PI, Math.PI, testPoints)), horizon = horizons.at(-1)!;
  for (const seed of seeds) {
    const stored = results[sweep.seeds.indexOf(seed)];
    for (const [at, sample] of sweepSamples(settings).entries()) {
      const train = sixfold(samplePoints(sample, seed)), { n, rest, decoys } = sample;
      const { phantom, times, test: losses, stableRate } = await predictGrokking({
        ...paperStart(seed),
        train,
        test,
        horizon,
      });
      compared.push({
        seed,
        set: `${n} points, ${decoys.sinX + decoys.sin3X} decoys, ${rest} rest`,
        mismatch: [stored[at].mismatch, phantom.amplitude],
        stored: stored[at].rise,
        predicted: horizons.map((steps) =>
          largest(losses.filter((_, i) => times[i] <= steps * stableRate * (1 + 1e-9))) / losses[0]
        ),
      });
    }
  }
  return compared;
}

/** Rank correlation of predicted and stored R, and the runs in which one rises and the other does not. */
export function agreement(
  compared: readonly ComparedRun[],
  horizon = 0,
): { rank: number; unlike: ComparedRun[] } {
  return {
    rank: spearman(compared.map(({ predicted }) => predicted[horizon]), compared.map(({ stored }) => stored)),
    unlike: compared.filter(({ stored, predicted }) => (stored > NO_RISE) !== (predicted[horizon] > NO_RISE)),
  };
}

if (import.meta.main) {
  const horizons = [10, 100, 1000];
  const compared = await compareSweep(sweep.seeds, { testPoints: 200, horizons });
  horizons.forEach((horizon, k) => {
    const { rank, unlike } = agreement(compared, k), alike = compared.length - unlike.length;
    console.log(
      `horizon ${horizon}: rank correlation ${rank.toFixed(3)}, sign of ${alike} in ${compared.length}`,
    );
    for (const { seed, set, stored, predicted } of unlike) {
      console.log(`  seed ${seed}, ${set}: R ${stored.toFixed(3)}, predicted ${predicted[k].toFixed(3)}`);
    }
  });
}
