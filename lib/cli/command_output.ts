import { REPOSITORY_ROOT } from "./repository.ts";

/** What a command printed and how it ended. */
export interface CommandOutput {
  /** Whether it was found and ended with exit code 0. */
  ok: boolean;
  /** Its standard output, trimmed. */
  stdout: string;
  /** Its standard error, trimmed; for a command that was not found, a sentence that says so. */
  stderr: string;
}

/**
 * Runs a short command in the root of the repository and collects what it prints.
 *
 * @param command program and arguments
 * @param timeoutMs milliseconds after which it is killed
 * @returns its output; not `ok` if the command is not found or takes too long
 */
export async function commandOutput(command: readonly string[], timeoutMs = 60_000): Promise<CommandOutput> {
  const [program, ...args] = command;
  const decoder = new TextDecoder();
  try {
    const { success, stdout, stderr } = await new Deno.Command(program, {
      args,
      cwd: REPOSITORY_ROOT,
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
      env: { NO_COLOR: "1" },
      signal: AbortSignal.timeout(timeoutMs),
    }).output();
    return { ok: success, stdout: decoder.decode(stdout).trim(), stderr: decoder.decode(stderr).trim() };
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    return { ok: false, stdout: "", stderr: `${program} was not found` };
  }
}
