/** Trains a traced model: many steps per call, curves and snapshots at chosen steps, stop and exact resume. */
import type { TrainingRecord } from "./record.ts";
import { checkOptions, type TrainingOptions } from "./training_options.ts";
import { TrainingRun } from "./training_run.ts";

/**
 * Trains a model.
 *
 * The result is the same, bit for bit, however steps are grouped into calls and wherever the training was stopped and
 * resumed.
 *
 * @throws {DivergenceError} if the loss, a parameter, a metric, an observed value or a snapshot is not finite; it names
 *   the step
 * @throws {TrainingStopped} if `signal` asked for it; the checkpoint then holds the state
 * @throws {CheckpointError} if the checkpoint file is damaged or belongs to another run; it says what differs
 * @throws {LockedError} if another process works on the checkpoint
 * @throws {WriteError} if the checkpoint cannot be written, for example on a full disk; the old one is then intact
 * @throws {EngineError} if the engine is unknown or absent
 * @throws {GradientError} if the loss is not a float scalar or does not depend on a parameter, which it names
 * @throws {TraceError} if the loss or the metrics use `rows` without `batches`, or a tensor that is not `drawn`
 * @throws {RangeError} if the initial vector does not fit the parameters; a number of steps, a step or the seconds
 *   between saves is out of range; a setting or frozen name is unknown; the steps of a reading are missing or beyond
 *   the last step; or `observe`, `metrics` or `evaluate` gives something other than a scalar
 */
export async function train(options: TrainingOptions): Promise<TrainingRecord> {
  checkOptions(options);
  const run = await TrainingRun.open(options);
  try {
    return (await run.finish()).record;
  } finally {
    await run.close();
  }
}
