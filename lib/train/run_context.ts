/** What the runner of an experiment passes to one run. */
import type { Progress } from "./record.ts";

/** Signal, progress and checkpoints of one run. */
export interface RunContext {
  /** Aborted when the run should save and end. */
  readonly signal: AbortSignal;
  /** Reports the progress of a part of the run. */
  progress(part: string, progress: Progress): void;
  /** Path of the checkpoint of a named part of this run; `undefined` if nothing is kept. */
  checkpoint(part: string): string | undefined;
}
