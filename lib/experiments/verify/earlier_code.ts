/** The code of an earlier commit, in its own work tree. */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { exists } from "../../io/exists.ts";
import { git } from "../provenance/environment.ts";

const FOLDER = fileURLToPath(new URL("../../../.papers/commits/", import.meta.url));
const DAY_MS = 24 * 3600 * 1000;

/** Checkouts of this process, by commit; several concurrent verifications may ask for the same. */
const made = new Map<string, Promise<string | null>>();

/**
 * Folder of a checkout of the commit, made only for this process in `.papers/commits/`; `null` if this repository does
 * not have the commit, as in a shallow clone, or there is no git.
 */
export function earlierCode(commit: string): Promise<string | null> {
  const known = made.get(commit) ?? checkOut(commit);
  made.set(commit, known);
  return known;
}

async function checkOut(commit: string): Promise<string | null> {
  if (await git(["cat-file", "-e", `${commit}^{commit}`]) === null) return null;
  const folder = join(FOLDER, `${commit}.${Deno.pid}`);
  await removeLeftOver();
  const added = await git(["worktree", "add", "--force", "--detach", folder, commit]);
  return added === null ? null : folder;
}

/** Removes leftovers of killed processes after a day. */
async function removeLeftOver(): Promise<void> {
  await git(["worktree", "prune"]);
  if (!await exists(FOLDER)) return;
  for await (const { name } of Deno.readDir(FOLDER)) {
    const { mtime } = await Deno.stat(join(FOLDER, name));
    if (mtime && Date.now() - mtime.getTime() > DAY_MS) await remove(join(FOLDER, name));
  }
}

async function remove(folder: string): Promise<void> {
  await git(["worktree", "remove", "--force", folder]);
}

/** Removes the checkouts of this process. */
export async function removeEarlierCode(): Promise<void> {
  for (const folder of await Promise.all(made.values())) if (folder !== null) await remove(folder);
  made.clear();
}
