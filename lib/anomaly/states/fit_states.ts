import { requireFinite, requireInteger } from "../../checks.ts";
import { benjaminiHochberg, largest } from "../../stats/mod.ts";
import type { Detector } from "../detector.ts";
import { SharedGeometry } from "../neighbours/shared_geometry.ts";
import { knn } from "../proximity/knn.ts";
import { dominantPeriod } from "../series/dominant_period.ts";
import { reverseWindowing, slidingWindows } from "../series/sliding_windows.ts";
import { conformalPValues } from "./conformal_p_values.ts";
import { scoresOf } from "./scores_of.ts";
import { type StateStream, stateStream } from "./state_stream.ts";
import type { DetectorFailure, DetectorReport, StateReport } from "./state_report.ts";

/** Settings of {@link fitStates}. */
export interface StateOptions {
  /** detectors, not yet fitted; KNN where none are given */
  readonly detectors?: readonly Detector[];
  /** w, points per window, 2 or more; the dominant period of the standard series where absent */
  readonly window?: number;
  /** points per segment, at least w; 2w where absent */
  readonly segment?: number;
  /** share of the standard series, its end, that is held out for p-values, in (0, 1); 0.5 where absent */
  readonly heldOut?: number;
  /** false discovery rate among the segments called anomalous, in (0, 1); 0.1 where absent */
  readonly rate?: number;
}

/** Detectors that know a standard series. */
export interface FittedStates {
  readonly window: number;
  /** those that could not learn it */
  readonly failures: readonly DetectorFailure[];
  /**
   * Scores a series, and tests each of its segments.
   *
   * @throws {RangeError} for a series that is not finite or shorter than a segment
   */
  detect(test: ArrayLike<number>): Promise<StateReport>;
  /** Scores point by point, with the scores that `detect` gives. */
  stream(): StateStream;
  dispose(): void;
}

/**
 * Fits detectors to a standard series. Its first part is learnt, scaled by its own mean and deviation; its end is held out:
 * scores there are what standard segments score. No window lies on the cut.
 *
 * @param standard finite points
 * @throws {RangeError} for points that are not finite, parts shorter than two windows or one segment, or settings out of range
 */
export async function fitStates(
  standard: ArrayLike<number>,
  options: StateOptions = {},
): Promise<FittedStates> {
  const where = "fitStates", { detectors = [knn()], heldOut = 0.5, rate = 0.1 } = options;
  requireFinite(where, "standard", standard, 4);
  requireShare(where, "heldOut", heldOut);
  requireShare(where, "rate", rate);
  if (detectors.length === 0) throw new RangeError(`${where}: needs one detector or more, got none`);
  const points = Float64Array.from(standard), cut = Math.floor(points.length * (1 - heldOut));
  const scale = seriesScale(points.subarray(0, cut));
  const window = requireInteger(
    where,
    "window",
    options.window ?? dominantPeriod(points.subarray(0, cut)),
    2,
  );
  const segment = requireInteger(where, "segment", options.segment ?? 2 * window, window);
  if (cut < window + 1 || points.length - cut < segment) {
    throw new RangeError(
      `${where}: the standard series must have ${window + 1} points to learn and ${segment} held out, ` +
        `got ${cut} and ${points.length - cut}`,
    );
  }
  const learnt = slidingWindows(scale(points.subarray(0, cut)), { window });
  const calibration = slidingWindows(scale(points.subarray(cut)), { window });
  const neighbours = largest(
    detectors.map(({ options }) => Number((options as { neighbours?: number }).neighbours ?? 0)),
  );
  const shared = new SharedGeometry(learnt, { neighbours });
  const { scores: reference, failures } = await scoresOf(
    detectors,
    async (detector) => await (await detector.fit(learnt, shared)).score(calibration),
  );
  const fitted = detectors.filter(({ name }) => reference.has(name)), inside = segment - window + 1;
  // Stretches that do not overlap, since scores of overlapping ones count as one.
  const segments = mapValues(
    reference,
    (scores) => segmentMeans(scores, startsOf(scores.length, inside, segment), inside),
  );
  const single = mapValues(
    reference,
    (scores) => segmentMeans(scores, startsOf(scores.length, 1, window), 1),
  );
  const leastPValue = 1 / (1 + startsOf(calibration.count, inside, segment).length);

  async function detect(test: ArrayLike<number>): Promise<StateReport> {
    requireFinite(where, "test", test);
    if (test.length < segment) {
      throw new RangeError(
        `${where}: test must have a segment of ${segment} points or more, got ${test.length}`,
      );
    }
    const windows = slidingWindows(scale(Float64Array.from(test)), { window });
    const found = await scoresOf(fitted, (detector) => detector.score(windows));
    const reports = [...found.scores].map(([detector, windowScores]): DetectorReport => ({
      detector,
      windowScores,
      pointScores: reverseWindowing(windowScores, { window, points: test.length }),
      segments: testedSegments(windowScores, segments.get(detector)!, { window, segment, rate }),
    }));
    return { window, rate, leastPValue, reports, failures: [...failures, ...found.failures] };
  }

  return {
    window,
    failures,
    detect,
    stream: () => stateStream({ detectors: fitted, window, scale, reference: single }),
    dispose: () => fitted.forEach((detector) => detector.dispose()),
  };
}

/** The segments of the tested series, each against those of the held-out part. */
function testedSegments(
  scores: Float64Array,
  reference: Float64Array,
  { window, segment, rate }: { window: number; segment: number; rate: number },
) {
  const points = scores.length + window - 1,
    starts = Array.from({ length: Math.floor(points / segment) }, (_, s) => s * segment);
  // What is left at the end makes a last segment of full length, which begins before its predecessor ends.
  if (points % segment > 0) starts.push(points - segment);
  const means = segmentMeans(scores, starts, segment - window + 1);
  const pValues = conformalPValues(reference, means), adjusted = benjaminiHochberg(pValues);
  return starts.map((from, s) => ({
    from,
    to: from + segment,
    score: means[s],
    pValue: pValues[s],
    adjusted: adjusted[s],
    anomalous: adjusted[s] <= rate,
  }));
}

/** Mean of the `inside` window scores from each start. */
function segmentMeans(scores: Float64Array, starts: readonly number[], inside: number): Float64Array {
  return Float64Array.from(starts, (from) => {
    let sum = 0;
    for (let i = from; i < from + inside; i++) sum += scores[i];
    return sum / inside;
  });
}

/** 0, step, 2 step, … as long as `length` numbers from there are left. */
function startsOf(total: number, length: number, step: number): number[] {
  return Array.from({ length: Math.floor((total - length) / step) + 1 }, (_, s) => s * step);
}

/** (x − mean) / deviation of the learnt part. */
function seriesScale(points: Float64Array): (series: Float64Array) => Float64Array {
  const mean = points.reduce((sum, value) => sum + value, 0) / points.length;
  const deviation = Math.sqrt(points.reduce((sum, value) => sum + (value - mean) ** 2, 0) / points.length);
  if (!(deviation > 0)) {
    throw new RangeError(`fitStates: the standard series is constant, all points are ${points[0]}`);
  }
  return (series) => series.map((value) => (value - mean) / deviation);
}

function requireShare(where: string, name: string, value: number): void {
  if (!(value > 0 && value < 1)) throw new RangeError(`${where}: ${name} must lie in (0, 1), got ${value}`);
}

function mapValues<From, To>(
  map: ReadonlyMap<string, From>,
  change: (value: From) => To,
): ReadonlyMap<string, To> {
  return new Map([...map].map(([name, value]) => [name, change(value)]));
}
