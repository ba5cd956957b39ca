import { join } from "node:path";
import { detectorTable } from "./detector_table.ts";
import type { DetectorBench } from "./detectors.ts";
import type { BenchResults } from "./results.ts";
import { benchTable } from "./table.ts";

/** Numbers of threads with tables. */
export const BENCH_THREADS: readonly number[] = [1, 2];

/** Committed results of `task bench` with this number of threads, from which the tables of pages are made. */
export function benchResultsFile(threads: number): string {
  return threads === 1 ? "data/results/bench.json" : `data/results/bench_${threads}_threads.json`;
}

/** Committed results of `task bench --detectors`. */
export const DETECTOR_RESULTS_FILE = "data/results/bench_detectors.json";

/** Results of some workloads, measured later than the whole, perhaps on another machine: a table of their own. */
export function furtherResultsFile(threads: number): string {
  return benchResultsFile(threads).replace(/\.json$/, "_further.json");
}

/**
 * All tables of speeds.
 *
 * @param root folder of the repository
 * @returns Markdown, or a sentence if no results are committed
 * @throws {SyntaxError} if a file is not JSON
 * @throws {TypeError} if it does not contain results
 */
export async function benchSection(root: string): Promise<string> {
  const files = BENCH_THREADS.flatMap((threads) => [benchResultsFile(threads), furtherResultsFile(threads)]);
  const tables: string[] = [];
  // One after another: of several bad files, it is always the first that is named.
  for (const file of files) {
    const results = await readResults(root, file);
    if (results) tables.push(benchTable(results));
  }
  const detectors = await textOf(root, DETECTOR_RESULTS_FILE);
  if (detectors !== null) tables.push(detectorTable(JSON.parse(detectors) as DetectorBench));
  return tables.length === 0 ? NOTHING : tables.join("\n");
}

/**
 * The rows that count, on one thread, compared with PyTorch and JAX; returns and throws as {@linkcode benchSection}.
 */
export async function benchSummary(root: string): Promise<string> {
  const results = await readResults(root, benchResultsFile(1));
  if (!results) return NOTHING;
  const workloads = results.workloads.filter(({ extra }) => !extra).map((row) => ({ ...row, engines: {} }));
  const { machine, threads, repeats } = results;
  const lines = benchTable({ ...results, workloads }, SUMMARY_COLUMNS).split("\n");
  return [
    `Milliseconds of CPU time for one step on ${machine.cpu}, ${threads} thread, median of ${repeats} interleaved repeats; ` +
    "ratio = this engine / the other.",
    ...lines.slice(1),
  ].join("\n");
}

const NOTHING = "No measurements are committed yet.";
/** Columns of the table in README. */
const SUMMARY_COLUMNS = ["this engine", "PyTorch eager", "ratio", "JAX jit"];

/** Text of a file; `null` where there is none. */
async function textOf(root: string, file: string): Promise<string | null> {
  return await Deno.readTextFile(join(root, file)).catch((error) => {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  });
}

async function readResults(root: string, file: string): Promise<BenchResults | null> {
  const text = await textOf(root, file);
  if (text === null) return null;
  const results = JSON.parse(text) as BenchResults;
  if (!Array.isArray(results.workloads)) {
    throw new TypeError(`${file}: not a result of task bench, it has no list "workloads"`);
  }
  return results;
}
