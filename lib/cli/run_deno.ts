/** How a started Deno ended. */
export interface DenoResult {
  /** Exit code. */
  readonly code: number;
  /** Standard output, then standard error; empty if they were inherited. */
  readonly output: string;
}

/** Options of {@linkcode runDeno}. */
export interface RunDenoOptions {
  /** Working directory. */
  readonly cwd: string;
  /** `inherit` streams the output through, `capture` (the default) returns it without colours. */
  readonly output?: "inherit" | "capture";
  /** Ends the process when aborted. */
  readonly signal?: AbortSignal;
}

/**
 * Starts the Deno that runs this task, and waits for its end.
 *
 * @param args command line after `deno`
 */
export async function runDeno(
  args: readonly string[],
  { cwd, output = "capture", signal }: RunDenoOptions,
): Promise<DenoResult> {
  const stdio = output === "inherit" ? "inherit" : "piped";
  const command = new Deno.Command(Deno.execPath(), {
    args: [...args],
    cwd,
    stdin: "null",
    stdout: stdio,
    stderr: stdio,
    ...(output === "capture" ? { env: { NO_COLOR: "1", RUST_BACKTRACE: "0" } } : {}),
    ...(signal ? { signal } : {}),
  });
  const result = await command.output();
  if (output === "inherit") return { code: result.code, output: "" };
  const decoder = new TextDecoder();
  return { code: result.code, output: decoder.decode(result.stdout) + decoder.decode(result.stderr) };
}
