/**
 * Differential equations for networks that solve them: problems as data, residuals by the engine's nested derivatives,
 * losses, training with a switch of the loss, measures of the jump that follows, and the theory of which frequencies a
 * loss fits first.
 *
 * @module
 */
export { smoothActivation, type SmoothActivationName } from "./activation.ts";
export {
  type Collocation,
  type ConditionPoints,
  evenCollocation,
  randomCollocation,
  type RandomCounts,
  withValues,
} from "./collocation.ts";
export { type FadeOut, fadeOut } from "./fade_out.ts";
export { type Field, fieldOf, type TracedFunction } from "./field.ts";
export { latticeCollocation } from "./lattice_collocation.ts";
export { errorAt, indexOfStep, modelLossOf, sineAmplitudes, spectrumAt } from "./line_readings.ts";
export { LineObjectives } from "./line_objectives.ts";
export {
  type Kept,
  Line,
  type LineNetwork,
  type LineRun,
  type LineStage,
  type Trained,
} from "./line_training.ts";
export { blendedLoss } from "./losses/blended_loss.ts";
export { dataLoss } from "./losses/data_loss.ts";
export { type TracedLoss } from "./losses/loss.ts";
export { type ConditionWeights, modelLoss, residualLoss } from "./losses/model_loss.ts";
export { modeWeightedLoss, type ModeWeights } from "./losses/mode_weighted_loss.ts";
export {
  type BoxModes,
  inverseLaplacian,
  residualVector,
  type ResidualVectorOptions,
  squaredNorm,
  type TracedVector,
} from "./losses/residual_vector.ts";
export { ritzLoss } from "./losses/ritz_loss.ts";
export { sobolevLoss } from "./losses/sobolev_loss.ts";
export { effectiveErrorFrequency } from "./measures/effective_error_frequency.ts";
export { errorSpectrum, lowFrequencyShare } from "./measures/error_spectrum.ts";
export { jumpRatio, type LossCurve, persistentJump, recoveryStep } from "./measures/jump.ts";
export { type Plateau, plateaus } from "./measures/plateaus.ts";
export { relativeL2Error } from "./measures/relative_l2_error.ts";
export { sineSpectrum } from "./measures/sine_spectrum.ts";
export {
  evenPoints,
  type Interval,
  joinPoints,
  latticePoints,
  type Points,
  randomPoints,
  valuesAt,
} from "./points.ts";
export { checkedProblem, type Condition, type PdeProblem } from "./problem.ts";
export { problemByName, type ProblemName } from "./problems/by_name.ts";
export { burgers, BURGERS_VISCOSITY } from "./problems/burgers.ts";
export { coleHopf, type ColeHopfOptions } from "./problems/cole_hopf.ts";
export { diffusion } from "./problems/diffusion.ts";
export { gaussHermite, type Quadrature } from "./problems/gauss_hermite.ts";
export { heat } from "./problems/heat.ts";
export { linearOperator, type LinearOperatorOptions } from "./problems/linear_operator.ts";
export { poisson, type PoissonOptions } from "./problems/poisson.ts";
export { type SineComponent, sines, sineSumDerivative } from "./problems/sine_sum.ts";
export { wave } from "./problems/wave.ts";
export { conditionLoss, conditionResidual, pdeResidual } from "./residual.ts";
export { type LossJump } from "./theory/linearised_flow.ts";
export { meanModeRate } from "./theory/mean_mode_rate.ts";
export { empiricalNtk, type ModeJacobian, modeJacobian, modeRates } from "./theory/mode_rates.ts";
export { type ObservedJumpSetup, observeLossJump } from "./theory/observe_loss_jump.ts";
export { operatorJump, type OperatorJumpSetup } from "./theory/operator_jump.ts";
export { type LossJumpSetup, predictLossJump } from "./theory/predict_loss_jump.ts";
export { preferredFrequency } from "./theory/preferred_frequency.ts";
export { type SymbolRates, symbolRates, type SymbolRatesSetup } from "./theory/symbol_rates.ts";
export { boundFunction, type SwitchOptions, type SwitchSide, trainWithSwitch } from "./train_with_switch.ts";
export { piecewiseRate, type RatePieces, stepsOf, switchReadings } from "./switch_schedule.ts";
