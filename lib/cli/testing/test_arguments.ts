import { UsageError } from "../usage_error.ts";

/** Command line of the task `test`, sorted by meaning. */
export interface TestArguments {
  /** Files and folders to test; empty for all. */
  readonly paths: readonly string[];
  /** Words that the name of a test must contain. */
  readonly filter: string | undefined;
  /** Options for `deno test`, passed on unchanged. */
  readonly options: readonly string[];
}

/** Options that the task sets itself; passing them on would break its counts. */
const TAKEN = ["--config", "-c", "--no-lock", "--junit-path", "--reporter", "--doc", "--watch", "--no-run"];

/**
 * Sorts the command line of the task `test`: words that name a file or folder, first of all one in `tests/`, are paths,
 * any other word is a filter, words that start with `-` are options for `deno test` (their values joined with `=`).
 *
 * @param args words of the command line
 * @param exists whether a word names a file or folder
 * @throws {UsageError} for a second filter, or an option that the task sets itself
 */
export function parseTestArguments(
  args: readonly string[],
  exists: (path: string) => boolean,
): TestArguments {
  const paths: string[] = [];
  const options: string[] = [];
  let filter: string | undefined;
  for (const word of args) {
    const name = word.split("=")[0];
    if (TAKEN.includes(name)) {
      throw new UsageError(
        `Cannot pass ${name} to deno test: the task sets it, or cannot count tests with it`,
      );
    }
    // `--filter WORD` and `WORD` mean the same.
    if (word === "--filter") continue;
    if (word.startsWith("-") && name !== "--filter") {
      options.push(word);
      continue;
    }
    const path = name === "--filter" ? undefined : [`tests/${word}`, word].find(exists);
    if (path !== undefined) {
      paths.push(path);
    } else {
      const words = name === "--filter" ? word.slice("--filter=".length) : word;
      if (filter !== undefined) {
        throw new UsageError(
          `Cannot filter tests by both ${JSON.stringify(filter)} and ${JSON.stringify(words)}: ` +
            `one filter is allowed, and no such file exists`,
        );
      }
      filter = words;
    }
  }
  return { paths, filter, options };
}
