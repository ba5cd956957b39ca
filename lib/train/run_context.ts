/** What the runner of an experiment gives to one run of it. */
import type { Progress } from "./record.ts";

/** Signal, progress and checkpoints of one run. */
export interface RunContext {
  /** Aborted when the run is to save and end. */
  readonly signal: AbortSignal;
  /** Report how far a part of the run is. */
  progress(part: string, progress: Progress): void;
  /** Path of the checkpoint of a named part of this run; `undefined` if nothing is kept. */
  checkpoint(part: string): string | undefined;
}
