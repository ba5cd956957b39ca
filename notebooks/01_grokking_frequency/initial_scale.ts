/**
 * Extension 2: at which initial scale does the network stop fitting low frequencies first? The target has a low and a
 * high component of equal size on even points; besides, the sparse set of the paper at each scale.
 */
import { experiment } from "../../lib/experiments/mod.ts";
import { logarithmicSteps } from "../../lib/train/mod.ts";
import { componentLearnt, rise } from "./sine_measures.ts";
import { rounded } from "../../lib/experiments/rounded.ts";
import { PAPER_NETWORK, PAPER_SAMPLES, type SineSample, trainOnSine } from "./sine_training.ts";

/** Result of one initial scale. */
export interface ScalePoint {
  scale: number;
  /** First steps at which the components sin x and sin 6x of the even target are learnt; null if never. */
  low: number | null;
  high: number | null;
  /** Relative error of both components along the training. */
  steps: number[];
  lowError: number[];
  highError: number[];
  /** R on the sparse set with the target sin 6x. */
  rise: number;
  /** First and last losses on the sparse set. */
  train: [number, number];
  test: [number, number];
}

const full = {
  ...PAPER_NETWORK,
  learningRate: 2e-5,
  /** Values of α, by which every initial parameter is multiplied. */
  scales: [0.5, 1, 2, 4, 8],
  even: PAPER_SAMPLES.uniform,
  sparse: PAPER_SAMPLES.sparse,
  /** A component counts as learnt when its relative error is below this. */
  learntShare: 0.5,
  steps: 5000,
  /** Readings of losses and spectra, evenly spaced in the logarithm of the step. */
  readings: 200,
};

/** Numbers of the set-up; the notebook says where they come from. */
export type ScaleSettings = typeof full;

export default experiment({
  at: import.meta,
  revision: 1,
  settings: full,
  seeds: [0, 1, 2, 3, 4],
  steps: ({ scales, steps }) => 2 * scales.length * steps,
  async run(settings, seed, context): Promise<ScalePoint[]> {
    const { targetFrequency: f, steps, readings } = settings, points: ScalePoint[] = [];
    const logged = logarithmicSteps(readings, steps);
    for (const scale of settings.scales) {
      const on = (name: string, sample: SineSample, target: (x: number) => number) =>
        trainOnSine(
          { ...settings, logged, spectraAt: logged, scale, name: `${name}-${scale}`, sample, target },
          seed,
          context,
        );
      const even = (await on("even", settings.even, (x) => Math.sin(x) + Math.sin(f * x))).run;
      const sparse = (await on("sparse", settings.sparse, (x) => Math.sin(f * x))).run;
      const errors = (k: number) =>
        rounded(even.spectra.trainGap.map((row) => row[k] / even.target.train[k]));
      points.push({
        scale,
        low: componentLearnt(even, 1, settings.learntShare),
        high: componentLearnt(even, f, settings.learntShare),
        steps: even.spectra.steps,
        lowError: errors(1),
        highError: errors(f),
        rise: rise(sparse).ratio,
        train: [sparse.train[0], sparse.train.at(-1)!],
        test: [sparse.test[0], sparse.test.at(-1)!],
      });
    }
    return points;
  },
});
