/** Why a training ended before its last step. */

/** The loss, a parameter, or something observed is no longer a finite number. */
export class DivergenceError extends Error {
  override name = "DivergenceError";
  constructor(
    /** First step at which it was seen. */
    readonly step: number,
    what: string,
    value: number,
  ) {
    super(
      `training diverged at step ${step}: ${what} is ${value}; a smaller learning rate or initial scale may help`,
    );
  }
}

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
