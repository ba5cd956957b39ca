/** Training a traced model: many steps per call, curves and snapshots at chosen steps, stop and exact resume. */
import type { TrainingRecord } from "./record.ts";
import { checkOptions, type TrainingOptions } from "./training_options.ts";
import { TrainingRun } from "./training_run.ts";

/**
 * Train a model.
 *
 * The result is the same, bit for bit, however the steps fall into calls and wherever it was stopped and resumed.
 *
 * @throws {DivergenceError} if the loss, a parameter, a metric, an observed value or a snapshot is not finite; it names
 *   the step
 * @throws {TrainingStopped} if `signal` asked for it; the checkpoint then holds what was done
 * @throws {CheckpointError} if the checkpoint file is damaged or belongs to another run; it says what differs
 * @throws {LockedError} if another process works on the checkpoint
 * @throws {WriteError} if the checkpoint cannot be written, as on a full disk; the old one is whole
 * @throws {EngineError} if the engine is unknown or absent
 * @throws {GradientError} if the loss is no float scalar or does not depend on a parameter, by its name
 * @throws {TraceError} if the loss or the metrics use `rows` without `batches`, or a tensor that is not `drawn`
 * @throws {RangeError} if the initial vector does not fit the parameters, a number of steps, a step or the seconds
 *   between saves are no such number, a setting is unknown, something is to be read at no step or beyond the last, what `observe`, `metrics` or `evaluate` give is no scalar, or a frozen name is unknown
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
