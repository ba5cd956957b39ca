import { join } from "node:path";
import { atomicWrite } from "../../io/atomic_write.ts";
import { exists } from "../../io/exists.ts";
import type { BenchResults } from "./results.ts";
import { benchResultsFile, furtherResultsFile } from "./section.ts";

/**
 * Stores a run of all workloads, replacing all earlier ones, or a run of some workloads in addition to the last full
 * run.
 *
 * @param root folder of the repository
 */
export async function storeResults(root: string, results: BenchResults, isWhole: boolean): Promise<void> {
  const whole = join(root, benchResultsFile(results.threads)),
    further = join(root, furtherResultsFile(results.threads));
  await atomicWrite(isWhole ? whole : further, JSON.stringify(results, null, 2) + "\n");
  if (isWhole && await exists(further)) await Deno.remove(further);
}
