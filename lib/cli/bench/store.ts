import { join } from "node:path";
import { atomicWrite } from "../../io/atomic_write.ts";
import { exists } from "../../io/exists.ts";
import type { BenchResults } from "./results.ts";
import { benchResultsFile, furtherResultsFile } from "./section.ts";

/**
 * Stores a run of all workloads instead of all earlier ones, and a run of some beside the last of all.
 *
 * @param root folder of the repository
 */
export async function storeResults(root: string, results: BenchResults, isWhole: boolean): Promise<void> {
  const whole = join(root, benchResultsFile(results.threads)),
    further = join(root, furtherResultsFile(results.threads));
  await atomicWrite(isWhole ? whole : further, JSON.stringify(results, null, 2) + "\n");
  if (isWhole && await exists(further)) await Deno.remove(further);
}
