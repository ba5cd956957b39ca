/** The code of an earlier commit, in a work tree of its own. */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { exists } from "../../io/exists.ts";
import { git } from "../provenance/environment.ts";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

/**
 * Folder of a checkout of the commit, made in `.papers/commits/` where it is missing; `null` where this repository does
 * not hold the commit, as in a shallow clone, or there is no git.
 */
export async function earlierCode(commit: string): Promise<string | null> {
  const folder = join(ROOT, ".papers/commits", commit);
  if (await exists(join(folder, "deno.json"))) return folder;
  if (await git(["cat-file", "-e", `${commit}^{commit}`]) === null) return null;
  await git(["worktree", "prune"]);
  const made = await git(["worktree", "add", "--force", "--detach", folder, commit]);
  return made === null ? null : folder;
}

/** Remove the checkouts that {@linkcode earlierCode} made. */
export async function removeEarlierCode(): Promise<void> {
  const folder = join(ROOT, ".papers/commits");
  if (!await exists(folder)) return;
  for await (const { name } of Deno.readDir(folder)) {
    await git(["worktree", "remove", "--force", join(folder, name)]);
  }
}
