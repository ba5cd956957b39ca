/**
 * Metrics of anomaly scores: areas with ties counted half, ranges, volumes under the surface, and the warning that point
 * adjustment is.
 *
 * @module
 */
export { pointAdjusted } from "./point_adjusted.ts";
export { type PrecisionRecall, precisionRecall } from "./precision_recall.ts";
export {
  averagePrecision,
  oracleF1,
  type PrecisionRecallCurve,
  precisionRecallCurve,
} from "./precision_recall_curve.ts";
export { type RangeOptions, rangePrecisionRecall } from "./range_precision_recall.ts";
export { type LabelRange, labelRanges } from "./ranges.ts";
export { rocAuc, type RocCurve, rocCurve } from "./roc.ts";
export {
  rangeAuc,
  type RangeCurves,
  type Volume,
  type VolumeOptions,
  volumeUnderSurface,
} from "./volume_under_surface.ts";
