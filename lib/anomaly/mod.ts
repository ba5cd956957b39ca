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
export { GOLDEN_REFERENCES, type GoldenReference } from "./checks/golden_references.ts";
export { abod, type AbodOptions } from "./proximity/abod.ts";
export { cblof, type CblofOptions } from "./proximity/cblof.ts";
export { cof, type CofOptions } from "./proximity/cof.ts";
export { deepSvdd, type DeepSvddOptions } from "./proximity/deep_svdd.ts";
export { dif, type DifNet, type DifOptions } from "./proximity/dif.ts";
export { iforest, type IforestOptions } from "./proximity/iforest.ts";
export { inne, type InneOptions } from "./proximity/inne.ts";
export { lof, type LofOptions } from "./proximity/lof.ts";
export { lunar, type LunarOptions } from "./proximity/lunar.ts";
export { matrixProfile } from "./proximity/matrix_profile.ts";
export { ocsvm, type OcsvmOptions } from "./proximity/ocsvm.ts";
export { rod, type RodOptions } from "./proximity/rod.ts";
export { sampling, type SamplingOptions } from "./proximity/sampling.ts";
export { sod, type SodOptions } from "./proximity/sod.ts";
export { sos, type SosOptions } from "./proximity/sos.ts";
export { kpca, type KpcaOptions } from "./reconstruction/kpca.ts";
export { cooksDistance } from "./statistical/cooks_distance.ts";
export { copod } from "./statistical/copod.ts";
export { ecod } from "./statistical/ecod.ts";
export { gmm, type GmmOptions, type GmmStart } from "./statistical/gmm.ts";
export { hbos, type HbosOptions } from "./statistical/hbos.ts";
export { kde, type KdeOptions } from "./statistical/kde.ts";
export { loda, type LodaOptions, type LodaProjection } from "./statistical/loda.ts";
export { mad } from "./statistical/mad.ts";
export { mcd, type McdOptions } from "./statistical/mcd.ts";
export { qmcd } from "./statistical/qmcd.ts";
export { type IsolationTree } from "./proximity/isolation_tree.ts";
export { conformalPValues } from "./states/conformal_p_values.ts";
export { detectStates } from "./states/detect_states.ts";
export { fitStates, type FittedStates, type StateOptions } from "./states/fit_states.ts";
export {
  type DetectorFailure,
  type DetectorReport,
  type SegmentReport,
  type StateReport,
} from "./states/state_report.ts";
export { type StatesFigure, statesFigure } from "./states/states_figure.ts";
export { type StateStream, type StreamedState } from "./states/state_stream.ts";
export {
  type CutOptions,
  type CutScores,
  cutStandard,
  cutTest,
  scoresOf,
  type StandardCut,
  type TestCut,
} from "./benchmark/cut_state_series.ts";
export {
  chanceMeasures,
  STATE_METRICS,
  type StateMeasures,
  stateMeasures,
  type StateMetric,
} from "./benchmark/state_measures.ts";
