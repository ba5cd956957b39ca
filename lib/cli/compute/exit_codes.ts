/** Exit codes of `task compute`, by which a script or a cluster knows what to do next. */
export const EXIT = {
  /** All that was asked for is stored, or finished by a job. */
  done: 0,
  /** A case failed: it would fail again. */
  failed: 1,
  /** Another process works on the case. */
  locked: 75,
  /** Saved after a signal or `task stop`: the same command goes on from there. */
  stopped: 130,
} as const;
