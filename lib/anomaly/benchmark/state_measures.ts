/** What is measured of a detector on a constructed series. */
import { permutation, uniformArray } from "../../random/mod.ts";
import { mean } from "../../stats/mod.ts";
import {
  averagePrecision,
  oracleF1,
  precisionRecall,
  rangePrecisionRecall,
  rocAuc,
  volumeUnderSurface,
} from "../metrics/mod.ts";
import { decisionMultiple } from "../series/decision_function.ts";
import { reverseWindowing } from "../series/sliding_windows.ts";
import type { Windows } from "../windows.ts";
import type { StandardCut, TestCut } from "./cut_state_series.ts";

/**
 * Names of the measures: areas by points; F1 at its best threshold and at the paper's; rates at which clean windows exceed the
 * threshold in its three readings; areas by segments, with permuted segments, of windows within a sample, and of held-out
 * windows against their surrogates.
 */
export const STATE_METRICS = [
  "rocAuc",
  "prAuc",
  "vusRoc",
  "vusPr",
  "oracleF1",
  "precision",
  "recall",
  "f1",
  "rangeF1",
  "alarmErf",
  "alarmCdf",
  "alarmWords",
  "segmentAuc",
  "shuffledAuc",
  "insideAuc",
  "pseudoAuc",
] as const;
/** One of {@linkcode STATE_METRICS}. */
export type StateMetric = typeof STATE_METRICS[number];
/** A number for each metric. */
export type StateMeasures = Readonly<Record<StateMetric, number>>;

/** Area under the curve; chance where a shuffle left one class. */
const area = (labels: ArrayLike<number>, scores: ArrayLike<number>) =>
  new Set(Array.from(labels)).size < 2 ? 0.5 : rocAuc(labels, scores);

/**
 * All measures of the scores of a test series; points take the mean score of the windows that cover them.
 *
 * @throws {RangeError} for scores that are not finite or not one per window
 */
export function stateMeasures(
  { window, stride }: StandardCut,
  { series, labels: windowLabels, inside, clean, stream }: TestCut,
  { heldOut, pseudo, test }: { heldOut: Float64Array; pseudo: Float64Array; test: Float64Array },
): StateMeasures {
  const { labels, segments, sampleLength } = series;
  const points = reverseWindowing(test, { window, stride, points: series.test.length });
  const centre = mean(heldOut), size = Math.sqrt(mean(heldOut.map((s) => (s - centre) ** 2)));
  const above = (multiple: number) => (score: number) => Number(score > centre + multiple * size);
  const called = Array.from(points, above(decisionMultiple("erf")));
  const at = precisionRecall(labels, called),
    { vusRoc, vusPr } = volumeUnderSurface(labels, points, {
      maxBuffer: window,
      step: Math.max(1, Math.floor(window / 8)),
    });
  const normal = test.filter((_, i) => clean[i]);
  const alarm = (multiple: number) => mean(Array.from(normal, above(multiple)));
  const order = permutation(stream.fork("shuffled segments"), segments.length);
  const shuffled = Uint8Array.from(
    labels,
    (_, t) => Number(segments[order[Math.floor(t / sampleLength)]].anomalous),
  );
  const own = <T>(values: ArrayLike<T>) => Array.from(values).filter((_, i) => inside[i]);
  const state = segments.map(({ start, end }) => mean(points.subarray(start, end)));
  return {
    rocAuc: rocAuc(labels, points),
    prAuc: averagePrecision(labels, points),
    vusRoc,
    vusPr,
    oracleF1: oracleF1(labels, points).f1,
    precision: at.precision,
    recall: at.recall,
    f1: at.f1,
    rangeF1: rangePrecisionRecall(labels, called).f1,
    alarmErf: alarm(decisionMultiple("erf")),
    alarmCdf: alarm(decisionMultiple("cdf")),
    alarmWords: alarm(2),
    segmentAuc: rocAuc(segments.map(({ anomalous }) => Number(anomalous)), state),
    shuffledAuc: area(shuffled, points),
    insideAuc: area(own(windowLabels), own(test)),
    pseudoAuc: area([...heldOut.map(() => 0), ...pseudo.map(() => 1)], [...heldOut, ...pseudo]),
  };
}

/** The metrics of a random score: one uniform number per window. */
export function chanceMeasures(cut: StandardCut, test: TestCut): StateMeasures {
  const draw = (label: string, { count }: Windows) => uniformArray(test.stream.fork(label), count, 0, 1);
  const scores = { heldOut: draw("held out", cut.heldOut), pseudo: draw("pseudo", cut.pseudo) };
  return stateMeasures(cut, test, { ...scores, test: draw("test", test.windows) });
}
