/** Why a training ended before its last step. */

export { DivergenceError } from "../optim/divergence_error.ts";

/** The training was asked to stop; what it had done is in its checkpoint. */
export class TrainingStopped extends Error {
  override name = "TrainingStopped";
  constructor(
    /** Steps that were done. */
    readonly step: number,
    checkpoint: string | undefined,
  ) {
    super(
      `training stopped after step ${step}; ` +
        (checkpoint ? "run it again to go on from there" : "it had no checkpoint to go on from"),
    );
  }
}

/** A checkpoint file that cannot be used: damaged, of another format, or of another run. */
export class CheckpointError extends Error {
  override name = "CheckpointError";
}
