/**
 * Training of traced models, with exact stop and resume.
 *
 * @module
 */
export { WriteError } from "../io/write_error.ts";
export { LockedError } from "../io/file_lock.ts";
export * from "./batches.ts";
export * from "./checkpoint.ts";
export * from "./drawn.ts";
export * from "./dropout_mask.ts";
export * from "./errors.ts";
export { type Evaluation, type EvaluationArray } from "./evaluation.ts";
export { type IterationOptions } from "./iterations.ts";
export * from "./least_squares.ts";
export { minimize, type MinimizeOptions } from "./minimize.ts";
export * from "./minimize_function.ts";
export * from "./record.ts";
export { type RunContext } from "./run_context.ts";
export { type StepMetrics, type StepTensors } from "./step_program.ts";
export * from "./steps.ts";
export * from "./train.ts";
export * from "./train_stages.ts";
export * from "./train_together.ts";
export { type WatchedTraining, type WatchOptions, watchTrainings } from "./training_watch.ts";
export { type TrainingOptions } from "./training_options.ts";
