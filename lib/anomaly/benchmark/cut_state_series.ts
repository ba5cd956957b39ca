/** Constructed series as windows: a standard part that is learnt, one that is held out, and test series. */
import type { Generator } from "../../random/mod.ts";
import { mean } from "../../stats/mod.ts";
import type { StateSeries } from "../construction/build_state_series.ts";
import type { Detector } from "../detector.ts";
import { surrogate } from "../generators/surrogate.ts";
import type { SharedGeometry } from "../neighbours/shared_geometry.ts";
import { dominantPeriod } from "../series/dominant_period.ts";
import { slidingWindows } from "../series/sliding_windows.ts";
import type { Windows } from "../windows.ts";

/** How series are cut. */
export interface CutOptions {
  /** least points per window; the dominant period of the standard series decides between the limits */
  readonly shortestWindow: number;
  readonly longestWindow: number;
  /** most windows that are learnt */
  readonly trainWindows: number;
  /** most windows of a test series */
  readonly testWindows: number;
  /** share of the standard series that is held out, at its end */
  readonly heldOut: number;
}

/** The standard part of a series, cut into windows; it does not depend on the test series. */
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
  /** the series' own source of shuffles and of the random score */
  readonly stream: Generator;
}

/**
 * Cuts a standard series in units of its own mean and deviation; the window's length is its dominant period.
 *
 * @param stream of the surrogates
 * @throws {RangeError} where a part is shorter than a window
 */
export function cutStandard(
  { standard, test, sampleLength }: StateSeries,
  settings: CutOptions,
  stream: Generator,
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
    pseudo: slidingWindows(surrogate(rest, "both", stream), { window, stride }),
  };
}

/**
 * Cuts a test series like its standard part.
 *
 * @param stream of shuffled labels and of the random score
 */
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

/** Scores of one detector on standard windows that it has not learnt, on their surrogates, and on each test series. */
export interface CutScores {
  readonly heldOut: Float64Array;
  readonly pseudo: Float64Array;
  readonly tests: readonly Float64Array[];
}

/**
 * Fits a detector on the standard windows, scores the others, and frees it.
 *
 * @throws {RangeError} where the detector refuses the windows
 */
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
