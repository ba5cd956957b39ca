import { parseArgs, type ParseArgsConfig } from "node:util";
import { runTask, UsageError } from "./usage_error.ts";
import { largest } from "../stats/extremes.ts";

/** An option of a task, with or without a value. */
export interface TaskOption {
  /** Whether a value follows. */
  type: "string" | "boolean";
  /** Placeholder of the value in the help text. */
  value?: string;
  /** What the option does. */
  description: string;
}

/** The command line of a task. */
export interface TaskUsage {
  /** Name of the task. */
  task: string;
  /** What the task does, in one sentence. */
  description: string;
  /** Words that are not options, for the help text; empty if there are none. */
  positionals: string;
  /** The options, by name without the dashes. */
  options: Record<string, TaskOption>;
}

/** A parsed command line. */
export interface TaskArguments {
  /** Whether the option was given. */
  has(option: string): boolean;
  /** Value of the option, undefined if it was not given. */
  text(option: string): string | undefined;
  /** The words that are not options. */
  positionals: string[];
  /** Whether `--help` was given. */
  help: boolean;
}

/**
 * Reads the command line of a task.
 *
 * @param usage command line of the task; `--help` is added
 * @param args the words after the task's name
 * @returns options and other words
 * @throws {UsageError} for an unknown option, a missing or unexpected value, or an unexpected word; the message lists
 *   what is allowed
 */
export function parseArguments(usage: TaskUsage, args: readonly string[]): TaskArguments {
  const options: NonNullable<ParseArgsConfig["options"]> = { help: { type: "boolean" } };
  for (const [name, { type }] of Object.entries(usage.options)) options[name] = { type };
  const allowed = `allowed: ${[...Object.keys(usage.options), "help"].map((name) => `--${name}`).join(", ")}`;
  let parsed: { values: Record<string, unknown>; positionals: string[] };
  try {
    parsed = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    const problem = (error as Error).message.split(". ")[0].replace(/\.$/, "");
    throw new UsageError(`task ${usage.task}: ${problem}; ${allowed}`);
  }
  if (usage.positionals === "" && parsed.positionals.length > 0) {
    throw new UsageError(
      `task ${usage.task}: "${
        parsed.positionals[0]
      }" is not expected, the task takes only options; ${allowed}`,
    );
  }
  return {
    has: (option) => parsed.values[option] !== undefined,
    text: (option) => {
      const value = parsed.values[option];
      return typeof value === "string" ? value : undefined;
    },
    positionals: parsed.positionals,
    help: parsed.values.help === true,
  };
}

/**
 * Help text of a task.
 *
 * @param usage command line of the task
 * @returns lines, without a newline at the end
 */
export function helpText(usage: TaskUsage): string {
  const words = Object.entries(usage.options).map(([name, option]) => ({
    word: `--${name}${option.value === undefined ? "" : ` ${option.value}`}`,
    description: option.description,
  }));
  const width = Math.max(0, largest(words.map(({ word }) => word.length)));
  const positionals = usage.positionals === "" ? "" : ` ${usage.positionals}`;
  return [
    usage.description,
    `Usage: deno task ${usage.task}${positionals}${words.length > 0 ? " [options]" : ""}`,
    ...words.map(({ word, description }) => `  ${word.padEnd(width)}  ${description}`),
  ].join("\n");
}

/**
 * Runs a task as the program: reads its command line, prints help if requested, and ends with its exit code.
 *
 * @param usage command line of the task
 * @param main the task; returns the exit code
 */
export function runParsedTask(
  usage: TaskUsage,
  main: (args: TaskArguments) => Promise<number>,
): Promise<never> {
  return runTask(async (words) => {
    const args = parseArguments(usage, words);
    if (!args.help) return await main(args);
    console.log(helpText(usage));
    return 0;
  });
}
