/** An invalid command line; its message is shown without a stack. */
export class UsageError extends Error {
  /** Name of the class. */
  override name = "UsageError";
}

/**
 * Runs a task and ends the process with its exit code; 2 after a {@linkcode UsageError}.
 *
 * @param task the task; it gets the words of the command line and resolves to the exit code
 */
export async function runTask(task: (args: readonly string[]) => Promise<number>): Promise<never> {
  try {
    return Deno.exit(await task(Deno.args));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(error.message);
    return Deno.exit(2);
  }
}
