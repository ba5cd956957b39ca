import { join, relative } from "node:path";
import { lockHolder } from "../../io/file_lock.ts";

/** A case that a process works on. */
export interface RunningCase {
  readonly key: string;
  /** Paper and experiment, e.g. "01/parity_training". */
  readonly experiment: string;
  /** Whether it runs as a job, which can be stopped by its key. */
  readonly isJob: boolean;
  /** The process that computes it, and where it runs. */
  readonly holder: string;
}

/**
 * The cases that processes work on, on this machine or on others that share the folder.
 *
 * @param folder folder of running cases, with one folder per paper
 */
export async function runningCases(folder: string): Promise<RunningCase[]> {
  const found: RunningCase[] = [];
  for (const paper of await folders(folder)) {
    for (const experiment of await folders(paper)) {
      for (const one of await folders(experiment)) {
        const job = await lockHolder(`${one}.lock`), holder = job ?? await lockHolder(join(one, "lock"));
        if (holder === null) continue;
        const name = relative(folder, experiment).replaceAll("\\", "/");
        found.push({ key: relative(experiment, one), experiment: name, isJob: job !== null, holder });
      }
    }
  }
  return found;
}

async function folders(parent: string): Promise<string[]> {
  const entries = await Array.fromAsync(Deno.readDir(parent)).catch((error) => {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  });
  return entries.filter(({ isDirectory }) => isDirectory).map(({ name }) => join(parent, name)).sort();
}
