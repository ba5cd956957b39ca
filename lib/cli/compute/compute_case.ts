import { join } from "node:path";
import { plannedCases } from "../../experiments/case.ts";
import { computeCases } from "../../experiments/compute.ts";
import { experimentPaths } from "../../experiments/store.ts";
import { type FileLock, LockedError, lockFile } from "../../io/file_lock.ts";
import { placeOfProcess } from "../../io/place_of_process.ts";
import { stopFilePath, stopSignal } from "../../notebook/stop_file.ts";
import type { Job } from "../compute_jobs.ts";
import { UsageError } from "../usage_error.ts";
import { EXIT } from "./exit_codes.ts";
import { knownCases } from "./known_cases.ts";

/** Options of {@linkcode computeCase}. */
export interface ComputeCaseOptions {
  /** Whether to compute a case that is stored or finished. */
  readonly again: boolean;
  readonly saveSeconds: number | undefined;
  /** Asks it to save and end. */
  readonly signal: AbortSignal;
}

/**
 * Computes the case with a key as a job: from its checkpoint if it has one, its result in a file of its own.
 *
 * @returns exit code
 * @throws {UsageError} for a key that no case of the paper has
 * @throws {TrainingStopped} if it was asked to stop
 */
export async function computeCase(
  jobs: ReadonlyMap<string, Job>,
  key: string,
  paper: string,
  options: ComputeCaseOptions,
): Promise<number> {
  const job = [...jobs.values()].find((each) => plannedCases(each).some((one) => one.key === key));
  if (!job) {
    throw new UsageError(
      `task compute: no case of paper ${paper} has the key "${key}"; deno task compute ${paper} --list prints all cases`,
    );
  }
  const { cases } = experimentPaths(job);
  await Deno.mkdir(cases, { recursive: true });
  let lock: FileLock;
  try {
    lock = await lockFile(join(cases, `${key}.lock`), placeOfProcess());
  } catch (error) {
    if (!(error instanceof LockedError)) throw error;
    console.log(`${job.name}: the case is locked: ${error.message}`);
    return EXIT.locked;
  }
  try {
    return await computeLocked(job, key, options);
  } finally {
    await lock.release();
  }
}

async function computeLocked(
  job: Job,
  key: string,
  { again, saveSeconds, signal }: ComputeCaseOptions,
): Promise<number> {
  const { one, state, stored } = (await knownCases(job)).find(({ one }) => one.key === key)!;
  if ((stored || state === "finished") && !again) {
    console.log(`${job.name}: the case is ${stored ? "stored" : state}; --again computes it anew`);
    return EXIT.done;
  }
  const stop = stopOfCase(key, saveSeconds);
  try {
    const failed = await computeCases(job, [one], {
      resume: true,
      workers: 1,
      saveSeconds,
      asJob: true,
      signal: AbortSignal.any([signal, stop.signal]),
    });
    if (failed.length === 0) return EXIT.done;
    return failed[0].includes(LockedError.name) ? EXIT.locked : EXIT.failed;
  } finally {
    stop.end();
  }
}

const LOOK_MILLISECONDS = 250;

/** A signal that `task stop KEY` aborts. */
function stopOfCase(key: string, saveSeconds = 1): { signal: AbortSignal; end(): void } {
  const stop = new AbortController(), requested = stopSignal(Date.now(), stopFilePath(key));
  const look = () => requested.aborted && stop.abort();
  const watch = setInterval(look, LOOK_MILLISECONDS * Math.max(1, saveSeconds));
  return { signal: stop.signal, end: () => clearInterval(watch) };
}
