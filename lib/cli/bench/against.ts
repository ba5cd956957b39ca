/** `task bench --compare`: compares this engine with that of an earlier commit, and keeps the ratios in a file. */
import { cpus, loadavg } from "node:os";
import { commitNow, git } from "../../experiments/provenance/environment.ts";
import { earlierCode, removeEarlierCode } from "../../experiments/verify/earlier_code.ts";
import { engineCommand, processorBinding } from "./commands.ts";
import { compareWorkload, slowerOrFailed } from "./compare.ts";
import { appendHistory, type ComparedRow, type Comparison, comparisonTable, readHistory } from "./history.ts";
import { type BenchWorkload, busyMachine, QUIET_LOAD } from "./results.ts";
import { UsageError } from "../usage_error.ts";

/** Default repeats of a comparison: its ratios are near 1, so their intervals must be short. */
export const COMPARED_REPEATS = 15;

/** What is compared. */
export interface EnginesOptions {
  /** File to append the ratios to. */
  readonly file: string;
  /** Commit of the earlier engine; that of the file's last comparison if absent. */
  readonly against?: string | undefined;
  readonly workloads: readonly BenchWorkload[];
  readonly repeats: number;
  readonly threads: number;
}

/**
 * Measures workloads on both engines in turns, and appends the ratios to a file.
 *
 * @returns exit code: 1 if a workload is slower or failed
 * @throws {UsageError} if the earlier engine is not named, or is not a commit
 */
export async function compareEngines(options: EnginesOptions): Promise<number> {
  const { file, workloads, repeats, threads } = options;
  const named = options.against ?? (await readHistory(file)).at(-1)?.now.commit;
  if (named === undefined) {
    throw new UsageError(`task bench: ${file} has no comparison yet; name the earlier engine with --against`);
  }
  const before = await git(["rev-parse", "--verify", "--quiet", `${named}^{commit}`]);
  const root = before && await earlierCode(before);
  if (!root) {
    throw new UsageError(`task bench: the earlier engine "${named}" is not a commit of this repository`);
  }
  const [load] = loadavg(), binding = await processorBinding(threads);
  if (load > QUIET_LOAD) console.error(busyMachine(load));
  const rows: ComparedRow[] = [], print = (text: string) => console.log(text);
  try {
    for (const workload of workloads) {
      const commands = {
        now: [...binding, ...engineCommand(workload.name, threads)],
        before: [...binding, ...engineCommand(workload.name, threads, root)],
      };
      rows.push(await compareWorkload(workload, { commands, repeats, threads, print }));
    }
  } finally {
    await removeEarlierCode();
  }
  const comparison: Comparison = {
    now: await commitNow(),
    before,
    date: new Date().toISOString().slice(0, 10),
    cpu: cpus()[0].model.trim(),
    load,
    threads,
    repeats,
    rows,
  };
  await appendHistory(file, comparison);
  console.log(`\n${comparisonTable(comparison)}`);
  const failed = slowerOrFailed(rows);
  if (failed.length > 0) console.error(`Slower or failed:\n  ${failed.join("\n  ")}`);
  return failed.length === 0 ? 0 : 1;
}
