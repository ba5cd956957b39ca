/** What a run of many small trainings does between them. */
import { TrainingStopped } from "./errors.ts";
import type { RunContext } from "./run_context.ts";

/**
 * A function to call after each of several trainings with their number and the loss: it reports the progress, lets
 * messages in, and ends the run where it is asked to.
 *
 * @param run its trainings, one for each entry of `sizes`, and the most steps of each
 * @returns rejects with {@linkcode TrainingStopped} once the signal of the context is aborted
 */
export function betweenTrainings(
  { sizes, maxSteps }: { readonly sizes: readonly number[]; readonly maxSteps: number },
  { signal, progress }: Pick<RunContext, "signal" | "progress">,
): (done: number, loss: number) => Promise<void> {
  return async (done, loss) => {
    progress("descent", { step: done * maxSteps, steps: sizes.length * maxSteps, loss });
    // Lets messages of the parent process in.
    await new Promise((resume) => setTimeout(resume, 0));
    if (signal.aborted) throw new TrainingStopped(done, undefined);
  };
}
