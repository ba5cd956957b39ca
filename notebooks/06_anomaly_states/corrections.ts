/** C7: scores that depend on the other windows of a call, as in PyOD, against scores from the standard windows alone. */
import * as anomaly from "../../lib/anomaly/mod.ts";
import { rocAuc } from "../../lib/anomaly/metrics/mod.ts";
import { experiment } from "../../lib/experiments/mod.ts";
import { rounded } from "../../lib/experiments/rounded.ts";
import { generator } from "../../lib/random/mod.ts";
import { largest, mean, standardDeviation } from "../../lib/stats/mod.ts";
import { drawSet, PROTOCOL } from "./generated_series.ts";
import type { ProtocolSettings } from "./protocol.ts";
import type { Insertion, Pair } from "./series_runs.ts";

/** What a detector's test scores come from in PyOD: the batch alone, batch and standard windows, or these alone. */
const NATIVE = {
  SOS: "batch",
  COF: "batch",
  SOD: "batch",
  COPOD: "both",
  ECOD: "both",
  KNN: "standard",
  KDE: "standard",
};

/** Detectors that are corrected, and two that need no correction. */
export type CorrectedName = keyof typeof NATIVE;

/** What one detector gave, averaged over the series. */
export interface Correction {
  readonly name: CorrectedName;
  /** area under the curve with scores from the standard windows alone */
  readonly corrected: number;
  /** … with scores as PyOD makes them */
  readonly native: number;
  /** greatest change of a score in PyOD's way when windows are scored in halves, in deviations of the scores */
  readonly nativeChange: number;
  /** … when one window is scored alone, corrected: 0 to the last bit */
  readonly correctedChange: number;
}

interface CorrectionSettings extends Omit<ProtocolSettings, "netEpochs" | "netRate" | "detectors"> {
  readonly detectors: readonly CorrectedName[];
  readonly pairs: readonly Pair[];
  readonly insertions: readonly Insertion[];
  readonly samples: number;
}

const part = ({ values, length }: anomaly.Windows, from: number, to: number) =>
  anomaly.windowsOf(values.slice(from * length, to * length), length);

/** Scores in PyOD's way: those of the windows among themselves, with the standard ones for COPOD and ECOD. */
export async function nativeScores(
  name: CorrectedName,
  standard: anomaly.Windows,
  batch: anomaly.Windows,
): Promise<Float64Array> {
  const detector = anomaly.detectorByName(name)();
  if (NATIVE[name] === "standard") return await (await detector.fit(standard)).score(batch);
  if (NATIVE[name] === "batch") return await (await detector.fit(batch)).standardScores();
  const joined = Float64Array.of(...standard.values, ...batch.values);
  const scores = await (await detector.fit(anomaly.windowsOf(joined, batch.length))).standardScores();
  return scores.subarray(standard.count);
}

const { netEpochs: _epochs, netRate: _rate, ...windows } = PROTOCOL;

const SETTINGS: CorrectionSettings = {
  ...windows,
  detectors: Object.keys(NATIVE) as CorrectedName[],
  pairs: anomaly.GENERATED_SETS.map(({ name, classes }): Pair => [name, classes[0]]),
  insertions: [["farthest", 0], ["random", 0]],
  samples: 40,
};

export default experiment<CorrectionSettings, Correction[]>({
  at: import.meta,
  revision: 2,
  precision: "float64",
  engine: "host",
  settings: SETTINGS,
  seeds: [0, 1, 2],
  quick: {
    settings: { ...SETTINGS, insertions: [["farthest", 0]], trainWindows: 150, testWindows: 150 },
    seeds: [0, 1, 2],
  },
  steps: ({ pairs, detectors }) => pairs.length * detectors.length,
  async run(settings, seed) {
    const { detectors, pairs, insertions, samples } = settings;
    const found = detectors.map(() =>
      ({ corrected: [], native: [], nativeChange: [], correctedChange: [] }) as Record<
        Exclude<keyof Correction, "name">,
        number[]
      >
    );
    for (const [set, cls] of pairs) {
      const ranking = anomaly.rankByShape(drawSet(set, samples, seed), cls, seed);
      for (const [choice, order] of insertions) {
        const series = anomaly.buildStateSeries(ranking, { choice, order, seed });
        const cut = anomaly.cutStandard(series, settings, generator(seed, "pseudo"));
        const { windows } = anomaly.cutTest(series, cut, generator(seed)), half = windows.count >> 1;
        const area = (scores: Float64Array) =>
          rocAuc(series.labels, anomaly.reverseWindowing(scores, { ...cut, points: series.test.length }));
        for (const [i, name] of detectors.entries()) {
          const strict = await anomaly.detectorByName(name)().fit(cut.fit),
            corrected = await strict.score(windows);
          const native = await nativeScores(name, cut.fit, windows);
          const halves = [part(windows, 0, half), part(windows, half, windows.count)];
          const split = (await Promise.all(halves.map((rows) => nativeScores(name, cut.fit, rows))))
            .flatMap((scores) => [...scores]);
          const alone = (await strict.score(part(windows, half, half + 1)))[0];
          const scale = standardDeviation(native);
          found[i].corrected.push(area(corrected));
          found[i].native.push(area(native));
          found[i].nativeChange.push(largest(split.map((score, k) => Math.abs(score - native[k]))) / scale);
          found[i].correctedChange.push(Math.abs(alone - corrected[half]));
        }
      }
    }
    const short = (values: number[], of: (values: number[]) => number) => rounded(of(values)) as number;
    return detectors.map((name, i) => ({
      name,
      corrected: short(found[i].corrected, mean),
      native: short(found[i].native, mean),
      nativeChange: short(found[i].nativeChange, mean),
      correctedChange: short(found[i].correctedChange, largest),
    }));
  },
});
