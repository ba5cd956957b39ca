/**
 * Condensation: groups of parallel neurons, and smaller networks in which each group is one neuron.
 *
 * @module
 */
export { type Calibration } from "./calibration.ts";
export {
  condensationGroups,
  effectiveRatio,
  type GroupingOptions,
  groupsBySimilarity,
  groupsOfWidth,
} from "./condensation_groups.ts";
export { deadNeurons } from "./dead_neurons.ts";
export {
  byCosine,
  type CosineWidths,
  cosineWidths,
  type CutChoice,
  cutLayers,
  type LayerTurn,
  type NormChoice,
} from "./cut_layers.ts";
export { cosineMap } from "./cosine_map.ts";
export { magnitudeCut, randomCut } from "./cuts_of_width.ts";
export { type CutReport } from "./cut_report.ts";
export { type Cut, type Group, plainGroup } from "./group.ts";
export { type HiddenLayer, hiddenLayers, type Unit } from "./hidden_layers.ts";
export { type CalibrationLoss, calibrationLoss, outputChange } from "./judge.ts";
export { type MergedLayer, mergeLayer, type MergeMode, type MergeOptions } from "./merge_layer.ts";
export { type MergeRule, mergeRule } from "./merge_rule.ts";
export {
  neuronAmplitudes,
  type Neurons,
  neuronsOf,
  NORM_EPSILON,
  type NormStatistics,
  type Statistics,
} from "./neurons.ts";
export { networkOutputs } from "./network_outputs.ts";
export { outputSimilarities } from "./output_similarities.ts";
export { type LayerReading, readLayer } from "./read_layer.ts";
export { recalibrateBatchNorm } from "./recalibrate_batch_norm.ts";
export { type RelativeTimes, relativeTimes } from "./relative_times.ts";
export { reduce, type ReduceOptions, type Reduction } from "./reduce.ts";
export { refitOutgoing, type Ridge } from "./refit_outgoing.ts";
export { type Similarities, similarities } from "./similarities.ts";
export { splitNeurons, type SplitOptions } from "./split_neurons.ts";
export { layerAt, layersOf, sizeRatio, type TrainedNetwork } from "./trained_network.ts";
export { type Vectors } from "./vectors.ts";
export { type PerceptronArrays, perceptronOfArrays, type ShapedArray } from "./perceptron_of_arrays.ts";
export { readOnnxPerceptron } from "./read_onnx_perceptron.ts";
export { reduceInRounds, type Round, type RoundOptions, type RoundsResult } from "./reduce_in_rounds.ts";
