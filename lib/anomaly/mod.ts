/**
 * One-class detectors of anomalous states of a time series: each learns standard windows and scores others, each score
 * from the standard windows and that window alone.
 *
 * @module
 */
export { defineDetector, type DetectorDefinition } from "./define_detector.ts";
export {
  type Detector,
  type DetectorAbout,
  type DetectorFactory,
  type DetectorFamily,
  type FittedScores,
} from "./detector.ts";
export { detectorByName, DETECTORS } from "./detectors.ts";
export { type NeighbourLists } from "./neighbours/nearest_list.ts";
export { nearestNeighbours } from "./neighbours/nearest_neighbours.ts";
export { SharedGeometry, type SharedGeometryOptions } from "./neighbours/shared_geometry.ts";
export { knn, type KnnOptions } from "./proximity/knn.ts";
export { type Windows, windowsOf } from "./windows.ts";
export {
  type AnomalyChoice,
  buildStateSeries,
  CHOICES,
  type StateSegment,
  type StateSeries,
  type StateSeriesOptions,
} from "./construction/build_state_series.ts";
export { knc } from "./construction/knc.ts";
export { rankByShape, type ShapeRanking } from "./construction/rank_by_shape.ts";
export { type SbdClusters, sbdKMeans, type SbdKMeansOptions } from "./construction/sbd_k_means.ts";
export { shapeBasedDistance } from "./construction/shape_based_distance.ts";
export { autoregressive } from "./generators/autoregressive_regimes.ts";
export { GENERATED_SETS, generatedSetNamed } from "./generators/by_name.ts";
export { type GeneratedSet } from "./generators/generated_set.ts";
export { surrogate, type SurrogateKind, SURROGATES } from "./generators/surrogate.ts";
export {
  DECISION_THRESHOLD,
  type DecisionForm,
  decisionFunction,
  decisionMultiple,
  type ScoreScale,
} from "./series/decision_function.ts";
export { dominantPeriod } from "./series/dominant_period.ts";
export { reverseWindowing, slidingWindows, type WindowOptions } from "./series/sliding_windows.ts";
export { cnn, type CnnOptions } from "./forecast/cnn.ts";
export { fcnn, type FcnnOptions } from "./forecast/fcnn.ts";
export { linearRegression, type LinearRegressionOptions } from "./forecast/linear_regression.ts";
export { gru, lstm, type RecurrentOptions, rnn } from "./forecast/recurrent_nets.ts";
export { type NetDraws, type NetOptions } from "./nets/net_options.ts";
export { autoEncoder, type AutoEncoderOptions } from "./reconstruction/auto_encoder.ts";
export { pca, type PcaOptions } from "./reconstruction/pca.ts";
export { tadGan, type TadGanOptions } from "./reconstruction/tad_gan.ts";
export { transformer, type TransformerOptions } from "./reconstruction/transformer.ts";
export { vae, type VaeOptions } from "./reconstruction/vae.ts";
export { checkDetectors, type DetectorCheckRow } from "./checks/check_detectors.ts";
