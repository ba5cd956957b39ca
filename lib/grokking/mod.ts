/**
 * Grokking, foreseen: before training, the phantom low frequency of a training set, and the early losses that the
 * network's tangent kernel at its initial parameters gives (Zhou, Zhang and Xu 2024, arXiv 2405.17479).
 *
 * @module
 */
export { type LabelledPoints } from "./labelled_points.ts";
export { type PhantomFrequency, phantomFrequency, type PhantomOptions } from "./phantom_frequency.ts";
export { type GrokkingPrediction, type GrokkingSetup, predictGrokking } from "./predict_grokking.ts";
export { type InitialKernel, initialTangentKernel, type KernelInputs } from "./tangent_kernel.ts";
export { halfErrors } from "./half_errors.ts";
export { kernelMatrix, linearisedOutputs, outputJacobian } from "./kernel_regression.ts";
export {
  LOW_BAND,
  type ParitySplits,
  paritySplits,
  type PhantomSettings,
  type ProportionSpectra,
  rmsError,
} from "./parity_splits.ts";
export {
  evenReadings,
  type Readings,
  samplePoints,
  type SineNetwork,
  type SineOutputs,
  type SineRun,
  type SineSample,
  type SineTraining,
  trainAll,
  trainOnSine,
} from "./sine_training.ts";
