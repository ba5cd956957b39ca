/**
 * Inversions: on the grid by an optimizer's steps or by L-BFGS, and over the parameters of a network. The misfit is any
 * function with a gradient.
 *
 * @module
 */
export {
  type GridOptions,
  type Inversion,
  InversionError,
  type InversionOptions,
  type InversionStep,
  type MisfitAndGradient,
  type VelocityMisfit,
} from "./inversion.ts";
export { invertByLbfgs, type LbfgsInversionOptions } from "./invert_by_lbfgs.ts";
export { invertByNetwork, type NetworkInversion, type NetworkInversionOptions } from "./invert_by_network.ts";
export {
  invertWithWavelet,
  type WaveletInversion,
  type WaveletInversionOptions,
  type WaveletMisfit,
} from "./invert_with_wavelet.ts";
export { invertBySteps, type StepsOptions } from "./invert_by_steps.ts";
export { withinBounds } from "./within_bounds.ts";
export { type OptimizerSteps, optimizerSteps } from "./optimizer_steps.ts";
export { type KnownNodes, topRows, withKnownNodes, withKnownVelocities } from "./with_known_nodes.ts";
