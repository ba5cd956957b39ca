/** Errors that end a training before its last step. */

export { DivergenceError } from "../optim/divergence_error.ts";

/** The training was asked to stop; its state is in its checkpoint. */
export class TrainingStopped extends Error {
  override name = "TrainingStopped";
  constructor(
    /** Steps that were done. */
    readonly step: number,
    checkpoint: string | undefined,
  ) {
    super(
      `training stopped after step ${step}; ` +
        (checkpoint ? "run it again to continue from there" : "it had no checkpoint to continue from"),
    );
  }
}

/** A checkpoint file that cannot be used: damaged, of another format, or of another run. */
export class CheckpointError extends Error {
  override name = "CheckpointError";
}
