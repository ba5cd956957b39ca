import { join } from "node:path";
import type { BenchResults } from "./bench_results.ts";
import { benchTable } from "./bench_table.ts";

/** Threads that the README has tables for. */
export const BENCH_THREADS: readonly number[] = [1, 2];

/** Committed results of `task bench` with so many threads, from which a table of the README is made. */
export function benchResultsFile(threads: number): string {
  return threads === 1 ? "data/results/bench.json" : `data/results/bench_${threads}_threads.json`;
}

/** Results of some workloads, measured later than the whole, perhaps on another machine: a table of their own. */
export function furtherResultsFile(threads: number): string {
  return benchResultsFile(threads).replace(/\.json$/, "_further.json");
}

/**
 * The README's tables of speeds.
 *
 * @param root folder of the repository
 * @returns Markdown, or a sentence where no results are committed
 * @throws {SyntaxError} where a file is not JSON
 * @throws {TypeError} where it holds something else than results
 */
export async function benchSection(root: string): Promise<string> {
  const tables: string[] = [];
  for (
    const file of BENCH_THREADS.flatMap((threads) => [benchResultsFile(threads), furtherResultsFile(threads)])
  ) {
    const text = await Deno.readTextFile(join(root, file)).catch((error) => {
      if (error instanceof Deno.errors.NotFound) return null;
      throw error;
    });
    if (text === null) continue;
    const results = JSON.parse(text) as BenchResults;
    if (!Array.isArray(results.workloads)) {
      throw new TypeError(`${file}: not a result of task bench, it has no list "workloads"`);
    }
    tables.push(benchTable(results));
  }
  return tables.length === 0 ? "No measurements are committed yet." : tables.join("\n");
}
