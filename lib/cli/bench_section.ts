import { join } from "node:path";
import type { BenchResults } from "./bench_results.ts";
import { benchTable } from "./bench_table.ts";

/** Committed results of `task bench`, from which the README's table is made. */
export const BENCH_RESULTS = "data/results/bench.json";

/**
 * The README's table of speeds.
 *
 * @param root folder of the repository
 * @returns Markdown, or a sentence where no results are committed
 * @throws {SyntaxError} where the file is not JSON
 * @throws {TypeError} where it holds something else than results
 */
export async function benchSection(root: string): Promise<string> {
  const text = await Deno.readTextFile(join(root, BENCH_RESULTS)).catch((error) => {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  });
  if (text === null) return "No measurements are committed yet.";
  const results = JSON.parse(text) as BenchResults;
  if (!Array.isArray(results.workloads)) {
    throw new TypeError(`${BENCH_RESULTS} is not a result of task bench: it has no list "workloads"`);
  }
  return benchTable(results);
}
