/**
 * Optimizers that update one flat parameter vector in traced code, schedules of the learning rate, clipping, and the
 * iterations of host-driven methods (L-BFGS, Levenberg–Marquardt).
 *
 * @module
 */
export { adam, type AdamOptions } from "./adam.ts";
export { adamW, type AdamWOptions } from "./adamw.ts";
export { clipByGlobalNorm } from "./clip_by_global_norm.ts";
export { clipByValue } from "./clip_by_value.ts";
export { DivergenceError } from "./divergence_error.ts";
export {
  checkLbfgsOptions,
  type LbfgsEnd,
  type LbfgsOptions,
  lbfgsStart,
  type LbfgsState,
  lbfgsStep,
  type ValueAndGradient,
} from "./lbfgs.ts";
export {
  checkLevenbergMarquardtOptions,
  type LeastSquaresProblem,
  type LevenbergMarquardtOptions,
  levenbergMarquardtStart,
  type LevenbergMarquardtState,
  levenbergMarquardtStep,
} from "./levenberg_marquardt.ts";
export { type LearningRate, type Optimizer, type Slots } from "./optimizer.ts";
export { rmsProp, type RmsPropOptions } from "./rmsprop.ts";
export { constantRate } from "./schedules/constant_rate.ts";
export { exponentialDecay, type ExponentialDecayOptions } from "./schedules/exponential_decay.ts";
export { type Schedule } from "./schedules/schedule.ts";
export { stepDecay, type StepDecayOptions } from "./schedules/step_decay.ts";
export { warmupCosine, type WarmupCosineOptions } from "./schedules/warmup_cosine.ts";
export { sgd, type SgdOptions } from "./sgd.ts";
export { type LinePoint, strongWolfe, type StrongWolfeOptions } from "./strong_wolfe.ts";
