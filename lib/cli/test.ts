/**
 * Task `test`: runs the tests and the examples of the doc comments, and ends with one line `N passed, N failed` (and `,
 * N skipped` if there are any).
 *
 * `task test [words of a test's name] [files or folders] [--options-of-deno-test=value]`
 *
 * @module
 */
import { assertSource } from "./testing/jsr_probe.ts";
import { REPOSITORY_ROOT } from "./repository.ts";
import { runDeno } from "./run_deno.ts";
import { filesWithExamples } from "./testing/doc_examples.ts";
import { countsLine, countTests, type TestCounts } from "./testing/junit.ts";
import { parseTestArguments, type TestArguments } from "./testing/test_arguments.ts";
import { webOptions } from "./testing/web_config.ts";
import { runTask, UsageError } from "./usage_error.ts";

const HELP = `Runs the tests and the examples of the doc comments, and counts them.
Usage: deno task test [words of a test's name] [files or folders] [options of deno test, as --name=value]
Without words and files all tests run; name a folder of tests/ without the prefix, such as \`graph\`.`;

/**
 * Runs tests.
 *
 * @param args command line of the task
 * @returns exit code: 0 if every test passed, and at least one test was found
 * @throws {UsageError} for an invalid command line
 */
export async function test(args: readonly string[]): Promise<number> {
  if (args[0] === "--help") {
    console.log(HELP);
    return 0;
  }
  const parsed = parseTestArguments(args, fileExists);
  const options = await sourceOptions();
  const folder = await Deno.makeTempDir({ prefix: "papers-test-" });
  try {
    const report = `${folder}/report.xml`;
    const command = ["test", "-A", ...options, `--junit-path=${report}`, ...await selection(parsed)];
    const { code } = await runDeno(command, { cwd: Deno.cwd(), output: "inherit" });
    return close(code, await readReport(report), parsed);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Which configuration the tests run with; `PAPERS_ONNX_RUNTIME=web` takes the engine `onnx` as browsers have it. */
async function sourceOptions(): Promise<readonly string[]> {
  const runtime = Deno.env.get("PAPERS_ONNX_RUNTIME") ?? "";
  if (runtime === "web") {
    console.log("engine onnx: onnxruntime-web, as in a browser (PAPERS_ONNX_RUNTIME)");
    return await webOptions(REPOSITORY_ROOT);
  }
  if (runtime !== "" && runtime !== "node") {
    throw new UsageError(
      `Cannot pick ONNX Runtime: PAPERS_ONNX_RUNTIME is "${runtime}", allowed are "node" and "web"`,
    );
  }
  const source = await assertSource(REPOSITORY_ROOT);
  console.log(source.line);
  return source.options;
}

/** What to test: with a filter or paths that alone, otherwise every test and every file with examples. */
async function selection({ paths, filter, options }: TestArguments): Promise<string[]> {
  const filterOption = filter === undefined ? [] : [`--filter=${filter}`];
  const tests = paths.length > 0 ? paths : [`${REPOSITORY_ROOT}/tests`];
  const everything = paths.length === 0 && filter === undefined;
  const examples = everything ? await filesWithExamples(`${REPOSITORY_ROOT}/lib`) : [];
  return [...filterOption, ...(examples.length > 0 ? ["--doc"] : []), ...options, ...tests, ...examples];
}

/** Counts of the report, or `undefined` if Deno ended before it ran a test (a type error for example). */
async function readReport(path: string): Promise<TestCounts | undefined> {
  try {
    return countTests(await Deno.readTextFile(path));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

function close(code: number, report: TestCounts | undefined, { filter }: TestArguments): number {
  const counts = report ?? { passed: 0, failed: 0, skipped: 0 };
  if (code !== 0 && counts.failed === 0) {
    console.log("Deno failed outside a test: see the error above (type error, import, top-level code).");
    console.log(countsLine({ ...counts, failed: 1 }));
    return code;
  }
  // The report does not distinguish tests that a filter excludes from skipped ones.
  const shown = filter === undefined ? counts : { ...counts, skipped: 0 };
  const found = shown.passed + shown.failed + shown.skipped;
  if (found === 0) {
    console.log(
      filter === undefined ? "No test was found." : `No test has ${JSON.stringify(filter)} in its name.`,
    );
  }
  console.log(countsLine(shown));
  return code === 0 && found === 0 ? 1 : code;
}

function fileExists(path: string): boolean {
  try {
    Deno.statSync(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

if (import.meta.main) await runTask(test);
