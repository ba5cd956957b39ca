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
