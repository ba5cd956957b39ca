/** Runs of all detectors on constructed series: what the comparisons of generated and archive sets share. */
import * as anomaly from "../../lib/anomaly/mod.ts";
import type { LabelledSeries } from "../../lib/data/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { rounded } from "../../lib/experiments/rounded.ts";
import { DivergenceError, type RunContext, TrainingStopped } from "../../lib/train/mod.ts";
import { detectorOf, type ProtocolSettings } from "./protocol.ts";

/** A class of a set that is taken as standard. */
export type Pair = readonly [set: string, cls: string];
/** Which strangers are inserted: how they are chosen, and which three. */
export type Insertion = readonly [choice: anomaly.AnomalyChoice, order: number];

/** Settings of a comparison over series. */
export interface SeriesSettings extends ProtocolSettings {
  readonly pairs: readonly Pair[];
  readonly insertions: readonly Insertion[];
}

/** What one series gave. */
export interface SeriesRun {
  readonly set: string;
  readonly cls: string;
  readonly choice: anomaly.AnomalyChoice;
  readonly order: number;
  readonly window: number;
  readonly knc: number;
  /** share of anomalous points: chance of the area under precision and recall */
  readonly prevalence: number;
  /** metrics of a random score, in their order */
  readonly chance: readonly number[];
  /** by detector, metrics in their order; `null` for one that failed */
  readonly measures: readonly (readonly number[] | null)[];
  /** why detectors failed, by name */
  readonly failed: Readonly<Record<string, string>>;
}

/** Four digits; all metrics are finite. */
const short = (value: number) => rounded(value) as number;
const listed = (measures: anomaly.StateMeasures) =>
  anomaly.STATE_METRICS.map((metric) => short(measures[metric]));

/** All detectors on all series of a set of pairs and insertions, one seed; a pair's insertions share the standard part. */
export async function runSeries(
  settings: SeriesSettings,
  load: (set: string, seed: number) => Promise<LabelledSeries>,
  seed: number,
  { signal, progress }: RunContext,
): Promise<SeriesRun[]> {
  const runs: SeriesRun[] = [],
    { pairs, insertions, detectors } = settings,
    steps = pairs.length * detectors.length;
  let done = 0;
  for (const [set, cls] of pairs) {
    const ranking = anomaly.rankByShape(await load(set, seed), cls, seed);
    const series = insertions.map(([choice, order]) =>
      anomaly.buildStateSeries(ranking, { choice, order, seed })
    );
    const cut = anomaly.cutStandard(series[0], settings, generator(seed, "pseudo")),
      tests = series.map((one, i) => anomaly.cutTest(one, cut, generator(seed, set, cls, ...insertions[i])));
    const shared = new anomaly.SharedGeometry(cut.fit, { neighbours: 20 });
    const measures: (readonly number[] | null)[][] = series.map(() => []),
      failed: Record<string, string> = {};
    for (const name of detectors) {
      if (signal.aborted) throw new TrainingStopped(done, undefined);
      try {
        const scores = await anomaly.scoresOf(detectorOf(name, settings, seed), cut, tests, shared);
        tests.forEach((test, i) =>
          measures[i].push(listed(anomaly.stateMeasures(cut, test, { ...scores, test: scores.tests[i] })))
        );
      } catch (error) {
        // A detector may refuse a series, or its training diverge; anything else is a fault of ours.
        if (!(error instanceof RangeError || error instanceof DivergenceError)) throw error;
        for (const one of measures) one.push(null);
        failed[name] = error.message;
      }
      progress("detectors", { step: ++done, steps, loss: 0 });
    }
    tests.forEach((test, i) => {
      const [choice, order] = insertions[i], { labels, knc } = test.series;
      runs.push({
        set,
        cls,
        choice,
        order,
        window: cut.window,
        knc: short(knc),
        prevalence: short(labels.reduce((sum, label) => sum + label, 0) / labels.length),
        chance: listed(anomaly.chanceMeasures(cut, test)),
        measures: measures[i],
        failed,
      });
    });
  }
  return runs;
}
