/** The folder of a case that has begun: its checkpoints, its seconds, and its lock while a process works on it. */
import { join } from "node:path";
import { exists } from "../io/exists.ts";
import { LockedError, lockFile } from "../io/file_lock.ts";

const LOCK = "lock", JOB = "job";

/** Removes the folder of a case, unless another process works on the case. */
export async function removeCase(folder: string): Promise<void> {
  if (!await exists(folder)) return;
  try {
    const lock = await lockFile(join(folder, LOCK));
    try {
      for await (const { name } of Deno.readDir(folder)) {
        if (name !== LOCK) await Deno.remove(join(folder, name), { recursive: true });
      }
    } finally {
      await lock.release();
    }
  } catch (error) {
    if (error instanceof LockedError) return;
    throw error;
  }
  // Another process may have begun in it since.
  await Deno.remove(folder).catch(() => {});
}

/** Notes that a job computes the case: another process that starts cases again does not remove its checkpoints. */
export async function markJob(folder: string): Promise<void> {
  await Deno.mkdir(folder, { recursive: true });
  await Deno.writeTextFile(join(folder, JOB), "");
}

/** Whether a job has begun the case and not finished it. */
export function isOfJob(folder: string): Promise<boolean> {
  return exists(join(folder, JOB));
}
