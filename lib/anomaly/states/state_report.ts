/** What detectors find in a series. */

/** A segment of the tested series, with its test against the hypothesis that it comes from the standard process. */
export interface SegmentReport {
  /** first point */
  readonly from: number;
  /** the point behind the last */
  readonly to: number;
  /** mean score of the windows inside */
  readonly score: number;
  /** conformal p-value against segments of the held-out standard part */
  readonly pValue: number;
  /** p-value adjusted over all segments (Benjamini and Hochberg) */
  readonly adjusted: number;
  /** whether the adjusted one is at most the wanted false discovery rate */
  readonly anomalous: boolean;
}

/** What one detector finds. */
export interface DetectorReport {
  readonly detector: string;
  /** one per window, window i covering the points i … i + w − 1 */
  readonly windowScores: Float64Array;
  /** one per point: mean over the windows that cover it */
  readonly pointScores: Float64Array;
  readonly segments: readonly SegmentReport[];
}

/** A detector that failed, and why. */
export interface DetectorFailure {
  readonly detector: string;
  readonly reason: string;
}

/** What all detectors find. */
export interface StateReport {
  /** w, points per window */
  readonly window: number;
  /** false discovery rate that `anomalous` keeps */
  readonly rate: number;
  /** the smallest p-value that the held-out segments allow: 1 / (1 + their number) */
  readonly leastPValue: number;
  readonly reports: readonly DetectorReport[];
  readonly failures: readonly DetectorFailure[];
}
