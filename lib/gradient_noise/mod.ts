/**
 * Noise of dropout and the stochastic modified equations that approximate it: masks and losses of two-layer networks,
 * the covariance of the gradient in closed form and from samples, paths of dropout and of its equations, interval
 * flatness, alignment of noise and Hessian, power laws. p is the probability to keep; a mask is shared by all samples.
 *
 * @module
 */
export * from "./alignment.ts";
export * from "./enumerated_gradients.ts";
export * from "./gradient_covariance.ts";
export { hyperbolicTangent } from "./hyperbolic_tangent.ts";
export * from "./interval_flatness.ts";
export {
  dropoutLoss,
  empiricalLoss,
  explicitRegularizer,
  type LossAndGradient,
  modifiedLoss,
  modifiedLossHessianVector,
} from "./losses.ts";
export { allDropoutMasks, sampleDropoutMask, type WeightedMask } from "./mask.ts";
export { simulateEulerMaruyama } from "./paths/euler_maruyama.ts";
export {
  type Observable,
  OBSERVABLES,
  type PathOptions,
  type PathProcess,
  type PathStatistics,
} from "./paths/path_options.ts";
export { simulatePaths } from "./paths/simulate_paths.ts";
export * from "./sample_covariance.ts";
export { type Rows, sampleGradients } from "./samples.ts";
export * from "./simulate_sme.ts";
export {
  type NeuronOutputs,
  neuronOutputs,
  parameterCount,
  type TwoLayerActivation,
  type TwoLayerProblem,
  twoLayerProblem,
} from "./two_layer_net.ts";
export * from "./weak_error.ts";
