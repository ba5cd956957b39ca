/** The protocol of every comparison: windows, detectors fitted on standard windows alone, and all metrics of their scores. */
import {
  decisionMultiple,
  type Detector,
  detectorByName,
  DETECTORS,
  dominantPeriod,
  reverseWindowing,
  type SharedGeometry,
  slidingWindows,
  type StateSeries,
  surrogate,
  type Windows,
} from "../../lib/anomaly/mod.ts";
import {
  averagePrecision,
  oracleF1,
  precisionRecall,
  rangePrecisionRecall,
  rocAuc,
  volumeUnderSurface,
} from "../../lib/anomaly/metrics/mod.ts";
import { type Generator, generator, permutation, uniformArray } from "../../lib/random/mod.ts";
import { mean } from "../../lib/stats/mod.ts";

/** Detectors beside the 38: variants that a claim needs. */
export const VARIANTS: Readonly<Record<string, readonly [name: string, options: object]>> = {
  "Sampling (100)": ["Sampling", { subset: 100 }],
};
/** Names of all detectors, in the order of the list. */
export const ALL_DETECTORS: readonly string[] = DETECTORS.map(({ about }) => about.name);

/** How series are cut and what is compared. */
export interface ProtocolSettings {
  readonly detectors: readonly string[];
  readonly shortestWindow: number;
  readonly longestWindow: number;
  readonly trainWindows: number;
  readonly testWindows: number;
  readonly heldOut: number;
  readonly netEpochs: number;
  readonly netRate: number;
}

/** What is measured of a detector on a series. */
export const METRICS = [
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
/** One of {@linkcode METRICS}. */
export type Metric = typeof METRICS[number];
/** A number for each metric. */
export type Measures = Readonly<Record<Metric, number>>;

/** The standard part of a series, cut into windows; the test series has no say in it. */
export interface StandardCut {
  readonly window: number;
  /** of held-out and test windows */
  readonly stride: number;
  readonly fit: Windows;
  readonly heldOut: Windows;
  /** surrogates of the held-out part, with its values and nearly its spectrum */
  readonly pseudo: Windows;
  /** a series in units of the standard part */
  scaled(series: Float64Array): Float64Array;
}

/** A test series, cut into windows. */
export interface TestCut {
  readonly series: StateSeries;
  readonly windows: Windows;
  /** label of each window: that of the point in its middle */
  readonly labels: Uint8Array;
  /** whether a window lies within one sample */
  readonly inside: readonly boolean[];
  /** whether no point of a window is anomalous */
  readonly clean: readonly boolean[];
  /** source of shuffles and of the score that knows nothing, the series' own */
  readonly stream: Generator;
}

/** Cuts a standard series; the window's length is its dominant period. */
export function cutStandard(
  { standard, test, sampleLength }: StateSeries,
  settings: ProtocolSettings,
  seed: number,
): StandardCut {
  const centre = mean(standard), size = Math.sqrt(mean(standard.map((x) => (x - centre) ** 2)));
  const scaled = (x: Float64Array) => x.map((value) => (value - centre) / size);
  const { shortestWindow: low, longestWindow: high } = settings;
  const window = Math.max(low, Math.min(high, sampleLength, dominantPeriod(standard)));
  const at = Math.round(standard.length * (1 - settings.heldOut)), rest = scaled(standard.subarray(at));
  const strideOf = (points: number, most: number) => Math.max(1, Math.ceil((points - window + 1) / most));
  const stride = strideOf(test.length, settings.testWindows);
  return {
    window,
    stride,
    scaled,
    fit: slidingWindows(scaled(standard.subarray(0, at)), {
      window,
      stride: strideOf(at, settings.trainWindows),
    }),
    heldOut: slidingWindows(rest, { window, stride }),
    pseudo: slidingWindows(surrogate(rest, "both", generator(seed, "pseudo")), { window, stride }),
  };
}

/** Cuts a test series as its standard part says. */
export function cutTest(
  series: StateSeries,
  { window, stride, scaled }: StandardCut,
  stream: Generator,
): TestCut {
  const windows = slidingWindows(scaled(series.test), { window, stride }), { labels, sampleLength } = series;
  const starts = Array.from({ length: windows.count }, (_, i) => i * stride);
  return {
    series,
    windows,
    stream,
    clean: starts.map((start) => !labels.subarray(start, start + window).includes(1)),
    labels: Uint8Array.from(starts, (start) => labels[start + (window >> 1)]),
    inside: starts.map((start) =>
      Math.floor(start / sampleLength) === Math.floor((start + window - 1) / sampleLength)
    ),
  };
}

/** A detector by its name, or that of a variant; nets with the settings' epochs and rate. */
export function detectorOf(name: string, settings: ProtocolSettings, seed: number): Detector {
  const [known, options] = VARIANTS[name] ?? [name, {}], factory = detectorByName(known);
  const defaults = factory.about.defaults as Record<string, unknown>;
  return factory({
    ...options,
    ..."seed" in defaults ? { seed } : {},
    ..."epochs" in defaults ? { epochs: settings.netEpochs } : {},
    ..."learningRate" in defaults ? { learningRate: settings.netRate } : {},
  } as object);
}

/** Scores of one detector on standard windows that it has not learnt, on their surrogates, and on each test series. */
export interface CutScores {
  readonly heldOut: Float64Array;
  readonly pseudo: Float64Array;
  readonly tests: readonly Float64Array[];
}

/** Fits a detector on the standard windows and scores the others. */
export async function scoresOf(
  detector: Detector,
  { fit, heldOut, pseudo }: StandardCut,
  tests: readonly TestCut[],
  shared: SharedGeometry,
): Promise<CutScores> {
  await detector.fit(fit, shared);
  try {
    const scored = [];
    for (const { windows } of tests) scored.push(await detector.score(windows));
    return { heldOut: await detector.score(heldOut), pseudo: await detector.score(pseudo), tests: scored };
  } finally {
    detector.dispose();
  }
}

/** Area under the curve; chance where a shuffle left one class. */
const area = (labels: ArrayLike<number>, scores: ArrayLike<number>) =>
  new Set(Array.from(labels)).size < 2 ? 0.5 : rocAuc(labels, scores);

/** All metrics of the scores of a test series; points take the mean score of the windows that cover them. */
export function measuresOf(
  { window, stride }: StandardCut,
  { series, labels: windowLabels, inside, clean, stream }: TestCut,
  { heldOut, pseudo, test }: { heldOut: Float64Array; pseudo: Float64Array; test: Float64Array },
): Measures {
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

/** The metrics of a score that knows nothing: one number a window, uniform. */
export function chanceOf(cut: StandardCut, test: TestCut): Measures {
  const draw = (label: string, { count }: Windows) => uniformArray(test.stream.fork(label), count, 0, 1);
  const scores = { heldOut: draw("held out", cut.heldOut), pseudo: draw("pseudo", cut.pseudo) };
  return measuresOf(cut, test, { ...scores, test: draw("test", test.windows) });
}
