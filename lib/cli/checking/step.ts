/** Outcome of one step of the task `check`. */
export interface StepResult {
  /** Whether nothing was found. */
  readonly ok: boolean;
  /** What was found, for the user; may be empty. */
  readonly output: string;
}

/** Maximum number of lines shown per step. */
const LONGEST_OUTPUT = 200;

/** One step of the task `check`. */
export interface CheckStep {
  /** What is checked, in a word or two. */
  readonly name: string;
  /** Checks it. */
  readonly run: () => Promise<StepResult>;
}

/**
 * Runs every step, even after one has failed, and prints what each found.
 *
 * @param steps the steps, in order
 * @param print prints one line or more
 * @returns names of the steps that failed; a step that throws has failed
 */
export async function runSteps(
  steps: readonly CheckStep[],
  print: (text: string) => void = console.log,
): Promise<string[]> {
  const failed: string[] = [];
  for (const { name, run } of steps) {
    let result: StepResult;
    try {
      result = await run();
    } catch (error) {
      result = {
        ok: false,
        output: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
      };
    }
    if (!result.ok) failed.push(name);
    print(`${result.ok ? "ok    " : "FAILED"} ${name}`);
    if (!result.ok && result.output.trim() !== "") print(firstLines(result.output.trim()));
  }
  return failed;
}

/** The formatter prints a line for each line of a file; the first ones are enough. */
function firstLines(text: string): string {
  const lines = text.split("\n");
  if (lines.length <= LONGEST_OUTPUT) return text;
  const last = lines[lines.length - 1];
  return [...lines.slice(0, LONGEST_OUTPUT), `… ${lines.length - LONGEST_OUTPUT} more lines`, last].join(
    "\n",
  );
}
