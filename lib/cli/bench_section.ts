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
 */
export async function benchSection(root: string): Promise<string> {
  try {
    return benchTable(JSON.parse(await Deno.readTextFile(join(root, BENCH_RESULTS))) as BenchResults);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return "No speeds are committed yet.";
    throw error;
  }
}
