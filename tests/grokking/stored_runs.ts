/**
 * Predictions beside the stored runs of paper 01: `deno run -A tests/grokking/stored_runs.ts` compares all 54 runs of
 * its sweep over training sets, at three horizons, and prints rank correlation and agreement in sign.
 *
 * @module
 */
import { runs } from "../../lib/experiments/mod.ts";
import { type GrokkingPrediction, predictGrokking } from "../../lib/grokking/mod.ts";
import { multilayerPerceptron, uniformFanIn } from "../../lib/nn/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { linspace } from "../../lib/spectral/mod.ts";
import { spearman } from "../../lib/stats/mod.ts";
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
  /** R. */
  rise: readonly [stored: number, predicted: number];
}

/** Every run of the stored sweep for some seeds. */
export async function compareSweep(
  seeds: readonly number[],
  options: { testPoints: number; horizon?: number },
): Promise<ComparedRun[]> {
  const { settings, results } = await runs(sweep, { profile: "full" }), compared: ComparedRun[] = [];
  const test = sixfold(linspace(-Math.PI, Math.PI, options.testPoints));
  for (const seed of seeds) {
    const stored = results[sweep.seeds.indexOf(seed)];
    for (const [at, sample] of sweepSamples(settings).entries()) {
      const train = sixfold(samplePoints(sample, seed)), { n, rest, decoys } = sample;
      const prediction: GrokkingPrediction = await predictGrokking({
        ...paperStart(seed),
        train,
        test,
        ...(options.horizon && { horizon: options.horizon }),
      });
      compared.push({
        seed,
        set: `${n} points, ${decoys.sinX + decoys.sin3X} decoys, ${rest} rest`,
        mismatch: [stored[at].mismatch, prediction.phantom.amplitude],
        rise: [stored[at].rise, prediction.rise.ratio],
      });
    }
  }
  return compared;
}

/** Rank correlation of predicted and stored R, and the number of runs in which both or neither rise. */
export function agreement(compared: readonly ComparedRun[]): { rank: number; sameSign: number } {
  return {
    rank: spearman(compared.map(({ rise }) => rise[1]), compared.map(({ rise }) => rise[0])),
    sameSign: compared.filter(hasSameSign).length,
  };
}

function hasSameSign({ rise: [stored, predicted] }: ComparedRun): boolean {
  return (stored > NO_RISE) === (predicted > NO_RISE);
}

if (import.meta.main) {
  for (const horizon of [10, 100, 1000]) {
    const compared = await compareSweep(sweep.seeds, { testPoints: 200, horizon });
    const { rank, sameSign } = agreement(compared);
    const unlike = compared.filter((run) => !hasSameSign(run));
    console.log(
      `horizon ${horizon}: rank correlation ${
        rank.toFixed(3)
      }, sign agrees in ${sameSign} of ${compared.length}`,
    );
    for (const { seed, set, rise: [stored, predicted] } of unlike) {
      console.log(`  seed ${seed}, ${set}: R ${stored.toFixed(3)}, predicted ${predicted.toFixed(3)}`);
    }
  }
}
