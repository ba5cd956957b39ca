/** E8 and X1: how often fresh standard samples are called anomalous, by conformal p-values and by thresholds. */
import * as anomaly from "../../lib/anomaly/mod.ts";
import { experiment } from "../../lib/experiments/mod.ts";
import { rounded } from "../../lib/experiments/rounded.ts";
import { generator, permutation } from "../../lib/random/mod.ts";
import { benjaminiHochberg, mean, normalDistribution } from "../../lib/stats/mod.ts";
import { drawSet, PROTOCOL } from "./generated_series.ts";
import { detectorOf } from "./protocol.ts";
import type { Pair } from "./series_runs.ts";

/** What one detector gave, averaged over sets. */
export interface Calibration {
  readonly name: string;
  /** share of fresh standard samples with a conformal p-value up to each level */
  readonly conformal: readonly number[];
  /** … with a score above the mean by as many deviations as a normal distribution needs at that level */
  readonly gaussian: readonly number[];
  /** false among the discoveries of Benjamini–Hochberg, and anomalies among them */
  readonly discoveries: { readonly false: number; readonly found: number };
  /** the same for p-values up to the level, uncorrected */
  readonly uncorrected: { readonly false: number; readonly found: number };
}

const SETTINGS = {
  detectors: ["KNN", "LOF", "Sampling", "KDE", "GMM", "HBOS", "PCA", "LinearRegression"],
  pairs: anomaly.GENERATED_SETS.map(({ name, classes }): Pair => [name, classes[0]]),
  learnt: 20,
  calibration: 199,
  fresh: 100,
  anomalies: 20,
  levels: [0.01, 0.02, 0.05, 0.1, 0.2, 0.3],
  discoveryLevel: 0.1,
  longestWindow: 50,
};

export default experiment<typeof SETTINGS, Calibration[]>({
  at: import.meta,
  revision: 1,
  precision: "float64",
  engine: "host",
  settings: SETTINGS,
  seeds: [0, 1, 2, 3, 4],
  quick: { seeds: [0, 1, 2] },
  steps: ({ pairs, detectors }) => pairs.length * detectors.length,
  async run(settings, seed) {
    const { learnt, calibration, fresh, anomalies, levels, discoveryLevel } = settings,
      own = learnt + calibration + fresh;
    const perSet: Omit<Calibration, "name">[][] = [];
    for (const [name, cls] of settings.pairs) {
      const { samples, labels } = drawSet(name, own, seed);
      const standard = samples.filter((_, i) => labels[i] === cls),
        strangers = samples.filter((_, i) => labels[i] !== cls);
      const chosen = Array.from(
        permutation(generator(seed, "strangers", name), strangers.length).slice(0, anomalies),
      );
      const series = Float64Array.from(standard.slice(0, learnt).flatMap((sample) => [...sample]));
      const window = Math.max(
        8,
        Math.min(settings.longestWindow, samples[0].length, anomaly.dominantPeriod(series)),
      );
      const stride = Math.max(1, Math.floor(window / 8));
      const fit = anomaly.slidingWindows(series, { window, stride }),
        shared = new anomaly.SharedGeometry(fit, { neighbours: 20 });
      const perDetector = [];
      for (const detector of settings.detectors) {
        const fitted = await detectorOf(detector, PROTOCOL, seed).fit(fit, shared);
        const scores = await sampleScores(fitted, [
          ...standard.slice(learnt),
          ...chosen.map((i) => strangers[i]),
        ], {
          window,
          stride,
        });
        fitted.dispose();
        const known = scores.slice(0, calibration), asked = scores.slice(calibration);
        const centre = mean(known), size = Math.sqrt(mean(known.map((s) => (s - centre) ** 2)));
        const p = asked.map((score) => (1 + known.filter((one) => one >= score).length) / (calibration + 1));
        const tail = asked.map((score) => 1 - normalDistribution((score - centre) / size));
        const share = (values: number[], level: number) =>
          mean(values.slice(0, fresh).map((v) => Number(v <= level)));
        const called = (values: ArrayLike<number>) => {
          const hits = Array.from(values, (value) => value <= discoveryLevel);
          const wrong = hits.slice(0, fresh).filter(Boolean).length,
            right = hits.slice(fresh).filter(Boolean).length;
          return { false: wrong / Math.max(1, wrong + right), found: right / anomalies };
        };
        perDetector.push({
          conformal: levels.map((level) => share(p, level)),
          gaussian: levels.map((level) => share(tail, level)),
          discoveries: called(benjaminiHochberg(p)),
          uncorrected: called(p),
        });
      }
      perSet.push(perDetector);
    }
    const over = (of: (one: Omit<Calibration, "name">) => number, d: number) =>
      rounded(mean(perSet.map((set) => of(set[d])))) as number;
    const both = (which: "discoveries" | "uncorrected", d: number) => ({
      false: over((one) => one[which].false, d),
      found: over((one) => one[which].found, d),
    });
    return settings.detectors.map((name, d) => ({
      name,
      conformal: levels.map((_, i) => over(({ conformal }) => conformal[i], d)),
      gaussian: levels.map((_, i) => over(({ gaussian }) => gaussian[i], d)),
      discoveries: both("discoveries", d),
      uncorrected: both("uncorrected", d),
    }));
  },
});

/** Mean score of each sample's windows. */
async function sampleScores(
  detector: anomaly.Detector,
  samples: readonly Float64Array[],
  { window, stride }: { window: number; stride: number },
): Promise<number[]> {
  const each = samples.map((sample) => anomaly.slidingWindows(sample, { window, stride })),
    { count } = each[0];
  const values = new Float64Array(samples.length * count * window);
  each.forEach((windows, i) => values.set(windows.values, i * count * window));
  const scores = await detector.score({ values, count: samples.length * count, length: window });
  return samples.map((_, i) => mean(scores.subarray(i * count, (i + 1) * count)));
}
